import { h } from "../shared/dom";
import { t } from "./words";

/** Takes files that are dropped on `element`, while `may` says so, and shows that it does. */
export function onDrop(element: HTMLElement, may: () => boolean, take: (files: Iterable<File>) => void): void {
  const hint = h("p", { class: "drop", "aria-hidden": "true", hidden: "" }, t("drop"));
  element.append(hint);
  element.ondragover = (e) => {
    e.preventDefault();
    hint.hidden = !may();
  };
  element.ondragleave = (e) => {
    if (!element.contains(e.relatedTarget as Node | null)) hint.hidden = true;
  };
  element.ondrop = (e) => {
    e.preventDefault();
    hint.hidden = true;
    if (may()) take(e.dataTransfer?.files || []);
  };
}
