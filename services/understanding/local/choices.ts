/** Which of the options on the table the caller takes. */
import type { Choice, SlotValue, TimeValue } from '../../../machines/vocabulary.ts';
import { chosenHour } from './chosen-hours.ts';
import { matches, type Sentence, type Span, spanOf } from './sentence.ts';
import { contentWords, wordsOf } from './similarity.ts';
import { stem } from './stems.ts';
import { patternOf } from './wordings.ts';

export interface ChoiceContext {
  /** Values found in the sentence that may name an option. */
  values: { readings: SlotValue[]; from: number; to: number }[];
  /** Times that the caller does not want: "not Monday". */
  refused: { readings: SlotValue[]; from: number; to: number }[];
}

export interface FoundChoice extends Span {
  id: string;
}

const lists = {
  month: [
    '(january|february|march|april|may|june|july|august|september|october|november|december)',
  ],
  the: ['(the|that|your|my)'],
  pick: ['(one|option|time|slot|opening|choice)'],
  size: ['(one|option|time|slot|of the two|appointment|available)'],
  length: ['(hour(s)|minute(s)|day(s)|week(s)|month(s)|little|bit)'],
  fine: ['(fine|good|okay|great|works|is fine|is good|is okay|is great|suits me|will do|you like)'],
};

function everyWording(wordings: string[]): RegExp {
  return patternOf(wordings, lists, 'g');
}

const positions: [RegExp, (count: number) => number][] = [
  [
    everyWording([
      '[{the}] [very] -({month}) (first|1st) !(of {month}) [{pick}|available|of (those|these|them|the (two|three))]',
      '(option|number|choice) (one|1|a)',
      '< [number] one [please] >',
      'the former',
    ]),
    () => 0,
  ],
  [
    everyWording([
      '[{the}] -({month}) (second|2nd) !(of {month}) [{pick}]',
      '(option|number|choice) (two|2|b)',
      '< [number] two [please] >',
    ]),
    () => 1,
  ],
  [
    everyWording([
      '[{the}] -({month}) (third|3rd) !(of {month}) [{pick}]',
      '(option|number|choice) (three|3|c)',
      '< [number] three [please] >',
    ]),
    () => 2,
  ],
  [
    everyWording(['[{the}] (last|final) {pick}', '< [the] last [please] >', 'the latter']),
    (count) => count - 1,
  ],
  [everyWording(['[the] middle [one|option]']), (count) => (count === 3 ? 1 : -1)],
  // Said after the list, it points at what was heard last; the read-back tells if it does not.
  [
    everyWording([
      "< [yes|okay|sure|i'll take|i'd like|i want|let's do|give me]* that one [please|then] >",
    ]),
    (count) => count - 1,
  ],
];
// "An hour earlier" is another time.
const later = everyWording(['-({length}) [the] (later|latest) [{size}]']);
const earlier = everyWording(['-({length}) [the] (earlier|earliest|soonest|sooner) [{size}]']);
const whichever = everyWording([
  '(either|whichever|any) [one|of (those|these|them)] [{fine}]',
  '(both|anything|they all|all of them) {fine}',
  '(both|they all) work',
  '< [oh|well|yes|okay] whatever [{fine}|you (have|think)|is (best|easiest)] [please] >',
  "(doesn't|don't) (matter|care|mind)",
  '(you (choose|pick|decide)|surprise me|up to you)',
]);

/** "What do you have tomorrow", over an offer: more of that day, and not the one time of it. */
const asksForTimes = patternOf([
  '(what|which) [times|hours|slots|openings]* (do you have|have you got|is there|are there|would you have|is available|are available)',
  '(do you have|have you got|is there|are there) (anything|any|something)',
]);

