/** Whose words they are, by how loud they are: the caller's, or somebody's well under their voice. */

/** How loud the caller is, from the words that were taken as theirs. */
export interface OwnVoice {
  /** The mean magnitudes of the last words' samples. */
  levels: readonly number[];
  turns: number;
}

export const unknownVoice: OwnVoice = { levels: [], turns: 0 };

/** What is known of fewer turns, or words, may be a loud beginning. */
const turnsMin = 2;
const wordsMin = 6;
/** Some ten turns: a caller who speaks lower from now on is known as such after a few of them. */
const levelsMax = 60;
/** Small words are said softly; somebody else says several in a row. */
const othersWordsMin = 3;

export function learnVoice({ levels, turns }: OwnVoice, taken: readonly number[]): OwnVoice {
  if (taken.length === 0) return { levels, turns };
  return { levels: [...levels, ...taken].slice(-levelsMax), turns: turns + 1 };
}

/** The level below which a word hardly is the caller's; nothing while too little is known. */
function ownLevelMin({ levels, turns }: OwnVoice, belowDb: number): number {
  if (turns < turnsMin || levels.length < wordsMin) return 0;
  const median = levels.toSorted((left, right) => left - right)[levels.length >> 1] ?? 0;
  return median * 10 ** (-belowDb / 20);
}

export interface WordsApart {
  /** What is left without the others' words, and how loud each word of it is. */
  own: string;
  ownLevels: number[];
  others: string[];
}

/**
 * Several words in a row that lie as far below the caller's voice, or all there are, may be somebody
 * else's. Words whose loudness is not known are the caller's.
 */
export function wordsApart(
  text: string,
  levels: readonly number[] | undefined,
  voice: OwnVoice,
  belowDb: number,
): WordsApart {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (levels?.length !== words.length) return { own: text, ownLevels: [], others: [] };
  const levelMin = ownLevelMin(voice, belowDb);
  const isLow = (index: number) => (levels[index] ?? levelMin) < levelMin;
  const isOthers = words.map((_, index) => {
    if (!isLow(index)) return false;
    let [from, to] = [index, index + 1];
    while (from > 0 && isLow(from - 1)) from -= 1;
    while (to < words.length && isLow(to)) to += 1;
    return to - from >= Math.min(othersWordsMin, words.length);
  });
  return {
    own: words.filter((_, index) => !isOthers[index]).join(' '),
    ownLevels: levels.filter((_, index) => !isOthers[index]),
    others: words.filter((_, index) => isOthers[index]),
  };
}
