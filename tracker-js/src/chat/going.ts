import { button, h } from "../shared/dom";
import { t } from "./words";

/** How long the visitor has to stay on this page. */
const SOON = 5000;

/** Follows a link that the agent pushed into this tab, unless the visitor would rather stay. */
export function createGoing() {
  const stay = button({}, stop, t("stay"));
  const element = h("div", { class: "calling", role: "status", hidden: "" }, h("p", {}, t("going")), stay);
  let timer = 0;

  function stop(): void {
    clearTimeout(timer);
    element.hidden = true;
  }

  return {
    element, stop,
    go(url: string): void {
      stop();
      element.hidden = false;
      timer = setTimeout(() => location.assign(url), SOON);
    },
  };
}