export function readChoice(
  sentence: Sentence,
  choices: Choice[],
  context: ChoiceContext,
): FoundChoice | undefined {
  if (
    choices.length === 0 ||
    /\b(?:neither|none|other|another|else|different)\b/.test(sentence.plain) ||
    asksForTimes.test(sentence.plain)
  ) {
    return undefined;
  }
  const [refusal] = context.refused;
  if (refusal !== undefined) return byRefusal(choices, context, refusal);
  return (
    byValue(choices, pointing(sentence, choices, context)) ??
    bySizeAmong(sentence, choices, context) ??
    byDayOfOne(sentence, choices, context) ??
    chosenHour(sentence, choices) ??
    byPosition(sentence, choices) ??
    byWords(sentence, choices) ??
    bySize(sentence, choices, later, 'last') ??
    bySize(sentence, choices, earlier, 'first') ??
    byPattern(sentence, whichever, choices[0])
  );
}

function byPosition(sentence: Sentence, choices: Choice[]): FoundChoice | undefined {
  for (const [pattern, place] of positions) {
    const found = byPattern(sentence, pattern, choices[place(choices.length)]);
    if (found) return found;
  }
  return undefined;
}

function byPattern(
  sentence: Sentence,
  pattern: RegExp,
  choice: Choice | undefined,
): FoundChoice | undefined {
  if (!choice) return undefined;
  for (const range of matches(sentence, pattern))
    return { id: choice.id, ...spanOf(sentence, range) };
  return undefined;
}

/** The option in time order; without times, the order in which they were spoken. */
function bySize(
  sentence: Sentence,
  choices: Choice[],
  pattern: RegExp,
  end: 'first' | 'last',
): FoundChoice | undefined {
  if (choices.length < 2) return undefined;
  const timed = choices.every((choice) => typeof choice.value === 'object');
  const ordered = timed ? choices.toSorted((a, b) => (moment(a) < moment(b) ? -1 : 1)) : choices;
  return byPattern(sentence, pattern, end === 'first' ? ordered[0] : ordered.at(-1));
}

/** "The later one on Tuesday": of those that the value names. */
function bySizeAmong(
  sentence: Sentence,
  choices: Choice[],
  { values }: ChoiceContext,
): FoundChoice | undefined {
  for (const { readings, from, to } of values) {
    const fitting = choices.filter((choice) => readings.some((value) => fits(value, choice.value)));
    if (fitting.length < 2 || fitting.length === choices.length) continue;
    const found =
      bySize(sentence, fitting, later, 'last') ?? bySize(sentence, fitting, earlier, 'first');
    if (found)
      return { id: found.id, from: Math.min(found.from, from), to: Math.max(found.to, to) };
  }
  return undefined;
}

function moment(choice: Choice): string {
  const value = choice.value as TimeValue;
  return `${value.date ?? ''}T${value.time ?? ''}`;
}

/** "Not before ten" tells what is wished for, though only one of the options is so. */
const bounds =
  /^(?:not?|before|after|until|till?|from|(?:no )?(?:later|earlier|sooner) than)\b|\b(?:onwards?|or (?:later|earlier|after|before))$/i;
/** "In the afternoon" wishes for any time of it; "the afternoon" is the one of those on the table. */
function isPartOfDay(value: SlotValue): boolean {
  if (typeof value !== 'object') return false;
  const { date, time, timeTo } = value as TimeValue;
  return date === undefined && time !== undefined && timeTo !== undefined;
}

/** "No mornings", "not in the morning": the rest of the day is wished for. */
const refusing = /\bn(?:o|ot)(?: in)?(?: the)? $/i;

function pointing(
  { text, plain }: Sentence,
  choices: Choice[],
  context: ChoiceContext,
): ChoiceContext {
  if (/\b(?:one|option|slot|choice)\b/.test(plain)) return context;
  const many = choices.length > 2 && !/(?<!\bin )\bthe (?:morning|afternoon|evening)\b/.test(plain);
  const values = context.values.filter(
    ({ readings, from, to }) =>
      !(many && readings.some(isPartOfDay)) &&
      !bounds.test(text.slice(from, to)) &&
      !refusing.test(text.slice(0, from)),
  );
  return { ...context, values };
}

