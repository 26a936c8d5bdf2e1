/** How alike two wordings are: stems and letter triples, rare ones of this business weighing more. */
import { concept } from './stems.ts';
import { emptyWords } from './synonyms.ts';

export interface Entry {
  id: string;
  features: Map<string, number>;
  /** The weight of everything in the entry. */
  total: number;
  /** Content words, as concepts. */
  contents: Set<string>;
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
const askingWeight = 0.35;

export function contentWords(words: string[]): string[] {
  return words.filter((word) => !emptyWords.has(word) && !askingWords.has(word)).map(concept);
}

function featuresOf(words: string[]): Map<string, number> {
  const features = new Map<string, number>();
  for (const word of words) {
    if (askingWords.has(word)) features.set(`?${word}`, askingWeight);
    if (emptyWords.has(word) || askingWords.has(word)) continue;
    features.set(concept(word), 1);
    if (word.length < 5) continue;
    const padded = `^${word}$`;
    for (let at = 0; at + 3 <= padded.length; at++) {
      features.set(`~${padded.slice(at, at + 3)}`, tripleWeight);
    }
  }
  return features;
}

export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{Nd}]+(?:'\p{L}+)*/gu) ?? []
  );
}

/** Built once for all wordings of a business; a feature's weight falls with how many ids share it. */
export function buildIndex(wordings: { id: string; wordings: string[] }[]): WordingIndex {
  const holders = new Map<string, Set<string>>();
  const raw: { id: string; features: Map<string, number>; contents: Set<string> }[] = [];
  for (const { id, wordings: texts } of wordings) {
    for (const text of texts) {
      const words = wordsOf(text);
      const features = featuresOf(words);
      raw.push({ id, features, contents: new Set(contentWords(words)) });
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
  const entries = raw.map(({ id, features, contents }) => ({
    id,
    features,
    contents,
    total: sumOf(features, weigh),
  }));
  return { entries, weigh };
}

function sumOf(features: Map<string, number>, weigh: (feature: string) => number): number {
  let sum = 0;
  for (const [feature, weight] of features) sum += weight * weigh(feature);
  return sum;
}

/** The best score of each id, best first. A score is 1 when the words are those of a wording. */
export function score(index: WordingIndex, words: string[]): Scored[] {
  const asked = featuresOf(words);
  const askedTotal = sumOf(asked, index.weigh);
  const best = new Map<string, number>();
  if (askedTotal === 0) return [];
  for (const entry of index.entries) {
    let shared = 0;
    for (const [feature, weight] of asked) {
      if (entry.features.has(feature)) shared += weight * index.weigh(feature);
    }
    if (shared === 0) continue;
    // Dice, leaning to how much of the known wording was said: callers add words of their own.
    const ofEntry = shared / entry.total;
    const ofAsked = shared / askedTotal;
    const value = ofEntry * 0.6 + ofAsked * 0.4;
    if (value > (best.get(entry.id) ?? 0)) best.set(entry.id, value);
  }
  return [...best].map(([id, value]) => ({ id, score: value })).sort((a, b) => b.score - a.score);
}
