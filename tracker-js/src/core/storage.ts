/** First-party storage that never throws: a page may have taken it away. */

export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** True when it is kept. */
export function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {}
}

/** What this tab remembers from page to page; with a text, remembers it. */
export function note(name: string, text?: string): string {
  const key = "parlour." + name;
  try {
    if (text !== undefined) sessionStorage.setItem(key, text);
    return sessionStorage.getItem(key) || "";
  } catch {
    return "";
  }
}
