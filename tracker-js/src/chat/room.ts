import { textOn } from "../shared/color";
import { h } from "../shared/dom";
import { shell } from "../shared/shell";
import type { Link } from "../shared/wire";
import { createAfter } from "./after";
import { createBadge } from "./badge";
import CHAT from "./chat.css";
import { createComposer } from "./composer";
import type { Line } from "./conversation";
import { onDrop } from "./drop";
import { createFront } from "./front";
import { createGoing } from "./going";
import { createLauncher } from "./launcher";
import { createLog } from "./log";
import type { Draft, Memory } from "./memory";
import { stayInside } from "./stay";
import { createUploads } from "./upload";
import { createWindow, type Scene } from "./window";
import { language, newMessages, t } from "./words";

export interface Acts {
  submit(draft: Draft): void;
  instead(): void;
  send(text: string): void;
  again(key: string): void;
  change(text: string): void;
  remove(line: Line): void;
  typing(text: string): void;
  attach(): string;
  rate(stars: number, comment: string): void;
  email(to: string): void;
  end(): void;
  /** The window was opened or closed, or the page looked at. */
  looked(): void;
  close(): void;
}

/** The chat on the page: its window, or the launcher while it is minimised. Remembers which, and the half-written words. */
export function createRoom(link: Link, memory: Memory, acts: Acts) {
  const { style } = link;
  const { host, root } = shell("chat", CHAT, style);
  const uploads = createUploads(link);
  const going = createGoing();
  const badge = createBadge();
  const status = h("p", { role: "status", class: "hid" });
  const composer = createComposer(memory.kept.words || "", {
    send: acts.send, change: acts.change, typing: acts.typing, attach, last: () => edit(scene?.conversation.own()),
    changed: (words) => memory.keep({ words }),
  });
  const log = createLog(link.origin, { again: acts.again, edit, remove: acts.remove });
  const front = createFront(memory, { submit: acts.submit, close: minimise });
  const after = createAfter(link, { rate: acts.rate, email: acts.email, again: acts.close, close: () => (acts.close(), minimise()) });
  const view = createWindow(
    { front: front.element, log: log.element, between: [going.element, uploads.element], composer: composer.element, after: after.element },
    { minimise, end: acts.end, close: () => (acts.close(), minimise()), instead: acts.instead }, () => whole);
  const launcher = createLauncher(() => open());
  let scene: Scene | undefined;
  let opener: HTMLElement | null = null;
  let whole = false;
  let unread = 0;

  const wide = () => whole || !!memory.kept.open;
  const seen = () => wide() && !document.hidden;
  const has = () => !!scene?.conversation.state.chat;

  function edit(line: Line | undefined): void {
    if (line && line.kind !== "link" && line.kind !== "file" && !line.deleted && scene?.phase === "active") composer.edit(line.text);
  }

  function attach(files: Iterable<File>): void {
    for (const file of files) {
      const client_id = acts.attach();
      if (client_id) uploads.post(file, scene!.conversation.state.id, client_id);
    }
  }

  /** Dresses the widget in the site's style, which may come after the visitor's click. */
  function dress(): void {
    const { kind, position, color } = link.style;
    host.lang = language;
    host.className = `${kind} ${position}${wide() ? " open" : ""}${whole ? " whole" : ""}`;
    host.style.setProperty("--brand", color);
    host.style.setProperty("--on", textOn(color));
  }

  function put(): void {
    dress();
    if (seen()) unread = 0;
    badge(unread);
    view.element.hidden = !wide();
    launcher.element.hidden = wide() || (link.style.kind === "none" && !has()) || !!document.getElementById("parlour-invitation");
    launcher.show(link.style, scene?.phase === "offline", unread);
  }

  /** Where the visitor goes on: the first field, but on a touch screen no keyboard jumps up. */
  function focus(): void {
    if (matchMedia("(pointer: coarse)").matches) view.element.focus();
    else if (scene?.phase === "ended") after.focus();
    else if (scene?.phase === "active" || scene?.phase === "calling") composer.focus();
    else front.focus();
  }

  function open(): void {
    opener = document.activeElement as HTMLElement | null;
    memory.keep({ open: true });
    acts.looked();
    log.down();
    focus();
  }

  function minimise(): void {
    memory.keep({ open: false });
    if (scene?.phase === "sent") acts.close();
    acts.looked();
    if (whole) return focus();
    if (launcher.element.hidden) opener?.focus();
    else launcher.element.focus();
  }

  stayInside(view.element, () => innerWidth <= 480);
  onDrop(view.element, () => scene?.phase === "active" && !!link.settings?.files, attach);
  const { visualViewport: sight } = window;
  // A phone's keyboard covers the page without making it smaller.
  sight?.addEventListener("resize", () => host.style.setProperty("--tall", `${sight.height * sight.scale}px`));
  root.append(view.element, launcher.element, status);

  return {
    open, focus, put, seen, going,
    /** The page is ours alone: it speaks our language, and has no other window to go back to. */
    fill(): void {
      whole = true;
      document.documentElement.lang ||= language;
    },
    show(now: Scene, connected: boolean, previews: boolean): void {
      scene = now;
      // A page that replaces its body takes us with it.
      if (!host.isConnected) document.body.append(host);
      const { conversation, phase } = now;
      front.show(now.front);
      if (phase !== "active") uploads.element.replaceChildren();
      composer.show(!!link.settings?.files && connected && phase === "active", previews);
      log.show(conversation, connected);
      after.show(conversation, !!conversation.state.agent);
      view.show(now);
      put();
    },
    /** A message the visitor has not on the screen. */
    count(name: string): void {
      if (seen()) return;
      unread++;
      put();
      status.textContent = t("new_from", { what: newMessages(unread), name });
    },
    say: (words: string) => (status.textContent = words),
    keeping: after.say,
    remove(): void {
      badge(0);
      host.remove();
    },
  };
}

export type Room = ReturnType<typeof createRoom>;
