/** Services, staff and locations: found by name, nickname, stem, small slips and sound. */
import { distance } from 'fastest-levenshtein';
import { nonNameWords } from './name-words.ts';
import { type Sentence, type Span, spanOf, type WordRange } from './sentence.ts';
import { plainLetters, soundKey } from './sound.ts';
import { concept, stem } from './stems.ts';
import { emptyWords } from './synonyms.ts';
import {
  type Alias,
  type NamePart,
  type ThingIndex,
  type ThingKind,
  titles,
  usualStems,
} from './thing-index.ts';

export interface FoundThing extends Span {
  kind: ThingKind;
  ids: string[];
  score: number;
}

interface Hit extends FoundThing {
  /** How many words of a name were found: a longer name wins. */
  size: number;
}

const scoreMin = 0.78;
/** So short a sentence is only the name of a thing, with a please. */
const bareWordsMax = 3;
/** "My son's check-up" for a child's check-up. */
const alikeInMeaning = 0.9;
/** How many words may stand between two words of a name, as in "a check-up for my son". */
const betweenMax = 4;
/** How many of those may carry a meaning of their own. */
const betweenTellingMax = 2;
/** A stem in the names of more things than this names none of them. */
const sharedStemMax = 3;
/** Without a question for it, a word shared by two things is no mention of either. */
const sharedStemUnaskedMax = 1;

/**
 * The things named in the sentence, longest and surest first, never two on the same words. With
 * `focused` (the caller was just asked) sound alone is enough.
 */
