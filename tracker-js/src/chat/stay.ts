const FOCUSABLE = "button, input, textarea, a[href], [tabindex='0']";

/** Keeps Tab inside `element` while it covers the whole page: what is under it could have the focus, but not be seen. */
export function stayInside(element: HTMLElement, covers: () => boolean): void {
  element.addEventListener("keydown", (e) => {
    if (e.key !== "Tab" || !covers()) return;
    const all = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((it) => it.tabIndex >= 0 && it.offsetParent && !(it as HTMLInputElement).disabled);
    const here = (element.getRootNode() as ShadowRoot).activeElement;
    const [first, last] = [all[0], all.at(-1)];
    if (here !== (e.shiftKey ? first : last) && here !== element) return;
    e.preventDefault();
    (e.shiftKey ? last : first)?.focus();
  });
}
