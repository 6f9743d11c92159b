// What a photo may be. Pure; the server looks into the bytes.

export const LARGEST = 1024 * 1024;
const TYPES = ['image/png', 'image/jpeg', 'image/webp'];

/** What is wrong with it, in a sentence; null when nothing is. */
export function photoProblem({ type, size }: { type: string; size: number }): string | null {
  if (!TYPES.includes(type)) return 'This is no picture we can show. Choose a PNG, JPEG or WebP file.';
  return size > LARGEST ? `This picture has ${(size / LARGEST).toFixed(1)} MB. Choose one of up to 1 MB.` : null;
}
