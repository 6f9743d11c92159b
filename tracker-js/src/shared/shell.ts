import BASE from "./base.css";
import { textOn } from "./color";
import { h } from "./dom";
import type { Style } from "./wire";

/** A shadow root of our own on the page, in the site's colour, on the site's side. */
export function shell(name: string, css: string, { position, kind, color }: Style) {
  const host = h("div", { id: `parlour-${name}`, class: `${kind} ${position}` });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(BASE + css);
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty("--brand", color);
  host.style.setProperty("--on", textOn(color));
  document.body.append(host);
  return { host, root };
}
