const bytes = (n: number) => crypto.getRandomValues(new Uint8Array(n));

const hex = (b: Uint8Array) => Array.from(b, (x) => (x + 256).toString(16).slice(1)).join("");

export const randomHex = (n: number) => hex(bytes(n));

/** UUIDv7. Not crypto.randomUUID: that one is a v4, and exists in secure contexts only. */
export function uuid(): string {
  const b = bytes(16);
  for (let i = 0, now = Date.now(); i < 6; i++) b[i] = now / 2 ** (40 - 8 * i);
  b[6] = (b[6]! & 15) | 112;
  b[8] = (b[8]! & 63) | 128;
  return hex(b).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
