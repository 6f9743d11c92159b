import type { Invitation, Link } from "../shared/wire";
import { aside } from "./aside";
import { card } from "./card";
import { countdown } from "./countdown";
import { onceSeen } from "./seen";

/** Shows one invitation and follows it until it is gone. */
export function show(invitation: Invitation, link: Link) {
  const { id, agent, text } = invitation;
  const { note } = link;
  const here = new AbortController();
  const { host, input, time, say, showTime } = card(invitation, link.style, reply, decline);
  const client_id = `r-${Date.now()}`;
  let state = "delivered";
  let stop = (): void => {};

  const on = (type: string, f: (e: Event) => void) => document.addEventListener(type, f, here);

  /** The page's own element that has focus, if any has. */
  const focused = () => [document.activeElement].find((e) => e !== document.body && e !== host);

  function yieldFocus(): void {
    const field = focused();
    if (field) aside(host, field);
  }

  /** What has become of it; said again after a reconnect. */
  function tell(type: string): void {
    state = type;
    link.say({ type, invitation: id });
  }

  function remove(): void {
    stop();
    here.abort();
    host.remove();
  }

  function decline(): void {
    note("draft", "");
    tell("decline");
    remove();
  }

  /** The window says the reply, and says it again until it was heard; until the window is there the card stays. */
  function reply(): void {
    const said = input.value.trim();
    if (!said) return;
    link.answer({ reply: { type: "reply", invitation: id, text: said, client_id }, agent, text }).then(
      () => (note("draft", ""), remove()),
      () => say("Not sent yet. Try again."),
    );
  }

  /** A reply that is being written stays, and may still be sent: it becomes an ordinary request to chat. */
  function gone(why?: string): void {
    stop();
    time.hidden = true;
    if (!input.value.trim() || why === "accepted" || why === "declined") remove();
  }

  function run(remaining: number): void {
    stop();
    stop = countdown(remaining, (words, part) => {
      showTime(words, part);
      if (words === "0:30") say("30 seconds left");
    }, gone);
  }

  /** Told at first and after every reconnect: if it ended meanwhile, the server answers that it has gone. */
  function again(remaining: number | null): void {
    const before = state;
    tell("delivered");
    if (before !== state) tell(before);
    if (remaining !== null) run(remaining);
  }

  input.value = note("draft");
  input.oninput = () => note("draft", input.value);
  on("focusin", yieldFocus);
  on("visibilitychange", onceSeen(host, () => {
    if (!here.signal.aborted && state === "delivered") tell("viewed");
  }));
  on("keydown", (e) => {
    if ((e as KeyboardEvent).key === "Escape" && !e.defaultPrevented && !focused()) decline();
  });
  yieldFocus();
  setTimeout(() => say(`${agent.name} invites you to chat: ${text}`), 100);

  return { id, run, gone, remove, again };
}
