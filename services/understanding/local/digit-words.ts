/** Number words, and the ways in which callers and recognisers write single digits. */

export const unitWords: Record<string, number> = {
  zero: 0,
  oh: 0,
  o: 0,
  nought: 0,
  naught: 0,
  nil: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
export const teenWords: Record<string, number> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
export const tensWords: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** Taken as digits only between digits: alone they are ordinary words. */
export const misheardDigits: Record<string, string> = {
  to: '2',
  too: '2',
  tree: '3',
  for: '4',
  fore: '4',
  sex: '6',
  ate: '8',
  won: '1',
  niner: '9',
  fife: '5',
  oo: '00',
  ohs: '00',
  i: '1',
};
export const repeatWords: Record<string, number> = {
  double: 2,
  triple: 3,
  treble: 3,
  quadruple: 4,
};

/** A whole number said in words, "twenty three" or "a hundred and five"; how many words it took. */
export function readNumber(
  words: string[],
  first: number,
): { value: number; size: number } | undefined {
  let total = 0;
  let current = 0;
  let at = first;
  let lastMagnitude = Number.POSITIVE_INFINITY;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^\d+$/.test(word) && at === first) {
      current = Number(word);
      lastMagnitude = 1;
      continue;
    }
    const small = unitWords[word] ?? teenWords[word] ?? tensWords[word];
    if (small !== undefined && Object.hasOwn({ ...unitWords, ...teenWords, ...tensWords }, word)) {
      const magnitude = small >= 10 ? (small >= 20 ? 10 : 1) : 1;
      if (word === 'o' || word === 'oh') break;
      if (lastMagnitude <= magnitude || (small >= 10 && lastMagnitude < 100)) break;
      current += small;
      lastMagnitude = magnitude === 10 ? 10 : 1;
    } else if (word === 'hundred' && current > 0 && current < 100) {
      current *= 100;
      lastMagnitude = 100;
    } else if (word === 'thousand' && current > 0) {
      total += current * 1000;
      current = 0;
      lastMagnitude = 1000;
    } else if (word === 'and' && (lastMagnitude === 100 || lastMagnitude === 1000)) {
      if (!Object.hasOwn({ ...unitWords, ...teenWords, ...tensWords }, words[at + 1] ?? '')) break;
    } else if (word === 'a' && words[at + 1] === 'hundred') {
      current = 1;
    } else break;
  }
  return at === first ? undefined : { value: total + current, size: at - first };
}
