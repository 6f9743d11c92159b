import type { Answer, Heard, Link, Said, Widget } from "../shared/wire";
import { note } from "./storage";

/** The hashed names of the lazy parts, written in by build.mjs. */
declare const INVITATION: string;
declare const CHAT: string;

/** Hands frames to the invitation and the chat, in order, and loads each only when it is first needed. */
export function createWidgets(origin: string, say: (frame: Said) => void, hello: () => Said) {
  const loaded: Record<string, Promise<Widget>> = {};
  let queue: Promise<unknown> = Promise.resolve();

  const link: Link = {
    style: { kind: "none", color: "#2f4a3c", position: "right", greeting: "", company: "" },
    origin,
    hello,
    say,
    // Of who is not followed the tab remembers nothing; what is there can be taken away.
    note: (name, text) => (hello().visitor || text === "" ? note(name, text) : ""),
    answer: async (answer: Answer) => (await load(CHAT)).answer!(answer, link),
  };

  const load = (file: string) =>
    (loaded[file] ||= import(`${origin}/t/${file}`).catch((e) => {
      delete loaded[file];
      throw e;
    }));

  const hand = (file: string, use: (widget: Widget) => unknown) => {
    queue = queue.then(() => load(file)).then(use).catch(() => {});
  };

  return {
    receive(frame: Heard): void {
      const { type } = frame;
      const receive = (widget: Widget) => widget.receive(frame, link);
      const welcome = type === "welcome";
      if (welcome) Object.assign(link, frame);
      if (type === "invitation" || loaded[INVITATION]) hand(INVITATION, receive);
      if (type === "chat" || loaded[CHAT] || (welcome && (frame.chat || link.style.kind !== "none" || note("chat")))) hand(CHAT, receive);
    },
    /** The visitor asks for the chat; on a page of its own it fills that page. */
    open: (way?: string) => hand(CHAT, (widget) => widget.open!(link, way)),
  };
}
