// What the palette offers and how it finds it. Pure.

export interface Command {
  words: string;
  /** The keys that do the same, as in the registry. */
  keys: string | null;
  act: () => void;
}

const CAPS: Record<string, string> = { Escape: 'Esc', Enter: '↵' };

/** 'g w' → g, w. 'Mod+k' → Ctrl, K. */
export const keyCaps = (keys: string, apple = /Mac|iP(hone|ad)/.test(navigator.userAgent)): string[] =>
  keys.startsWith('Mod+') ? [apple ? '⌘' : 'Ctrl', keys.slice(4).toUpperCase()] : keys.split(' ').map((key) => CAPS[key] ?? key);

/** A key that a view takes over from the whole page is said once, as the view says it. */
export const onceEach = <T extends { keys: string }>(bound: readonly T[]): T[] => bound.filter((one, at) => one.keys === '' || bound.findIndex((other) => other.keys === one.keys) === at);

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word typed must begin a word of the command; where more begin at the front, it stands first. */
export function found<T extends { words: string }>(commands: readonly T[], typed: string): T[] {
  const asked = plain(typed).split(/\s+/).filter(Boolean);
  const fits = (command: T) => {
    const words = plain(command.words).split(/\s+/);
    return asked.every((part) => words.some((word) => word.startsWith(part)));
  };
  const rank = (command: T) => (asked[0] && plain(command.words).startsWith(asked[0]) ? 0 : 1);
  return commands.filter(fits).sort((a, b) => rank(a) - rank(b));
}
