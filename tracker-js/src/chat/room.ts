import { h } from "../shared/dom";
import { shell } from "../shared/shell";
import type { Link } from "../shared/wire";
import CHAT from "./chat.css";
import { createComposer } from "./composer";
import type { Conversation } from "./conversation";
import { createLauncher } from "./launcher";
import { createLog } from "./log";
import { createWindow } from "./window";
import { newMessages } from "./words";

interface Acts {
  send(text: string): void;
  again(key: string): void;
  typing(): void;
  end(): void;
  close(): void;
}

/** The chat on the page: its window, or the launcher while it is minimised. Remembers which, and the half-written words. */
export function createRoom(conversation: Conversation, { style, note }: Link, acts: Acts) {
  const { host, root } = shell("chat", CHAT, style);
  const log = createLog(acts.again);
  const composer = createComposer(note("words"), acts.send, (words) => note("words", words), acts.typing);
  const view = createWindow(log.element, composer.element, { minimise, end: acts.end, close: acts.close });
  const launcher = createLauncher(style, () => (open(), composer.focus()));
  const status = h("p", { role: "status", class: "hid" });
  let unread = 0;
  root.append(view.element, launcher.element, status);
  put(note("open") === "1");

  function put(wide: boolean): void {
    note("open", wide ? "1" : "");
    view.element.hidden = !wide;
    launcher.element.hidden = wide;
    host.classList.toggle("open", wide);
    if (wide) unread = 0;
    launcher.unread(unread);
  }

  function open(): void {
    put(true);
    log.down();
  }

  function minimise(): void {
    put(false);
    launcher.element.focus();
  }

  return {
    open,
    focus: composer.focus,
    show(connected: boolean, typist: string): void {
      if (conversation.state.chat === "ended") note("open", "");
      view.show(conversation.state, style.company, connected, typist);
      log.show(conversation.ordered(), conversation.pending);
    },
    /** A message the visitor has not on the screen. */
    count(name: string): void {
      if (!view.element.hidden) return;
      launcher.unread(++unread);
      status.textContent = `${newMessages(unread)} from ${name}`;
    },
    say: (words: string) => (status.textContent = words),
    remove(): void {
      host.remove();
      for (const name of ["open", "words", "unsaid"]) note(name, "");
    },
  };
}

export type Room = ReturnType<typeof createRoom>;
