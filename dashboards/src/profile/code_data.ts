// Codes as people write them. Pure.

/** Six digits, with or without a space; null when it is something else. */
export function codeOf(typed: string): string | null {
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** In fours, to be read and written off. */
export const spaced = (secret: string): string => secret.replaceAll(/\s/g, '').match(/.{1,4}/g)?.join(' ') ?? '';
