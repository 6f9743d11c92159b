import { button, CROSS, h, icon, SEND } from "../shared/dom";
import { shell } from "../shared/shell";
import type { Invitation, Style } from "../shared/wire";
import CARD from "./card.css";

/** The card on the page. It never takes focus; it says once that it is there. */
export function card({ agent, company, text }: Invitation, style: Style, reply: () => void, decline: () => void) {
  const { name, initials } = agent;
  const { host, root } = shell("invitation", CARD, style);
  const status = h("p", { role: "status", class: "hid" });
  const input = h("input", { dir: "auto", autocomplete: "off", maxlength: "2000", "aria-label": "Your reply", placeholder: `Reply to ${name}` });
  const form = h("form", {}, input, h("button", { class: "send", "aria-label": "Send" }, icon(SEND)));
  const time = h("span", { class: "time", hidden: "" });
  form.onsubmit = (e) => {
    e.preventDefault();
    reply();
  };
  root.append(
    h("div", { class: "box", role: "dialog", "aria-label": `${name} invites you to chat` },
      h("div", { class: "head" },
        h("span", { class: "face", "aria-hidden": "true" }, initials),
        h("div", {}, h("b", {}, name), h("p", { class: "quiet" }, company === name ? "" : company)),
        button({ "aria-label": "Close" }, decline, icon(CROSS))),
      h("p", { class: "text", dir: "auto" }, text),
      form,
      h("div", { class: "foot quiet" }, button({}, decline, "No, thank you"), time)),
    status,
  );
  return {
    host, input, time,
    say: (words: string) => (status.textContent = words),
    showTime(words: string, part: number): void {
      time.hidden = false;
      time.textContent = words;
      time.style.setProperty("--part", `${part}turn`);
    },
  };
}
