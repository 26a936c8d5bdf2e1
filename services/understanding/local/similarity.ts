/** How alike two wordings are: stems and letter triples, rare ones of this business weighing more. */

import { asks } from './asking.ts';
import { checkedOn } from './check-up.ts';
import { concept } from './stems.ts';
import { emptyWords } from './synonyms.ts';

export interface Entry {
  id: string;
  features: Map<string, number>;
  /** The weight of everything in the entry. */
  total: number;
  /** Content words, as concepts. */
  contents: Set<string>;
  /** The words as they stand, for a wording that has no content word at all. */
  words: Set<string>;
  /** Its asking words: "how long" is no part of a wish for the thing itself. */
  asking: string[];
  /** "Are you open today" is not asked of any other day. */
  today: boolean;
  /** Worded as a question. */
  question: boolean;
}

export interface WordingIndex {
  entries: Entry[];
  weigh(feature: string): number;
}

export interface Scored {
  id: string;
  score: number;
}

/** Letter triples mend what a recogniser misheard, but must never outweigh a whole word. */
const tripleWeight = 0.12;
const askingWords = new Set([
  'what',
  'when',
  'where',
  'who',
  'which',
  'why',
  'how',
  'long',
  'often',
  'much',
  'many',
]);
/** Half of all questions begin with one of these; the others ("how much", "where") ask for a thing. */
const opening = new Set(['?what', '?when', '?who', '?which', '?why', '?how']);
const theWay =
  /\bhow (?:do i|can i|would i|to|does one|do you) (?:get|find|come|reach)(?: to)? (?:you|there|your)\b/;
const askingWeight = 0.35;
const whereConcept = concept('address');
const costConcept = concept('cost');
/** "Where" says nearly everything, whatever follows it. */
const whereWeight = 0.9;
/** The day is rarely what a question is about. */
const dayConcept = concept('monday');
const dayWeight = 0.5;
/** What remains of a score when a wording asks "how long" and the caller did not. */
const notAskedShare = 0.6;
const ofToday = new Set(['today', 'tonight', 'now', 'currently']);
const ofAnotherDay = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays ' +
    'sundays tomorrow weekend weekends weekday weekdays christmas thanksgiving easter holiday holidays'
  ).split(' '),
);
/** Of two wordings with the same meanings, the one with the very words is meant. */
const sameWordsShare = 0.01;
const wordsAlikeMin = 0.75;

export function contentWords(words: string[]): string[] {
  return words.filter((word) => !emptyWords.has(word) && !askingWords.has(word)).map(concept);
}

function featuresOf(words: string[]): Map<string, number> {
  const features = new Map<string, number>();
  // "How to get to you" asks the way without naming it.
  if (theWay.test(words.join(' '))) features.set(whereConcept, whereWeight);
  for (const word of words) {
    if (askingWords.has(word)) {
      features.set(`?${word}`, word === 'where' ? whereWeight : askingWeight);
      // "Where are you" asks for the address without naming it.
      if (word === 'where' && !features.has(whereConcept)) features.set(whereConcept, 0.6);
    }
    if (emptyWords.has(word) || askingWords.has(word)) continue;
    const meaning = concept(word);
    features.set(meaning, meaning === dayConcept ? dayWeight : 1);
    // A word of a class is known by its class; its letters would only count against its synonyms.
    if (word.length < 5 || meaning.startsWith('=')) continue;
    const padded = `^${word}$`;
    for (let at = 0; at + 3 <= padded.length; at++) {
      features.set(`~${padded.slice(at, at + 3)}`, tripleWeight);
    }
  }
  return features;
}

function checkUp(all: string, then: string): string {
  return checkedOn.test(then) ? all : `checkup${then}`;
}

export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/\bcheck[ -]up\b(?<then>.{0,20})/gu, checkUp)
      .match(/[\p{L}\p{Nd}]+(?:'\p{L}+)*/gu) ?? []
  );
}

