/** A text cut where a speaker would breathe: by sentences for a request, by clauses to go on from. */

/** A mark, what closes behind it, and the space after it; `3.5` and `10:30` have no space. */
const clauseEnd = /[.!?,;:–—]["')\]]*\s+/g;
const sentenceEnd = /[.!?]["')\]]*\s+/g;

/**
 * Where to go on in `text` after about `spokenShare` of it was heard: the last clause that begins
 * before. A clause heard twice is odd; one that is never heard may be the time of the appointment.
 */
export function resumeAt(text: string, spokenShare: number): number {
  const spokenLetters = spokenShare * text.length;
  const starts = [0, ...endsOf(text, clauseEnd)];
  return starts.findLast((start) => start <= spokenLetters && start < text.length) ?? 0;
}

/** Parts of at most `bytesMax` bytes in UTF-8, whole sentences where they fit. */
export function partsOf(text: string, bytesMax: number): string[] {
  const parts: string[] = [];
  for (const sentence of split(text, endsOf(text, sentenceEnd))) {
    const last = parts.at(-1);
    if (last !== undefined && byteLength(last + sentence) <= bytesMax) {
      parts[parts.length - 1] = last + sentence;
    } else if (byteLength(sentence) <= bytesMax) parts.push(sentence);
    else parts.push(...byWords(sentence, bytesMax));
  }
  return parts;
}

function endsOf(text: string, end: RegExp): number[] {
  return [...text.matchAll(end)].map((match) => match.index + match[0].length);
}

function split(text: string, ends: number[]): string[] {
  const edges = [0, ...ends, text.length];
  return edges.slice(1).flatMap((end, index) => text.slice(edges[index], end) || []);
}

function byWords(text: string, bytesMax: number): string[] {
  const parts: string[] = [''];
  for (const word of text.split(/(?<=\s)/)) {
    const last = parts.at(-1) ?? '';
    if (byteLength(last + word) > bytesMax && last !== '') parts.push(word);
    else parts[parts.length - 1] = last + word;
  }
  return parts;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
