import type { Words } from "../words/en";
import type { Conversation } from "./conversation";

/** The files of words by language, written in by build.mjs. */
declare const WORDS: Record<string, string>;

export type Key = keyof Words;

let table: Partial<Words> = {};
let own: Record<string, string> = {};

/** The language the words are in. */
export let language = "en";
let locale = "en";

/** Fetches the words of the page's language, and of no other; English where we do not speak it. */
export async function learn(origin: string): Promise<void> {
  const asked = (document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase();
  const known = WORDS[asked] ? asked : "en";
  const { default: words } = await import(`${origin}/t/${WORDS[known]}`);
  speak(words, known);
}

export function speak(words: Words, of: string): void {
  table = words;
  language = of;
  // Dates and numbers as the visitor is used to them, where it is the same language.
  locale = navigator.language.startsWith(of) ? navigator.language : of;
}

/** The site's own words, by key, win over ours. */
export const prefer = (texts: Record<string, string> | undefined): void => void (own = texts || {});

/** The words for `key`, with `{…}` filled in, in one pass: a value is only text. */
export const t = (key: Key, values: Record<string, string | number> = {}): string =>
  (own[key] || table[key] || "").replace(/\{(\w+)\}/g, (_, name) => `${values[name] ?? ""}`);

/** Who or what the visitor is talking to. */
export const title = ({ agent }: Conversation["state"], company: string) => agent?.name || company || t("chat");

/** The line under the name. */
export function standing({ chat, agent, agents }: Conversation["state"], connected: boolean): string {
  if (chat === "ended") return t("over");
  if (!connected) return t("lost");
  if (chat === "ringing" && !agent) return t("calling_title");
  const names = new Set(agents.map(({ name }) => name));
  return names.size > 1 ? [...names].join(", ") : t(chat === "active" ? "here" : "connecting");
}

/** What the window says when the chat is over. */
export function ending({ ended, agent }: Conversation["state"]): string {
  if (ended === "by_visitor") return t("ended_you");
  return ended === "by_agent" && agent ? t("ended_agent", { name: agent.name }) : t("ended_chat");
}

/** `Today, 18:43`, or with the date when it was another day. */
export function moment(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  const today = date.toDateString() === new Date(now).toDateString();
  const day = today ? t("today") : date.toLocaleDateString(locale, { day: "numeric", month: "long" });
  return `${day}, ${time}`;
}

/** `90 B`, `640 kB`, `2.4 MB`. */
export function weight(bytes: number): string {
  const [n, unit] = bytes < 1e3 ? [bytes, "B"] : bytes < 1e6 ? [Math.ceil(bytes / 1000), "kB"] : [Math.round(bytes / 1e5) / 10, "MB"];
  return `${n.toLocaleString(locale)} ${unit}`;
}

export const newMessages = (n: number) => (n === 1 ? t("new_one") : t("new_many", { n }));
