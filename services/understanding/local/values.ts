/** Every value the sentence holds, wherever it stands; a stretch of text belongs to one value only. */
import type { SlotKind, SlotValue, TimeValue } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { findAny } from './any-thing.ts';
import { readBirthDate } from './birth-dates.ts';
import { eitherCount, readCount, readMoney } from './counts.ts';
import { readEmail } from './emails.ts';
import { findFlow } from './flows.ts';
import { findThings } from './named-things.ts';
import { readName } from './names.ts';
import { readPhone } from './phone-numbers.ts';
import { overlaps, type Sentence, type Span, spanOf, type WordRange } from './sentence.ts';
import { withAlike } from './similar-names.ts';
import type { ThingKind } from './thing-index.ts';
import { toldTexts } from './told-texts.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import type { WhenReading } from './when/when.ts';
import { wholeName } from './whole-name.ts';
import { readWishedTimes } from './wished-times.ts';

export interface FoundValue extends Span {
  kind: SlotKind;
  /** Free text told by its own wording: its slot, the words that say no wish, the wish it says. */
  told?: { slot: string; used: WordRange; flow: string | undefined };
  /** One, or several that cannot be told apart; for a name the first is the one heard. */
  readings: SlotValue[];
  /** Names: the first reading stands, and the others are spellings to match against. */
  chosen: boolean;
  /** Certain enough to be given even where nobody asked for it. */
  strong: boolean;
  score: number;
}

export interface FoundValues {
  values: FoundValue[];
  /** Times that the caller does not want: "not Monday". */
  refused: WhenReading[];
  /** Digits were given, but not a whole number. */
  partialPhone: boolean;
}

export interface ValueContext {
  turn: TurnToRead;
  index: VocabularyIndex;
  /** The kinds the agent has just asked for. */
  asked: Set<SlotKind>;
  /** Those and the kinds that may be volunteered here. */
  expected: Set<SlotKind>;
  /** Stretches that hold a greeting, thanks and the like. */
  taken: Span[];
}

export function readValues(sentence: Sentence, context: ValueContext): FoundValues {
  const values: FoundValue[] = [];
  const free = (span: Span) =>
    !values.some((other) => overlaps(span, other)) &&
    !context.taken.some((other) => overlaps(span, other));
  const add = (found: FoundValue | undefined) => {
    if (found && free(found)) values.push(found);
  };
  const email = readEmail(sentence);
  if (email) add(one('email', email.email, email, true));
  const phone = readPhoneValue(sentence, context);
  add(phone.value);
  add(readBirthDateValue(sentence, context, values));
  const things = readThings(sentence, context);
  for (const text of readTexts(sentence, context, things)) add(text);
  const times = readWishedTimes(sentence, context.turn, context.asked);
  const whens = times.wanted.map((when) => whenValue(when, times.open)).filter(free);
  for (const name of readNameValue(sentence, context, [...values, ...things, ...whens])) add(name);
  for (const thing of things) add(thing);
  const numbers = readNumbers(sentence, context);
  const numberFirst =
    numbers.some(({ kind }) => context.asked.has(kind)) && !context.asked.has('when');
  // "About ten" is a count when that was asked, and ten o'clock otherwise.
  for (const found of numberFirst ? [...numbers, ...whens] : [...whens, ...numbers]) add(found);
  return { values, refused: times.refused, partialPhone: phone.partial };
}

function one(
  kind: SlotKind,
  value: SlotValue,
  span: Span,
  strong: boolean,
  score = 0.95,
): FoundValue {
  return { kind, readings: [value], chosen: true, strong, score, from: span.from, to: span.to };
}

function readPhoneValue(
  sentence: Sentence,
  context: ValueContext,
): { value?: FoundValue; partial: boolean } {
  const focused = context.asked.has('phone');
  const nbest = context.turn.nbest ?? [];
  const { phone, partial } = readPhone(sentence, nbest, context.turn.vocabulary.country, focused);
  if (!phone) return { partial: focused && partial !== undefined };
  if (context.asked.has('birth-date') && !focused) return { partial: false };
  const value = one('phone', phone.number, phone, phone.valid, phone.valid ? 0.95 : 0.7);
  return phone.valid || context.expected.has('phone')
    ? { value, partial: false }
    : { partial: false };
}

