/** Our own voice, heard back through a speakerphone, is no answer. */

/** What the agent says, or has just said. */
export interface Saying {
  text: string;
  /** A statement that is the same in every call: nobody answers in its words. */
  plain: boolean;
}

/** Share of the words that must be ours, in our order, for them to be an echo. */
const ownShareMin = 0.75;
/** Fewer words prove nothing: a caller may well say one of ours. */
const wordsMin = 3;
/**
 * "I need an appointment" is three words in four of "I don't see an appointment", and a wish. So few
 * that are not exactly ours are an echo only on a line that is known to echo.
 */
const misheardWordsMin = 6;

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

/** `perhaps`: so few words that only those to come can tell. */
export type Echo = 'surely' | 'perhaps' | 'no';

/**
 * Whether words heard while the agent says `sayings` are only that, come back. A value or a question
 * may be repeated by the caller as an answer, so its words are an echo only on a line that is known
 * to echo. The first plain statement shows whether it does: each call begins with one.
 */
export function echoOf(heard: string, sayings: readonly Saying[], lineEchoes: boolean): Echo {
  const words = wordsOf(heard);
  const enough = words.length >= wordsMin;
  const found = sayings.map(({ text, plain }): Echo => {
    const own = wordsOf(text);
    const asSaid = ` ${own.join(' ')} `.includes(` ${words.join(' ')} `);
    if (asSaid && (plain || lineEchoes)) return enough ? 'surely' : 'perhaps';
    if (words.length < (lineEchoes ? wordsMin : misheardWordsMin)) return 'no';
    if (!plain && !lineEchoes) return 'no';
    return commonWords(words, own) / words.length >= ownShareMin ? 'surely' : 'no';
  });
  if (words.length === 0) return 'no';
  return found.find((echo) => echo === 'surely') ?? found.find((echo) => echo !== 'no') ?? 'no';
}
