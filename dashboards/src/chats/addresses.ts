// Web addresses in what people write. Pure.

export interface Part {
  text: string;
  /** Where it leads, for an address; null for plain words. */
  url: string | null;
}

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"]+/gi;
/** What stands after an address belongs to the sentence. */
const SENTENCE = /[.,;:!?)\]}'’”]+$/;

/** `www.shop.example` is meant as a web page; what is no address at all is null. */
export function urlOf(text: string): string | null {
  const whole = /^www\./i.test(text) ? `https://${text}` : text;
  if (!URL.canParse(whole)) return null;
  const { protocol, href } = new URL(whole);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(SENTENCE, '');
    const url = urlOf(address);
    if (!url) continue;
    parts.push({ text: text.slice(from, found.index), url: null }, { text: address, url });
    from = found.index + address.length;
  }
  return [...parts, { text: text.slice(from), url: null }].filter((part) => part.text !== '');
}

/** The first address in a text: what may be pushed as a link. */
export const addressIn = (text: string): string | null => partsOf(text).find((part) => part.url)?.url ?? null;

/** What is left of a text when its pushed address goes out as a card of its own. */
export function withoutAddress(text: string, url: string): string {
  const parts = partsOf(text);
  const at = parts.findIndex((part) => part.url === url);
  return parts.filter((_, index) => index !== at).map((part) => part.text).join('').replace(/[ \t]{2,}/g, ' ').trim();
}

/** Short enough for a chip: the host and the beginning of the path. */
export function shortly(url: string, longest = 48): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return bare.length > longest ? `${bare.slice(0, longest - 1)}…` : bare;
}
