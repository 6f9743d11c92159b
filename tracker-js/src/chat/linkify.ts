import { h } from "../shared/dom";

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;

/** The text in pieces: words as they are, and http and https addresses as links nobody vouches for. */
export function linkify(text: string): (string | HTMLAnchorElement)[] {
  const pieces: (string | HTMLAnchorElement)[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!valid(address)) continue;
    pieces.push(text.slice(at, match.index), link(address));
    at = match.index + address.length;
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece !== "");
}

/** Without the punctuation of the sentence around it; a bracket that was opened inside belongs to the address. */
function trimmed(address: string): string {
  const end = address.replace(/[.,;:!?…]+$/, "");
  const bracket = end.endsWith(")") && !end.includes("(");
  return bracket ? trimmed(end.slice(0, -1)) : end;
}

function valid(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return /^https?:$/.test(protocol) && !!hostname;
  } catch {
    return false;
  }
}

const link = (address: string) =>
  h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, address);
