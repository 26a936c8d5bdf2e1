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

/** Words that an echo may have lost on the way, between those that were heard. */
const lostWordsMax = 2;

/**
 * How much of what was heard is ours. An echo is one stretch of what was said: words of a caller's own
 * sentence are found here and there in a long one of ours.
 */
function ownShare(heard: string[], own: string[]): number {
  const size = heard.length + lostWordsMax;
  let most = 0;
  for (let start = 0; start === 0 || start + size <= own.length; start += 1) {
    most = Math.max(most, commonWords(heard, own.slice(start, start + size)));
  }
  return most / heard.length;
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
  const known = sayings.filter(({ plain }) => plain || lineEchoes);
  const enough = words.length >= wordsMin;
  const found = sayings.map(({ text, plain }): Echo => {
    const own = wordsOf(text);
    const asSaid = ` ${own.join(' ')} `.includes(` ${words.join(' ')} `);
    if (asSaid && (plain || lineEchoes)) {
      // An echo begins where a sentence of ours does. "Take a message" is the end of "I can take a message", and
      // what a caller wants who was just told so.
      const begins = text
        .split(/(?<=[.?!])\s+/)
        .some((sentence) => ` ${wordsOf(sentence).join(' ')} `.startsWith(` ${words.join(' ')} `));
      const sure = begins || lineEchoes || words.length >= misheardWordsMin;
      return enough && sure ? 'surely' : 'perhaps';
    }
    if (words.length < (lineEchoes ? wordsMin : misheardWordsMin)) return 'no';
    if (!plain && !lineEchoes) return 'no';
    return ownShare(words, own) >= ownShareMin ? 'surely' : 'no';
  });
  if (words.length === 0) return 'no';
  // One after the other, they come back as one.
  const inTurn = known.flatMap(({ text }) => wordsOf(text));
  const several = known.length > 1 && words.length >= misheardWordsMin;
  if (several && ownShare(words, inTurn) >= ownShareMin) return 'surely';
  return found.find((echo) => echo === 'surely') ?? found.find((echo) => echo !== 'no') ?? 'no';
}

/**
 * How much of what was heard, from its beginning, is our own up to the end of a saying: a caller who
 * answers at once is heard in one piece with the echo of the question.
 */
export function ownBeginning(
  heard: string,
  sayings: readonly Saying[],
  lineEchoes: boolean,
): string {
  if (!lineEchoes) return '';
  const ends: string[] = [];
  let said = '';
  for (const { text } of sayings) {
    said = `${said} ${wordsOf(text).join(' ')}`;
    ends.push(said);
  }
  for (const { index } of [...heard.matchAll(/\s+/g)].toReversed()) {
    const beginning = heard.slice(0, index);
    const words = wordsOf(beginning);
    if (words.length < wordsMin) return '';
    if (ends.some((end) => end.endsWith(` ${words.join(' ')}`))) return beginning;
  }
  return '';
}
