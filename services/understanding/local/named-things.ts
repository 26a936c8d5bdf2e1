/** Services, staff and locations: found by name, nickname, stem, small slips and sound. */
import { distance } from 'fastest-levenshtein';
import type { Named } from '../vocabulary.ts';
import { type Sentence, type Span, spanOf, type WordRange } from './sentence.ts';
import { wordsOf } from './similarity.ts';
import { plainLetters, soundKey } from './sound.ts';
import { stem } from './stems.ts';
import { emptyWords } from './synonyms.ts';

export type ThingKind = 'service' | 'staff' | 'location';

interface Alias {
  id: string;
  stems: string[];
  words: string[];
  keys: string[];
  /** How much this alias says: an alias of one common word yields to a longer one. */
  weight: number;
}

export interface ThingIndex {
  kind: ThingKind;
  aliases: Alias[];
  /** Ids by a stem that stands in the names of few things. */
  byStem: Map<string, Set<string>>;
}

export interface FoundThing extends Span {
  kind: ThingKind;
  ids: string[];
  score: number;
}

const scoreMin = 0.78;
const titles = new Set([
  'doctor',
  'dr',
  'mister',
  'mr',
  'mrs',
  'ms',
  'miss',
  'nurse',
  'professor',
  'the',
  'a',
  'an',
]);
/** Too usual, or too often a part of a name of something else, to name a thing alone. */
const common = new Set(
  'appointment service visit new regular general check first consultation session office main north south east west street clinic center downtown full basic standard follow treatment care help person time day hour minute long short up'.split(
    ' ',
  ),
);

export function indexThings(kind: ThingKind, things: Named[]): ThingIndex {
  const aliases: Alias[] = [];
  const byStem = new Map<string, Set<string>>();
  for (const thing of things) {
    const seen = new Set<string>();
    for (const name of [...thing.names, ...(kind === 'staff' ? shortNames(thing.names) : [])]) {
      const words = wordsOf(name)
        .map((word) => (word === 'dr' ? 'doctor' : word))
        .filter((word) => !titles.has(word) && !(kind !== 'staff' && emptyWords.has(word)));
      const stems = words.map(stem);
      if (stems.length === 0 || seen.has(stems.join(' '))) continue;
      seen.add(stems.join(' '));
      aliases.push({ id: thing.id, stems, words, keys: words.map(soundKey), weight: stems.length });
      for (const each of stems) {
        if (each.length < 3 || common.has(each) || emptyWords.has(each)) continue;
        byStem.set(each, (byStem.get(each) ?? new Set()).add(thing.id));
      }
    }
  }
  return { kind, aliases, byStem };
}

/** "Dr. Sarah Chen" is also "Sarah" and "Chen". */
function shortNames(names: string[]): string[] {
  const own = wordsOf(names[0] ?? '').filter((word) => !titles.has(word));
  return own.length > 1 ? [own[0] ?? '', own.at(-1) ?? ''] : [];
}

/**
 * The things named in the sentence, longest and surest first, never two on the same words. With
 * `focused` (the caller was just asked) sound alone is enough.
 */
export function findThings(index: ThingIndex, sentence: Sentence, focused: boolean): FoundThing[] {
  const found: (FoundThing & { range: WordRange; weight: number })[] = [];
  const stems = sentence.words.map((word) => stem(word.text));
  for (const alias of index.aliases) {
    for (const hit of hitsOf(alias, sentence, stems, index.kind, focused)) {
      found.push({
        kind: index.kind,
        ids: [alias.id],
        weight: alias.weight,
        ...hit,
        ...spanOf(sentence, hit.range),
      });
    }
  }
  addByStem(index, sentence, stems, found);
  found.sort((a, b) => b.score * (b.weight + 1) - a.score * (a.weight + 1));
  const kept: typeof found = [];
  for (const each of found) {
    const same = kept.find((other) => each.from < other.to && other.from < each.to);
    if (!same) kept.push(each);
    else if (
      same.score === each.score &&
      same.weight === each.weight &&
      !same.ids.includes(each.ids[0] ?? '')
    ) {
      same.ids.push(...each.ids);
    }
  }
  return kept.map(({ kind, ids, score, from, to }) => ({ kind, ids, score, from, to }));
}

/** One rare word of a longer name ("whitening" for "teeth whitening"). */
function addByStem(
  index: ThingIndex,
  sentence: Sentence,
  stems: string[],
  found: (FoundThing & { range: WordRange; weight: number })[],
): void {
  if (index.kind === 'staff') return;
  for (const [position, each] of stems.entries()) {
    const ids = index.byStem.get(each);
    if (!ids || ids.size > 3) continue;
    const range = { first: position, end: position + 1 };
    const span = spanOf(sentence, range);
    found.push({ kind: index.kind, ids: [...ids], score: 0.8, weight: 0.5, range, ...span });
  }
}

