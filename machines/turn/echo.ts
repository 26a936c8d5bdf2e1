/** Our own voice, heard back through a speakerphone, is no answer. */

/** Share of the words that must be ours, in our order, for them to be an echo. */
const ownShareMin = 0.75;
/** Fewer words prove nothing: a caller may well say one of ours. */
const wordsMin = 3;

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);
}

/** The longest run of words, in order, that both hold (longest common subsequence). */
function commonWords(left: string[], right: string[]): number {
  let above = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const row = [0];
    right.forEach((other, index) => {
      const longest = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(word === other ? (above[index] ?? 0) + 1 : longest);
    });
    above = row;
  }
  return above.at(-1) ?? 0;
}

/** Whether words heard while the agent says `saying` are only that, come back. */
export function isEcho(heard: string, saying: string): boolean {
  const words = wordsOf(heard);
  if (words.length < wordsMin) return false;
  return commonWords(words, wordsOf(saying)) / words.length >= ownShareMin;
}
