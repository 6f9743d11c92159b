/** Elements without markup: text is always a text node, and nothing here needs the page's CSP to be relaxed. */

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K | "svg" | "path",
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = /svg|path/.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element as HTMLElementTagNameMap[K];
}

/** A button that stands outside a form. */
export function button(attributes: Record<string, string>, act: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const element = h("button", attributes, ...children);
  element.onclick = act;
  return element;
}

/** A 24 × 24 drawing in strokes. */
export const icon = (d: string): Node => h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d }));

export const CROSS = "M18 6 6 18M6 6l12 12";
export const SEND = "m3 3 18 9-18 9 3-9zM6 12h15";