function readBirthDateValue(
  sentence: Sentence,
  context: ValueContext,
  before: FoundValue[],
): FoundValue | undefined {
  const asked = context.asked.has('birth-date');
  const said = /\b(?:born|birth ?day|birth ?date|date of birth|birth|d o b|dob)\b/.test(
    sentence.plain,
  );
  if (!asked && !said) return undefined;
  if (before.length > 0 && !said) return undefined;
  const texts = asked ? [sentence.text, ...(context.turn.nbest ?? [])] : [sentence.text];
  const { now, vocabulary } = context.turn;
  const found = readBirthDate([...new Set(texts)], { now, country: vocabulary.country });
  if (!found) return undefined;
  const certain = found.readings.length === 1;
  return {
    kind: 'birth-date',
    readings: found.readings,
    chosen: certain,
    strong: true,
    score: certain ? 0.9 : 0.6,
    from: found.from,
    to: found.to,
  };
}

const thingKinds: [ThingKind, 'services' | 'staff' | 'locations'][] = [
  ['service', 'services'],
  ['staff', 'staff'],
  ['location', 'locations'],
];

function readThings(sentence: Sentence, context: ValueContext): FoundValue[] {
  const found: FoundValue[] = [];
  for (const [kind, list] of thingKinds) {
    const asked = context.asked.has(kind);
    const hits = findThings(context.index[list], sentence, asked);
    for (const hit of hits) {
      // A caller may have the first name of somebody who works here.
      if (kind === 'staff' && !asked && wholeNameFits(sentence, hit, context)) continue;
      const chosen = hit.ids.length === 1;
      found.push({
        kind,
        readings: hit.ids,
        chosen,
        strong: hit.score >= 0.8,
        score: hit.score,
        from: hit.from,
        to: hit.to,
      });
    }
    const when = context.asked.has('when');
    const any = hits.length === 0 ? findAny(kind, sentence, { asked, when }) : undefined;
    if (any) found.push(one(kind, 'any', any, true, 0.9));
  }
  return found.sort((a, b) => b.score - a.score || b.to - b.from - (a.to - a.from));
}

function wholeNameFits(sentence: Sentence, hit: Span, { expected }: ValueContext): boolean {
  const name = expected.has('name') ? wholeName(sentence) : undefined;
  if (name === undefined) return false;
  const { from, to } = spanOf(sentence, name);
  return overlaps(hit, { from, to }) && hit.to < to;
}

function whenValue({ readings, from, to }: WhenReading, open: boolean): FoundValue {
  const chosen = readings.length === 1;
  const score = open ? 0.8 : chosen ? 0.93 : 0.7;
  return { kind: 'when', readings, chosen, strong: true, score, from, to };
}

function readNameValue(
  sentence: Sentence,
  context: ValueContext,
  others: FoundValue[],
): FoundValue[] {
  const focused = context.asked.has('name');
  const blocked = others.filter((other) => {
    const { kind, score } = other;
    if (score < 0.8 || (focused && kind === 'when')) return false;
    // "Lincoln" may be somebody; "the Loop" and "Lincoln Park" are places.
    if (kind === 'location') return isWholePlace(sentence, other);
    return kind !== 'staff' || (!focused && isTitled(sentence, other));
  });
  const found = readName(sentence, {
    focused,
    nbest: context.turn.nbest ?? [],
    asked: context.turn.asked ?? '',
    welcome: context.expected.has('name'),
    isTaken: (range, of) => {
      if (of !== sentence) return false;
      const span = spanOf(of, range);
      return [...blocked, ...context.taken].some((other) => overlaps(span, other));
    },
    alike: (people) => withAlike(people, context.index.customers),
  });
  if (!found) return [];
  const { people, sure, from, to } = found;
  return [
    {
      kind: 'name',
      readings: people,
      chosen: true,
      strong: sure,
      score: sure ? 0.9 : 0.75,
      from,
      to,
    },
  ];
}

function isWholePlace({ text }: Sentence, { from, to, score }: FoundValue): boolean {
  const named = /\s/.test(text.slice(from, to).trim()) || /\bthe $/i.test(text.slice(0, from));
  return named && score >= 0.95;
}

