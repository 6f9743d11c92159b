// Texts begun and not sent, one a visitor, kept until the tab closes: who closed the dialog by accident has lost nothing.
const drafts = new Map<string, string>();

export const draftFor = (visitor: string): string | null => drafts.get(visitor) ?? null;

export function keepDraft(visitor: string, text: string): void {
  if (text.trim() === '') drafts.delete(visitor);
  else drafts.set(visitor, text);
}

export const dropDraft = (visitor: string): void => void drafts.delete(visitor);
