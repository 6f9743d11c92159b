import { button, h } from "../shared/dom";
import type { Conversation, Line } from "./conversation";
import { bare, content } from "./line";
import { moment, t } from "./words";

/** How near to its end, in pixels, a transcript still follows what is new. */
const NEAR = 60;

interface Acts {
  again(key: string): void;
  edit(line: Line): void;
  remove(line: Line): void;
}

/** The transcript. Lines are added and moved, and written anew only when they were changed, so that a screen reader hears each once. */
export function createLog(origin: string, acts: Acts) {
  const began = h("li", { class: "notice quiet" });
  const list = h("ol", {}, began);
  const receipt = h("p", { class: "receipt quiet" });
  const element = h("div", { class: "log", role: "log", tabindex: "0", "aria-label": t("conversation") }, list, receipt);
  const items = new Map<string, { li: HTMLElement; says: string }>();
  let own: Line | undefined;
  const edit = button({}, () => acts.edit(own!), t("edit"));
  const remove = button({}, () => acts.remove(own!), t("delete"));
  /** Under the visitor's last message; not news to a screen reader. */
  const change = h("div", { class: "change quiet", "aria-live": "off" }, edit, remove);

  function item(line: Line, face: string): HTMLElement {
    const says = JSON.stringify([line.text, line.kind, line.edited, line.deleted]);
    const made = items.get(line.key) || { li: h("li", { class: line.from }), says: "" };
    if (made.says !== says) write(made.li, line, face, origin);
    made.says = says;
    items.set(line.key, made);
    made.li.querySelector(".refused")?.remove();
    if (line.refused) made.li.append(refusal(line, () => acts.again(line.key)));
    return made.li;
  }

  function arrange(wanted: HTMLElement[]): void {
    for (const [key, { li }] of items) {
      if (wanted.includes(li)) continue;
      li.remove();
      items.delete(key);
    }
    let before: Element = began;
    for (const li of wanted) {
      if (before.nextElementSibling !== li) before.after(li);
      before = li;
    }
  }

  const down = () => (element.scrollTop = element.scrollHeight);

  // Also when a picture has come, or the window has become smaller.
  let near = true;
  const follow = () => near && down();
  element.onscroll = () => (near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR);
  const sizes = new ResizeObserver(follow);
  sizes.observe(element);
  sizes.observe(list);

  return {
    element,
    down,
    show({ ordered, own: last, pending, state }: Conversation, connected: boolean): void {
      const lines = ordered();
      arrange(lines.map((line) => item(line, state.agent?.name || "")));
      const words = lines[0] ? moment(lines[0].at, Date.now()) : "";
      if (began.textContent !== words) began.textContent = words;
      receipt.textContent = delivery(lines.at(-1), pending, state.read);
      own = last();
      const under = own && !own.deleted && connected && state.chat === "active" && items.get(own.key)?.li;
      edit.hidden = !own || bare(own);
      if (!under) change.remove();
      else if (change.parentElement !== under) under.append(change);
      follow();
    },
  };
}

function write(li: HTMLElement, line: Line, face: string, origin: string): void {
  const { from, name } = line;
  if (from === "notice") {
    li.classList.add("quiet");
    return li.replaceChildren(line.text);
  }
  const other = from === "agent" && name !== face;
  const who = h("span", { class: other ? "who quiet" : "hid" }, from === "visitor" ? `${t("you")}: ` : other ? name : `${name}: `);
  li.classList.toggle("other", other);
  const rest = [...li.querySelectorAll(".change")];
  li.replaceChildren(who, h("div", { class: bare(line) ? "bare" : "say", dir: "auto" }, ...content(line, origin)), ...rest);
}

const refusal = ({ refused }: Line, again: () => void) =>
  h("span", { class: "refused" }, t("not_sent", { why: refused! }), " ", button({}, again, t("again")));

function delivery(line: Line | undefined, pending: Conversation["pending"], read: number): string {
  if (line?.from !== "visitor" || line.refused || line.deleted) return "";
  return t(pending.has(line.key) ? "sending" : line.seq > 0 && line.seq <= read ? "read" : "delivered");
}
