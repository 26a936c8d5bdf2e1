/** The wordings that operations wrote, and what each leaves open: `{service}`, `{opening}`. */
import type { House } from './evidence.ts';
import type { Say } from './listener.ts';

/** Each name in braces, once a wording. */
const blanks = new Map<string, string[]>();

export function blanksOf(wording: string): string[] {
  const known = blanks.get(wording);
  if (known !== undefined) return known;
  const found = [...wording.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name.trim());
  blanks.set(wording, found);
  return found;
}

export function wordingOf({ wordings }: House, { sentence, attempt }: Say): string {
  const all = wordings.get(sentence) ?? [];
  return all[Math.min(attempt, all.length - 1)] ?? '';
}
