/** At most one word of our typing in so many milliseconds; more often where the words themselves are shown. */
const EVERY = 3000;
const PREVIEW = 800;

/** Tells that the visitor types. Where the site previews, with the words, and the last ones are always told. */
export function createTyping(tell: (text?: string) => void, previews: () => boolean) {
  let told = -EVERY;
  let timer = 0;
  let words = "";

  function now(): void {
    timer = 0;
    told = performance.now();
    tell(previews() ? words : undefined);
  }

  return (text: string): void => {
    words = text;
    const since = performance.now() - told;
    if (previews()) timer ||= setTimeout(now, Math.max(0, PREVIEW - since));
    else if (text && since >= EVERY) now();
  };
}
