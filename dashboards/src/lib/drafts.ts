// What is begun and not sent, kept until this tab of the browser closes: a reload loses nothing. Who signs out leaves nothing behind.
const OURS = 'parlour.draft.';

/** Empty when there is none. */
export const draftOf = (of: string): string => sessionStorage.getItem(OURS + of) ?? '';

export function keepDraft(of: string, text: string): void {
  if (text.trim() === '') return dropDraft(of);
  try {
    sessionStorage.setItem(OURS + of, text);
  } catch {
    // The browser has no room left for it: it is still in the page.
  }
}

export const dropDraft = (of: string): void => sessionStorage.removeItem(OURS + of);

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(OURS)) sessionStorage.removeItem(key);
}
