/** A word's stem and its everyday synonyms, so that "cancelled my visit" meets "cancel an appointment". */
import { synonyms } from './synonyms.ts';

const kept = new Set([
  'this',
  'was',
  'has',
  'his',
  'its',
  'does',
  'yes',
  'us',
  'bus',
  'gas',
  'address',
  'business',
  'process',
  'evening',
  'morning',
  'during',
  'thing',
  'something',
  'anything',
  'nothing',
  'ring',
  'king',
  'string',
  'spring',
  'ceiling',
  'wedding',
  'need',
  'feed',
  'speed',
  'seed',
  'bed',
  'red',
  'led',
  'shed',
  'her',
  'over',
  'other',
  'under',
  'after',
  'never',
  'number',
  'water',
  'doctor',
  'virus',
  'glass',
  'class',
  'dress',
  'less',
  'press',
  'hours',
]);
/** Verbs and participles that change their vowel, by the word they are forms of. */
const irregular: Record<string, string> = {
  broke: 'break',
  broken: 'break',
  fell: 'fall',
  fallen: 'fall',
  lost: 'lose',
  swollen: 'swell',
  bled: 'bleed',
  tore: 'tear',
  torn: 'tear',
  bought: 'buy',
  sold: 'sell',
  paid: 'pay',
  brought: 'bring',
  stole: 'steal',
  stolen: 'steal',
  forgot: 'forget',
  forgotten: 'forget',
};
const vowel = /[aeiouy]/;

/** Light: endings of number and tense only, so that two words with one stem are one word to anyone. */
export function stem(word: string): string {
  const base = word.endsWith("'s") ? word.slice(0, -2) : word;
  let text = Object.hasOwn(irregular, base) ? (irregular[base] ?? base) : base;
  if (text.length <= 3 || kept.has(text)) return text;
  if (text.endsWith('ies') && text.length > 4) return `${text.slice(0, -3)}y`;
  if (/(?:[sx]|ch|sh|zz)es$/.test(text)) text = text.slice(0, -2);
  else if (text.endsWith('s') && !/(?:ss|us|is)$/.test(text)) text = text.slice(0, -1);
  const past = /^(.{2,}?)(?:ing|ed|er|ly|ment)$/.exec(text)?.[1];
  if (past !== undefined && past.length >= 3 && vowel.test(past)) {
    text = past.replace(/([bdgklmnprt])\1$/, '$1');
  }
  if (text.length > 4 && text.endsWith('ment')) text = text.slice(0, -4);
  if (text.endsWith('y') && text.length > 3) return `${text.slice(0, -1)}i`.replace(/i$/, 'y');
  const bare = text.length > 3 ? text.replace(/e$/, '') : text;
  // A "note" must not become a "not".
  return bare === 'not' ? text : bare;
}

const classOf = new Map<string, string>();
for (const [name, words] of Object.entries(synonyms)) {
  for (const word of words) classOf.set(stem(word), `=${name}`);
}

/** The stem, or the name of the class of words that mean the same to a receptionist. */
export function concept(word: string): string {
  const stemmed = stem(word);
  return classOf.get(stemmed) ?? stemmed;
}
