import { h, icon } from "../shared/dom";
import type { Line } from "./conversation";
import { linkify } from "./linkify";
import { t, weight } from "./words";

const OUT = "M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6";
const PAPER = "M14 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8zM14 2v6h6";

type Piece = Node | string;

/** An address that may be clicked: http or https, whatever the server says. */
function address(url: string, origin: string): URL | null {
  try {
    const it = new URL(url, origin);
    return /^https?:$/.test(it.protocol) ? it : null;
  } catch {
    return null;
  }
}

/** Shown where a picture cannot be: by its words, as a card. */
function card(to: URL, drawing: string, name: string, about: string, same = false): HTMLElement {
  const way: Record<string, string> = same ? {} : { target: "_blank" };
  return h("a", { class: "card", href: to.href, rel: "noopener noreferrer nofollow ugc", ...way },
    icon(drawing), h("span", {}, h("b", { dir: "auto" }, name), h("i", {}, about)));
}

/** The picture itself; where the page's policy forbids it, or it is none, the card. */
function picture(to: URL, name: string, instead: HTMLElement): HTMLElement {
  const img = h("img", { alt: name, loading: "lazy", referrerpolicy: "no-referrer", src: to.href });
  const link = h("a", { class: "picture", href: to.href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, img);
  img.onerror = () => link.replaceWith(instead);
  return link;
}

function pushed({ link, text }: Line, origin: string): Piece[] {
  const to = link && address(link.url, origin);
  if (!to) return linkify(text);
  const path = decoded(to.pathname + to.search).replace(/^\/$/, "");
  const name = text && !/^\w+:\/\//.test(text) ? text : path || to.host;
  const made = card(to, OUT, name, link.same_tab ? to.host : `${to.host} · ${t("new_tab")}`, link.same_tab);
  return [link.image ? picture(to, `${t("picture")}: ${name}`, made) : made];
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function sent({ file, text }: Line, origin: string): Piece[] {
  const to = file && address(file.url, origin);
  if (!to) return linkify(text || file?.name || "");
  const made = card(to, PAPER, file.name, weight(file.size));
  return [file.image ? picture(to, `${t("picture")}: ${file.name}`, made) : made];
}

/** What stands in a bubble. Strangers' words are text, and their addresses are checked. */
export function content(line: Line, origin: string): Piece[] {
  if (line.deleted) return [h("i", { class: "gone" }, t("deleted"))];
  if (line.kind === "link") return pushed(line, origin);
  if (line.kind === "file") return sent(line, origin);
  const pieces = linkify(line.text);
  return line.edited ? [...pieces, h("i", { class: "gone" }, ` (${t("edited")})`)] : pieces;
}

/** A card or a picture has an edge of its own and no bubble. */
export const bare = ({ kind, deleted }: Line) => !deleted && (kind === "link" || kind === "file");
