/** A short name for a text, the same on every machine: ids of paths, and choices made by seed. */

/** Two rounds of FNV-1a with different beginnings, as twelve characters. */
export function textHash(text: string): string {
  return (hash32(text, 0x811c9dc5) * 0x100000 + (hash32(text, 0x1000193) >>> 12))
    .toString(36)
    .padStart(11, '0');
}

/** A whole number from 0 to 2^32 - 1. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis >>> 0;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}
