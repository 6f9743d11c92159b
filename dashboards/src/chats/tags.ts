const MOST = 20;
const LONGEST = 40;

/** With one more tag; the same list when it is empty, there already, or one too many. */
export function withTag(tags: readonly string[], typed: string): readonly string[] {
  const tag = typed.replace(/\s+/g, ' ').replace(/,/g, '').trim().slice(0, LONGEST);
  const there = tags.some((one) => one.toLowerCase() === tag.toLowerCase());
  return tag === '' || there || tags.length >= MOST ? tags : [...tags, tag];
}
