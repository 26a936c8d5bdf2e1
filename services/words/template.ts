/** A wording as operations write it, taken apart into what is said as it stands and what is filled. */

export type TemplatePart = { text: string } | { placeholder: string };

const braces = /\{([^{}]*)\}/g;

/** The parts of a wording, in order. */
export function templateParts(wording: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of wording.matchAll(braces)) {
    if (match.index > from) parts.push({ text: wording.slice(from, match.index) });
    parts.push({ placeholder: (match[1] ?? '').trim() });
    from = match.index + match[0].length;
  }
  if (from < wording.length) parts.push({ text: wording.slice(from) });
  return parts;
}

/** The names in braces, each once. */
export function placeholdersOf(wording: string): string[] {
  const names = templateParts(wording).flatMap((part) =>
    'placeholder' in part ? [part.placeholder] : [],
  );
  return [...new Set(names)];
}

/** Whether the sentence in which the part at `index` stands is a question. */
export function inQuestion(parts: readonly TemplatePart[], index: number): boolean {
  for (const part of parts.slice(index + 1)) {
    const end = 'text' in part ? /[.!?](?=\s|$)/.exec(part.text) : null;
    if (end !== null) return end[0] === '?';
  }
  return false;
}