/** "His name is Dr. Bui": a doctor of ours, and not the caller. */
function isTitled({ text }: Sentence, { from, to }: Span): boolean {
  const title = /\b(?:dr|doctor)\b\.?/i;
  const before = text.slice(0, from).trimEnd();
  return /\b(?:dr|doctor)\.?$/i.test(before) || title.test(text.slice(from, to));
}

function readTexts(sentence: Sentence, context: ValueContext, others: Span[]): FoundValue[] {
  const { asks, accepts } = context.turn.expectation;
  const requests = [...asks, ...accepts].filter(({ kind }) => kind === 'text');
  const { flows } = context.index;
  const around = { requests, others: [...others, ...context.taken], known: flows.words };
  return toldTexts(sentence, around).map(({ slot, gap, around, value, from, to }) => {
    // "Hold … " is the wish as well; "size …" would only be taken for a question about sizes.
    const flow = findFlow(flows, around)?.id;
    const used = flow === undefined ? rangeOfSpan(sentence, { from, to }) : gap;
    return { ...one('text', value, { from, to }, true, 0.9), told: { slot, used, flow } };
  });
}

function rangeOfSpan({ words }: Sentence, span: Span): WordRange {
  const inside = words.map((word) => overlaps(word, span));
  return { first: inside.indexOf(true), end: inside.lastIndexOf(true) + 1 };
}

function readNumbers(sentence: Sentence, context: ValueContext): FoundValue[] {
  const found: FoundValue[] = [];
  if (context.expected.has('money')) {
    const money = readMoney(sentence, context.asked.has('money'));
    if (money) found.push(one('money', money.value, money, false));
  }
  if (context.expected.has('count')) {
    const count = readCount(sentence, context.asked.has('count'));
    const either = count && context.asked.has('count') ? eitherCount(sentence) : undefined;
    if (count && either) {
      const { from, to } = spanOf(sentence, { first: 0, end: sentence.words.length });
      found.push({
        kind: 'count',
        readings: either,
        chosen: false,
        strong: false,
        score: 0.7,
        from,
        to,
      });
    } else if (count) found.push(one('count', count.value, count, false));
  }
  return found;
}

/** Two mentions of a time that complete each other are one; others are a choice between them. */
export function mergeWhens(values: FoundValue[]): FoundValue[] {
  const whens = values.filter((value) => value.kind === 'when');
  if (whens.length < 2) return values;
  const rest = values.filter((value) => value.kind !== 'when');
  const parts = whens.map((when) => when.readings[0] as TimeValue);
  const complete = parts.every((part, at) =>
    parts.every((other, place) => at === place || !Object.keys(part).some((key) => key in other)),
  );
  const lone = whens.every((when) => when.readings.length === 1);
  const span = {
    from: Math.min(...whens.map((when) => when.from)),
    to: Math.max(...whens.map((when) => when.to)),
  };
  const [first, second] = parts;
  if (lone && first && second && parts.length === 2) {
    const [wide, narrow] = isStretch(first) ? [first, second] : [second, first];
    if (isNarrower(wide, narrow)) {
      const { timeTo: _wide, ...start } = wide;
      return [...rest, one('when', { ...start, ...narrow }, span, true, 0.85)];
    }
  }
  if (complete && lone) {
    return [...rest, one('when', Object.assign({}, ...parts) as TimeValue, span, true, 0.85)];
  }
  const byText = new Map(
    whens.flatMap((when) => when.readings.map((value) => [JSON.stringify(value), value] as const)),
  );
  const readings = [...byText.values()];
  const chosen = readings.length === 1;
  const score = chosen ? 0.85 : 0.65;
  return [...rest, { kind: 'when', readings, chosen, strong: true, score, ...span }];
}

function isStretch({ time, timeTo }: TimeValue): boolean {
  return time !== undefined && timeTo !== undefined;
}

/** "In the afternoon, for afternoon 1": an hour within the stretch, on no other day. */
function isNarrower(wide: TimeValue, narrow: TimeValue): boolean {
  const sameDay = narrow.date === undefined || wide.date === undefined || wide.date === narrow.date;
  const { time } = narrow;
  if (!isStretch(wide) || time === undefined || narrow.timeTo !== undefined || !sameDay) {
    return false;
  }
  return (wide.time ?? '') <= time && time <= (wide.timeTo ?? '');
}
