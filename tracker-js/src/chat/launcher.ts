import { button, h, icon } from "../shared/dom";
import type { Style } from "../shared/wire";
import { newMessages, t } from "./words";

const SPEECH =
  "M22 17a2 2 0 0 1-2 2H6.8a2 2 0 0 0-1.4.6l-2.2 2.2a.7.7 0 0 1-1.2-.5V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z";
const LETTER = "M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM2 7l10 6 10-6";

/** The site's chat link, and what a minimised chat becomes; a site without a link gets the button for that. */
export function createLauncher(open: () => void) {
  const count = h("b", { class: "count", "aria-hidden": "true" });
  const element = button({}, open);
  return {
    element,
    show({ kind, greeting }: Style, away: boolean, n: number): void {
      const shape = kind === "none" ? "button" : kind;
      const words = away ? t("launcher_away") : greeting || t("launcher");
      element.className = `launcher ${shape}${away ? " away" : ""}`;
      element.replaceChildren(
        ...(shape === "tab" ? [] : [icon(away ? LETTER : SPEECH)]),
        ...(shape === "bubble" ? [] : [h("span", {}, words)]),
        count);
      count.hidden = !n;
      count.textContent = `${n}`;
      element.setAttribute("aria-label", n ? `${words}, ${newMessages(n)}` : words);
    },
  };
}
