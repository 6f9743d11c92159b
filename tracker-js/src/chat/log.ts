import { button, h } from "../shared/dom";
import type { Conversation, Line } from "./conversation";
import { linkify } from "./linkify";
import { moment } from "./words";

/** How near to its end, in pixels, a transcript still follows what is new. */
const NEAR = 60;

/** The transcript. Lines are added and moved, never written anew, so that a screen reader hears each once. */
export function createLog(again: (key: string) => void) {
  const began = h("li", { class: "notice quiet" });
  const list = h("ol", {}, began);
  const receipt = h("p", { class: "receipt quiet" });
  const element = h("div", { class: "log", role: "log", tabindex: "0", "aria-label": "Conversation" }, list, receipt);
  const items = new Map<string, HTMLElement>();

  function item(line: Line): HTMLElement {
    const made = items.get(line.key) || bubble(line);
    items.set(line.key, made);
    made.querySelector(".refused")?.remove();
    if (line.refused) made.append(refusal(line, () => again(line.key)));
    return made;
  }

  function arrange(wanted: HTMLElement[]): void {
    for (const [key, made] of items) {
      if (wanted.includes(made)) continue;
      made.remove();
      items.delete(key);
    }
    let before: Element = began;
    for (const made of wanted) {
      if (before.nextElementSibling !== made) before.after(made);
      before = made;
    }
  }

  const down = () => (element.scrollTop = element.scrollHeight);

  return {
    element,
    down,
    show(lines: Line[], pending: Conversation["pending"]): void {
      const follow = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      arrange(lines.map(item));
      const words = lines[0] ? moment(lines[0].at, Date.now()) : "";
      if (began.textContent !== words) began.textContent = words;
      receipt.textContent = delivery(lines.at(-1), pending);
      if (follow) down();
    },
  };
}

function bubble({ from, name, text }: Line): HTMLElement {
  if (from === "notice") return h("li", { class: "notice quiet" }, text);
  const who = h("span", { class: "hid" }, from === "visitor" ? "You: " : `${name}: `);
  return h("li", { class: from, dir: "auto" }, who, ...linkify(text));
}

const refusal = ({ refused }: Line, again: () => void) =>
  h("span", { class: "refused" }, `Not sent. ${refused}`, button({}, again, "Try again"));

function delivery(line: Line | undefined, pending: Conversation["pending"]): string {
  if (line?.from !== "visitor" || line.refused) return "";
  return pending.has(line.key) ? "Sending" : "Delivered";
}
