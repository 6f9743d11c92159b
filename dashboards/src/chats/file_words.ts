// Files in words. Pure.

/** 840 B, 12 kB, 3.4 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Files come from this house only; an address that leads elsewhere is not followed. */
export function ownAddress(url: string, here = location.origin): string | null {
  if (!URL.canParse(url, here)) return null;
  const { origin, pathname, search } = new URL(url, here);
  return origin === here || pathname.startsWith('/files/') ? `${pathname}${search}` : null;
}
