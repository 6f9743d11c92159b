import { button, h, icon } from "../shared/dom";
import type { Style } from "../shared/wire";
import { newMessages } from "./words";

const SPEECH =
  "M22 17a2 2 0 0 1-2 2H6.8a2 2 0 0 0-1.4.6l-2.2 2.2a.7.7 0 0 1-1.2-.5V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z";

/** What stands in the corner while a chat is minimised, in the site's own style; a site without one gets the button. */
export function createLauncher({ kind, greeting }: Style, open: () => void) {
  const words = greeting || "Chat with us";
  const shape = kind === "none" ? "button" : kind;
  const count = h("b", { class: "count", "aria-hidden": "true" });
  const element = button({ class: `launcher ${shape}` }, open);
  if (shape !== "tab") element.append(icon(SPEECH));
  if (shape !== "bubble") element.append(h("span", {}, words));
  element.append(count);
  return {
    element,
    unread(n: number): void {
      count.hidden = !n;
      count.textContent = `${n}`;
      element.setAttribute("aria-label", n ? `${words}, ${newMessages(n)}` : words);
    },
  };
}