/** A value that fits exactly one option: "Tuesday" or "the three thirty". */
function byValue(choices: Choice[], context: ChoiceContext): FoundChoice | undefined {
  for (const { readings, from, to } of context.values) {
    const fitting = choices.filter((choice) => readings.some((value) => fits(value, choice.value)));
    const [only] = fitting;
    if (only && fitting.length === 1) return { id: only.id, from, to };
  }
  return undefined;
}

/** "The Wednesday one" is one of the options and no hour. */
function byDayOfOne(
  { text }: Sentence,
  choices: Choice[],
  { values }: ChoiceContext,
): FoundChoice | undefined {
  for (const { readings, from, to } of values) {
    if (!/\bone$/i.test(text.slice(from, to))) continue;
    const days = readings.map((value) => {
      const { date } = value as TimeValue;
      return date === undefined ? {} : { date };
    });
    const found = byValue(choices, { values: [{ readings: days, from, to }], refused: [] });
    if (found) return found;
  }
  return undefined;
}

/** "Not Monday" of two options leaves the other; its words name what is not wanted. */
function byRefusal(
  choices: Choice[],
  context: ChoiceContext,
  { from, to }: { from: number; to: number },
): FoundChoice | undefined {
  const left = choices.filter(({ value }) => !isRefused(value, context));
  const wanted = byValue(left, context);
  if (wanted) return wanted;
  const [only] = left;
  const single = only && choices.length === 2 && left.length === 1 && context.values.length === 0;
  return single ? { id: only.id, from, to } : undefined;
}

export function isRefused(
  offered: SlotValue | undefined,
  { refused }: Pick<ChoiceContext, 'refused'>,
): boolean {
  return refused.some(({ readings }) => readings.some((said) => fits(said, offered)));
}

function fits(said: SlotValue, offered: SlotValue | undefined): boolean {
  if (offered === undefined) return false;
  if (typeof said !== 'object' || typeof offered !== 'object') return said === offered;
  const known = offered as TimeValue;
  const { date, dateTo, time, timeTo, ...rest } = said as TimeValue & Record<string, unknown>;
  // "The afternoon one" names every option that lies in the afternoon.
  const dayFits = date === undefined || isWithin(known.date, date, dateTo ?? date);
  const timeFits = time === undefined || isWithin(known.time, time, timeTo ?? time);
  const others = Object.entries(rest).filter(([, value]) => value !== undefined);
  const parts = others.length + (date === undefined ? 0 : 1) + (time === undefined ? 0 : 1);
  const othersFit = others.every(([name, value]) =>
    Object.entries(known).some(([key, each]) => key === name && each === value),
  );
  return parts > 0 && dayFits && timeFits && othersFit;
}

function isWithin(value: string | undefined, from: string, to: string): boolean {
  return value !== undefined && from <= value && value <= to;
}

/** The option whose words are said, when no other option is named as well. */
function byWords(sentence: Sentence, choices: Choice[]): FoundChoice | undefined {
  const said = sentence.words.map((word) => stem(word.text));
  const scored = choices.map((choice) => {
    const wordings = choice.words.map((text) => wordsOf(text).map(stem));
    const best = Math.max(0, ...wordings.map((words) => shareOf(words, said)));
    return { choice, best };
  });
  const [first, second] = scored.toSorted((a, b) => b.best - a.best);
  if (!first || first.best < 0.5 || (second && second.best >= first.best)) return undefined;
  const wanted = new Set(first.choice.words.flatMap((text) => wordsOf(text).map(stem)));
  const places = said.flatMap((word, at) => (wanted.has(word) ? [at] : []));
  const range = { first: places[0] ?? 0, end: (places.at(-1) ?? 0) + 1 };
  return { id: first.choice.id, ...spanOf(sentence, range) };
}

function shareOf(words: string[], said: string[]): number {
  const contents = new Set(
    contentWords(words).length > 0
      ? words.filter((word) => contentWords([word]).length > 0)
      : words,
  );
  if (contents.size === 0) return 0;
  let hits = 0;
  for (const word of contents) if (said.includes(word)) hits++;
  return hits / contents.size;
}