/** Built once for all wordings of a business; a feature's weight falls with how many ids share it. */
export function buildIndex(wordings: { id: string; wordings: string[] }[]): WordingIndex {
  const holders = new Map<string, Set<string>>();
  const raw: Omit<Entry, 'total'>[] = [];
  for (const { id, wordings: texts } of wordings) {
    for (const text of texts) {
      const words = wordsOf(text);
      const features = featuresOf(words);
      const asking = words.filter((word) => askingWords.has(word));
      raw.push({
        id,
        features,
        contents: new Set(contentWords(words)),
        words: new Set(words),
        asking,
        today: words.some((word) => ofToday.has(word)),
        question: asks(words.join(' ')),
      });
      for (const feature of features.keys()) {
        const ids = holders.get(feature) ?? new Set();
        holders.set(feature, ids.add(id));
      }
    }
  }
  const count = wordings.length;
  const weigh = (feature: string) => {
    const shared = holders.get(feature)?.size ?? 0;
    return Math.log(1 + (count + 1) / (shared + 0.5));
  };
  const entries = raw.map((entry) => ({ ...entry, total: sumOf(entry.features, weigh) }));
  return { entries, weigh };
}

function sumOf(features: Map<string, number>, weigh: (feature: string) => number): number {
  let sum = 0;
  for (const [feature, weight] of features) sum += weight * weigh(feature);
  return sum;
}

/**
 * The best score of each id, best first. With `told` the words are no question, and wordings that
 * are one do not count.
 * A score is 1 when the words are those of a wording. */
export function score(index: WordingIndex, words: string[], told = false): Scored[] {
  const asked = featuresOf(words);
  const askedTotal = sumOf(asked, index.weigh);
  const best = new Map<string, number>();
  if (askedTotal === 0) return [];
  const said = new Set(words);
  for (const entry of index.entries) {
    if (told && entry.question) continue;
    const value = likeness(entry, asked, askedTotal, said, index);
    if (value > (best.get(entry.id) ?? 0)) best.set(entry.id, value);
  }
  return [...best].map(([id, value]) => ({ id, score: value })).sort((a, b) => b.score - a.score);
}

function likeness(
  entry: Entry,
  asked: Map<string, number>,
  askedTotal: number,
  said: Set<string>,
  index: WordingIndex,
): number {
  let shared = 0;
  let tells = false;
  for (const [feature, weight] of asked) {
    if (!entry.features.has(feature)) continue;
    shared += weight * index.weigh(feature);
    const opens = entry.contents.size > 0 && opening.has(feature);
    tells ||= feature !== dayConcept && !feature.startsWith('~') && !opens;
  }
  // A weekday alone asks nothing, and neither does a "who" that many wordings begin with.
  if (shared === 0 || !tells) return 0;
  if (entry.contents.size === 0 && !entry.words.has('where')) {
    const both = [...said].filter((word) => entry.words.has(word)).length;
    const share = both / Math.max(said.size, entry.words.size);
    return share >= wordsAlikeMin ? share : 0;
  }
  // Leaning to how much of the known wording was said: callers add words of their own.
  const value = (shared / entry.total) * 0.6 + (shared / askedTotal) * 0.4;
  const same = [...said].filter((word) => entry.words.has(word)).length;
  const alike = same / Math.max(said.size, entry.words.size);
  const close = value * (1 - sameWordsShare + sameWordsShare * alike);
  const fits = entry.asking.length === 0 || entry.asking.some((word) => said.has(word));
  const other = (entry.today && isOfAnotherDay(said)) || (asksHowMuch(said) && !isHowMuch(entry));
  return fits && !other ? close : close * notAskedShare;
}

/** "How much is it for a new patient" does not ask whether there is room for one. */
function asksHowMuch(said: Set<string>): boolean {
  return said.has('how') && said.has('much');
}

function isHowMuch({ asking, contents }: Entry): boolean {
  return asking.includes('much') || contents.has(costConcept);
}

function isOfAnotherDay(said: Set<string>): boolean {
  return [...said].some((word) => ofAnotherDay.has(word)) && said.isDisjointFrom(ofToday);
}
