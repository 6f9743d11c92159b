import type { Answer, Heard, Link, Said, Widget } from "../shared/wire";
import { note } from "./storage";

/** The hashed names of the lazy parts, written in by build.mjs. */
declare const INVITATION: string;
declare const CHAT: string;

/** Hands frames to the invitation and the chat, in order, and loads each only when it is first needed. */
export function createWidgets(origin: string, say: (frame: Said) => void) {
  const loaded: Record<string, Promise<Widget>> = {};
  let queue = Promise.resolve();

  const link: Link = {
    style: { kind: "button", color: "#2f4a3c", position: "right", greeting: "", company: "" },
    say,
    note,
    answer: async (answer: Answer) => (await load(CHAT)).answer!(answer, link),
  };

  const load = (file: string) =>
    (loaded[file] ||= import(`${origin}/t/${file}`).catch((e) => {
      delete loaded[file];
      throw e;
    }));

  const hand = (file: string, frame: Heard) => {
    queue = queue.then(() => load(file)).then((w) => w.receive(frame, link)).catch(() => {});
  };

  return (frame: Heard): void => {
    const { type } = frame;
    const welcome = type === "welcome";
    if (welcome) link.style = frame.style;
    if (type === "invitation" || loaded[INVITATION]) hand(INVITATION, frame);
    if (type === "chat" || loaded[CHAT] || (welcome && (frame.chat || note("unsaid")))) hand(CHAT, frame);
  };
}
