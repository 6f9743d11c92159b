import { button, h } from "../shared/dom";
import type { Link } from "../shared/wire";
import type { Conversation } from "./conversation";
import { field } from "./form";
import { save } from "./transcript";
import { ending, t } from "./words";

interface Acts {
  rate(stars: number, comment: string): void;
  email(to: string): void;
  again(): void;
  close(): void;
}

/** What follows a chat: how it was, and keeping it. */
export function createAfter(link: Link, acts: Acts) {
  const words = h("p", { class: "hello", tabindex: "-1" });
  const thanks = h("p", { role: "status", class: "quiet" });
  const rating = stars((n, comment) => acts.rate(n, comment));
  const keeping = h("p", { role: "status", class: "quiet" });
  const again = button({}, acts.again, t("new_chat"));
  const element = h("div", { class: "after" }, words, rating, thanks);
  let chat = "";

  const saving = (format: "text" | "html") => async () => {
    keeping.textContent = (await save(link, chat, format)) ? "" : t("save_failed");
  };
  const keep = h("section", { class: "keep", "aria-label": t("transcript") },
    h("b", {}, t("transcript")),
    h("p", { class: "row" }, button({}, saving("text"), t("save_text")), button({}, saving("html"), t("save_html"))),
    mailing(acts.email), keeping);
  element.append(keep,
    h("p", { class: "row end" }, again, button({ class: "primary" }, acts.close, t("close"))));

  return {
    element,
    focus: () => words.focus(),
    say: (what: string) => (keeping.textContent = what),
    show({ state }: Conversation, took: boolean): void {
      chat = state.id;
      words.textContent = ending(state);
      keep.hidden = !took;
      rating.hidden = !took || state.rating > 0;
      thanks.textContent = state.rating ? t("thanks") : "";
    },
  };
}

const LIT = "★";
const UNLIT = "☆";

/** One to five, as radio buttons: arrow keys choose among them. */
function stars(rate: (stars: number, comment: string) => void): HTMLElement {
  const radios = [1, 2, 3, 4, 5].map((n) =>
    h("input", { type: "radio", name: "stars", value: `${n}`, class: "hid", "aria-label": t("stars", { n }) }));
  const comment = h("textarea", { id: "comment", rows: "2", maxlength: "1000", dir: "auto" });
  const send = h("button", { class: "primary" }, t("rate_send"));
  const more = h("div", { class: "field", hidden: "" }, h("label", { for: "comment" }, t("comment"), " ", h("i", {}, t("if_you_like"))), comment, send);
  const labels = radios.map((radio) => h("label", { class: "star" }, radio, h("span", { "aria-hidden": "true" }, UNLIT)));
  const element = h("form", {}, h("fieldset", { class: "stars" }, h("legend", {}, t("rate")), h("div", {}, ...labels)), more);
  const chosen = () => radios.findIndex((r) => r.checked) + 1;
  element.onchange = () => {
    more.hidden = !chosen();
    labels.forEach((label, i) => (label.lastChild!.textContent = i < chosen() ? LIT : UNLIT));
  };
  element.onsubmit = (e) => {
    e.preventDefault();
    if (chosen()) rate(chosen(), comment.value.trim());
  };
  return element;
}

function mailing(email: (to: string) => void): HTMLElement {
  let to = "";
  const address = field("email", t("email"), "required", t("email_missing"), {}, (draft) => (to = draft.email || ""));
  const element = h("form", { class: "mailing", novalidate: "" }, address.element, h("button", {}, t("email_send")));
  element.onsubmit = (e) => {
    e.preventDefault();
    if (address.check()) email(to.trim());
    else address.focus();
  };
  return element;
}
