/** Names of services, staff and locations, taken apart once for looking them up word by word. */
import type { Named } from '../vocabulary.ts';
import { wordsOf } from './similarity.ts';
import { plainLetters, soundKey } from './sound.ts';
import { concept, stem } from './stems.ts';
import { emptyWords } from './synonyms.ts';

export type ThingKind = 'service' | 'staff' | 'location';

/** One word of a name, in the forms it is compared by. */
export interface NamePart {
  stem: string;
  plain: string;
  key: string;
  /** Its class of like words, for services. */
  concept: string;
}

/** One way to name a thing, as positions in the index's parts. */
export interface Alias {
  id: string;
  parts: number[];
  /**
   * One word that is too usual to name the thing unless it was asked for; some of those name it as
   * a noun all the same: "a consultation", but not "to follow up".
   */
  usual: 'never' | 'as-noun' | 'always';
}

export interface ThingIndex {
  kind: ThingKind;
  parts: NamePart[];
  aliases: Alias[];
  /** Ids by a stem that stands in their names. */
  byStem: Map<string, Set<string>>;
  /** Staff by the initials of their names. */
  people: Map<string, { first: string[]; last: string[] }>;
}

export const titles = new Set(
  'doctor dr mister mr mrs ms miss nurse professor the a an'.split(' '),
);
/** Too usual, or too often a part of the name of something else, to name a thing alone. */
export const usualStems = new Set(
  (
    'appointment service visit new regular general check first consultation session office main north south east ' +
    'west street clinic center downtown full basic standard follow treatment care help person time day hour minute ' +
    'long short up dentist dental doctor medical family group practice smile health hospital md dds patient tooth ' +
    'teeth kid child children son daughter baby toddler adult existing returning booking reservation meeting pain work room'
  )
    .split(' ')
    .map(stem),
);

/** Usual words that are a whole service of many businesses. */
const nounStems = new Set(
  'consultation consult follow session treatment pain'.split(' ').map(stem),
);

export function indexThings(kind: ThingKind, things: Named[]): ThingIndex {
  const index: ThingIndex = { kind, parts: [], aliases: [], byStem: new Map(), people: new Map() };
  const places = new Map<string, number>();
  const holders = countHolders(things);
  for (const thing of things) {
    const seen = new Set<string>();
    const names = kind === 'staff' ? [...thing.names, ...shortNames(thing, holders)] : thing.names;
    if (kind === 'staff') addInitials(index, thing);
    for (const name of names) addAlias(index, places, seen, thing.id, wordsIn(kind, name));
  }
  return index;
}

function wordsIn(kind: ThingKind, name: string): string[] {
  return wordsOf(name).filter(
    (word) => !titles.has(word) && !(kind !== 'staff' && emptyWords.has(word)),
  );
}

function addAlias(
  index: ThingIndex,
  places: Map<string, number>,
  seen: Set<string>,
  id: string,
  words: string[],
): void {
  const joined = words.join(' ');
  if (words.length === 0 || seen.has(joined)) return;
  seen.add(joined);
  const parts = words.map((word) => {
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, index.parts.length);
    const plain = plainLetters(word);
    // A name has no stem: Parker does not park.
    const stemmed = index.kind === 'staff' ? word : stem(word);
    const meaning = index.kind === 'service' ? concept(word) : '';
    return index.parts.push({ stem: stemmed, plain, key: soundKey(plain), concept: meaning }) - 1;
  });
  const [only = ''] = words;
  const isUsual = words.length === 1 && (usualStems.has(stem(only)) || emptyWords.has(only));
  const usual = !isUsual ? 'never' : nounStems.has(stem(only)) ? 'as-noun' : 'always';
  index.aliases.push({ id, parts, usual });
  // "Broken tooth" is also said "my tooth broke".
  if (index.kind === 'service' && parts.length === 2) {
    index.aliases.push({ id, parts: parts.toReversed(), usual: 'never' });
  }
  for (const word of words) {
    const each = stem(word);
    if (each.length < 3 || usualStems.has(each) || emptyWords.has(word)) continue;
    index.byStem.set(each, (index.byStem.get(each) ?? new Set()).add(id));
  }
}

function addInitials(index: ThingIndex, thing: Named): void {
  const own = personWords(thing);
  for (const [part, word] of [
    ['first', own[0]],
    ['last', own.length > 1 ? own.at(-1) : undefined],
  ] as const) {
    if (word === undefined) continue;
    const [letter = ''] = word;
    const known = index.people.get(letter) ?? { first: [], last: [] };
    known[part].push(thing.id);
    index.people.set(letter, known);
  }
}

function countHolders(things: Named[]): Map<string, number> {
  const holders = new Map<string, number>();
  for (const thing of things) {
    for (const word of new Set(thing.names.flatMap(wordsOf))) {
      holders.set(word, (holders.get(word) ?? 0) + 1);
    }
  }
  return holders;
}

const degrees = new Set('md dds dmd do phd rn np pa jr sr m d od dc psyd lmt'.split(' '));
const personWordsMax = 3;

/** "Dr. Sarah J. Chen, MD" is also "Sarah Chen", and "Sarah" and "Chen" where nobody else is. */
function shortNames(thing: Named, holders: Map<string, number>): string[] {
  const own = personWords(thing);
  if (own.length < 2) return [];
  const ends = [own[0] ?? '', own.at(-1) ?? ''].filter(
    (word) => word.length > 2 && holders.get(word) === 1 && !usualStems.has(stem(word)),
  );
  return [own.join(' '), ...ends];
}

/** First name to last name; a firm's name is no person's: "Family & Cosmetic" has no last name. */
function personWords(thing: Named): string[] {
  const [personal = ''] = (thing.names[0] ?? '').split(/[,(:]/);
  const own = wordsOf(personal).filter(
    (word) => word.length > 1 && !titles.has(word) && !degrees.has(word),
  );
  const isPerson = own.length <= personWordsMax && !/[^\p{L}.'’ -]/u.test(personal);
  return isPerson ? own : [];
}
