// Languages by their tag and in words. Pure.

/** What is offered first; any other tag can be typed. */
export const USUAL = ['ar', 'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'it', 'ja', 'ko', 'lt', 'lv', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh'];

const words = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'none' });

/** `pl` → Polish; a tag nobody knows stays as it is. */
export function languageWord(tag: string): string {
  try {
    return words.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What somebody typed, by word or by tag, as a tag; null when it is no language. */
export function tagOf(typed: string): string | null {
  const text = typed.trim();
  const known = USUAL.find((tag) => languageWord(tag).toLowerCase() === text.toLowerCase());
  if (known) return known;
  try {
    const [tag = null] = Intl.getCanonicalLocales(text);
    return tag !== null && words.of(tag) !== undefined ? tag : null;
  } catch {
    return null;
  }
}