function* hitsOf(
  alias: Alias,
  sentence: Sentence,
  stems: string[],
  kind: ThingKind,
  focused: boolean,
): Generator<{ range: WordRange; score: number }> {
  const size = alias.stems.length;
  const lone =
    size === 1 && (common.has(alias.stems[0] ?? '') || emptyWords.has(alias.words[0] ?? ''));
  for (let first = 0; first < stems.length; first++) {
    // Words of a name may have one other word between them: "root of the canal" no, "whiten my teeth" yes.
    const score = scoreAt(alias, sentence, stems, first, kind, focused);
    if (score && score.value >= scoreMin && !(lone && !focused)) {
      yield { range: { first, end: score.end }, score: score.value };
    }
  }
}

function scoreAt(
  alias: Alias,
  sentence: Sentence,
  stems: string[],
  first: number,
  kind: ThingKind,
  focused: boolean,
): { value: number; end: number } | undefined {
  const titled = titles.has(sentence.words[first - 1]?.text ?? '') && kind === 'staff';
  let at = first;
  let sum = 0;
  for (const [part, wanted] of alias.stems.entries()) {
    const skips = part === 0 ? 0 : 2;
    let best = 0;
    let bestAt = at;
    for (let skip = 0; skip <= skips && at + skip < stems.length; skip++) {
      const value = alikeness(stems[at + skip] ?? '', sentence.words[at + skip]?.text ?? '', {
        stem: wanted,
        word: alias.words[part] ?? '',
        key: alias.keys[part] ?? '',
        eager: focused || titled,
      });
      if (value > best) {
        best = value - skip * 0.03;
        bestAt = at + skip;
      }
    }
    if (best < 0.6) return undefined;
    sum += best;
    at = bestAt + 1;
  }
  return { value: sum / alias.stems.length, end: at };
}

interface Wanted {
  stem: string;
  word: string;
  key: string;
  eager: boolean;
}

function alikeness(saidStem: string, saidWord: string, wanted: Wanted): number {
  if (saidStem === wanted.stem) return 1;
  const said = plainLetters(saidWord.replace(/'s$/, ''));
  const known = plainLetters(wanted.word);
  if (said === known) return 1;
  if (emptyWords.has(saidWord) || said.length < 3 || known.length < 3) return 0;
  if (said[0] !== known[0] && !wanted.eager) return 0;
  const slips = distance(said, known);
  const length = Math.max(said.length, known.length);
  const near = 1 - slips / length;
  const sounds = soundKey(said) === wanted.key && wanted.key.length >= 2;
  if (sounds && (wanted.eager ? near >= 0.4 : near >= 0.7 && length >= 5)) return 0.86;
  if (length >= 6 && slips <= 1) return 0.88;
  if (length >= 8 && slips <= 2) return 0.84;
  if (wanted.eager && length >= 4 && near >= 0.74) return 0.8;
  return 0;
}

const anyOf: Record<ThingKind, RegExp> = {
  staff:
    /\b(?:anyone|anybody|whoever|who ever|any(?: (?:of (?:them|the \w+)|one|doctor|dentist|provider|stylist|person|available))|first available|next available|no(?: particular)? (?:preference|one in particular)|no one (?:in particular|specific)|nobody in particular|(?:doesn't|don't|does not) (?:matter|care|mind|have a preference)|(?:not|nothing) (?:fussy|picky|particular)|either(?: one| of them| is fine)?|whichever|who'?s (?:available|free))\b/,
  service: /(?!)/,
  location:
    /\b(?:any(?:where| (?:of them|location|office|one|of the \w+))|whichever(?: is (?:closest|nearest))?|no preference|either(?: one| is fine)?|(?:doesn't|don't|does not) (?:matter|care|mind))\b/,
};

/** "Anyone" for staff and "wherever" for a location, where the caller was asked for one. */
export function meansAny(kind: ThingKind, sentence: Sentence): boolean {
  return anyOf[kind].test(sentence.plain);
}

/** "Anyone" said of the staff without being asked: only the plainest wordings. */
export const meansAnyStaff =
  /\b(?:with )?(?:anyone|anybody|any (?:doctor|dentist|provider|stylist|hygienist|therapist))(?: (?:is|that's|who's|at all|will|would))? (?:fine|okay|good|available|free|do|works)\b|\bwith (?:anyone|anybody|whoever)\b|\bfirst available\b/;