export function findThings(index: ThingIndex, sentence: Sentence, focused: boolean): FoundThing[] {
  if (index.aliases.length === 0) return [];
  const said = sentence.words.map(({ text }, at) => ({
    text,
    stem: stem(text),
    plain: plainLetters(text.replace(/'s$/, '')),
    common: emptyWords.has(text) || (index.kind === 'staff' && nonNameWords.has(text)),
    eager: focused || (index.kind === 'staff' && titles.has(sentence.words[at - 1]?.text ?? '')),
    key: soundKey(text),
    concept: index.kind === 'service' ? concept(text) : '',
  }));
  const telling = said.map(({ text }) => !emptyWords.has(text));
  const likeness = index.parts.map((part) => said.map((word) => alikeness(word, part)));
  const hits: Hit[] = [];
  for (const alias of index.aliases) {
    if (alias.usual === 'always' && !focused) continue;
    const score = scoreOf(alias, likeness, telling);
    if (alias.usual === 'as-noun' && !focused && !isNoun(sentence, score)) continue;
    if (score && score.value >= scoreMin)
      hits.push(hitOf(index.kind, [alias.id], score, sentence, alias.parts.length));
  }
  if (index.kind === 'staff') hits.push(...byInitial(index, sentence));
  else {
    hits.push(...byStem(index, sentence, said, focused ? sharedStemMax : sharedStemUnaskedMax));
  }
  return withoutOverlaps(hits);
}

const determiners = new Set(
  'a an the my your our his her another one first next for in some with bad severe terrible awful'.split(
    ' ',
  ),
);

/** "A consultation", or nothing but its name. */
function isNoun({ words }: Sentence, score: Score | undefined): boolean {
  if (score === undefined) return false;
  const before = words[score.range.first - 1]?.text;
  return before === undefined ? words.length <= bareWordsMax : determiners.has(before);
}

function hitOf(
  kind: ThingKind,
  ids: string[],
  { value, range }: Score,
  sentence: Sentence,
  size: number,
): Hit {
  return { kind, ids, score: value, size, ...spanOf(sentence, range) };
}

/** "Doctor P": the person whose last name begins so, or else whose first name does. */
function byInitial(index: ThingIndex, sentence: Sentence): Hit[] {
  return sentence.words.flatMap(({ text }, at) => {
    const title = sentence.words[at - 1]?.text ?? '';
    // "A doctor, a good one": those letters are words unless they end the sentence.
    const isWord = /^[ai]$/.test(text) && at + 1 < sentence.words.length;
    if (text.length !== 1 || isWord || !titles.has(title) || title.length < 2) return [];
    const names = index.people.get(text);
    const ids = names?.last.length ? names.last : (names?.first ?? []);
    if (ids.length === 0) return [];
    return [hitOf('staff', ids, { value: 0.8, range: { first: at, end: at + 1 } }, sentence, 1)];
  });
}

/** One rare word of a longer name ("whitening" for "teeth whitening"). */
function byStem(index: ThingIndex, sentence: Sentence, said: SaidWord[], idsMax: number): Hit[] {
  return said.flatMap((word, at) => {
    const ids = index.byStem.get(word.stem);
    if (!ids || ids.size > idsMax) return [];
    return [
      hitOf(index.kind, [...ids], { value: 0.8, range: { first: at, end: at + 1 } }, sentence, 0.5),
    ];
  });
}

/** Two things that fit the same words equally well are one find with two readings. */
function withoutOverlaps(hits: Hit[]): FoundThing[] {
  hits.sort((a, b) => b.score * (b.size + 1) - a.score * (a.size + 1));
  const kept: Hit[] = [];
  for (const hit of hits) {
    const same = kept.find((other) => hit.from < other.to && other.from < hit.to);
    if (!same) kept.push({ ...hit, ids: [...hit.ids] });
    else if (same.score === hit.score && same.size === hit.size) {
      same.ids.push(...hit.ids.filter((id) => !same.ids.includes(id)));
    }
  }
  return kept.map(({ kind, ids, score, from, to }) => ({ kind, ids, score, from, to }));
}

interface Score {
  value: number;
  range: WordRange;
}

/** The best place in the sentence where all words of the name stand close together. */
function scoreOf(alias: Alias, likeness: number[][], telling: boolean[]): Score | undefined {
  let best: Score | undefined;
  const [start = -1] = alias.parts;
  for (let first = 0; first < telling.length; first++) {
    if ((likeness[start]?.[first] ?? 0) === 0) continue;
    const score = scoreAt(alias, likeness, first, telling);
    if (score && score.value > (best?.value ?? 0)) best = score;
  }
  return best;
}

function scoreAt(
  alias: Alias,
  likeness: number[][],
  first: number,
  telling: boolean[],
): Score | undefined {
  let at = first;
  let sum = 0;
  for (const [place, part] of alias.parts.entries()) {
    let best = 0;
    let bestAt = at;
    let told = 0;
    for (let skip = 0; skip <= (place === 0 ? 0 : betweenMax); skip++) {
      const value = (likeness[part]?.[at + skip] ?? 0) - skip * 0.03;
      if (value > best) {
        best = value;
        bestAt = at + skip;
      }
      if (telling[at + skip] && ++told > betweenTellingMax) break;
    }
    if (best < 0.6) return undefined;
    sum += best;
    at = bestAt + 1;
  }
  return { value: sum / alias.parts.length, range: { first, end: at } };
}

interface SaidWord {
  text: string;
  stem: string;
  plain: string;
  key: string;
  concept: string;
  /** Too common a word to be a name misheard. */
  common: boolean;
  /** The word may only be a name here, so that sound alone decides. */
  eager: boolean;
}

function alikeness(said: SaidWord, wanted: NamePart): number {
  if (said.stem === wanted.stem) return 1;
  if (wanted.concept.startsWith('=') && said.concept === wanted.concept) return alikeInMeaning;
  if (said.plain.length < 3 || wanted.plain.length < 3) return 0;
  if (said.plain === wanted.plain) return 1;
  if (said.common || usualStems.has(said.stem)) return 0;
  if (said.plain[0] !== wanted.plain[0] && !(said.eager && said.key === wanted.key)) return 0;
  const length = Math.max(said.plain.length, wanted.plain.length);
  const slips = distance(said.plain, wanted.plain);
  const near = 1 - slips / length;
  const sounds = said.key === wanted.key && wanted.key.length >= 2;
  if (sounds && (said.eager ? near >= 0.4 : near >= 0.7 && length >= 5)) return 0.86;
  if (length >= 6 && slips <= 1) return 0.88;
  if (length >= 8 && slips <= 2) return 0.84;
  return said.eager && length >= 4 && near >= 0.74 ? 0.8 : 0;
}
