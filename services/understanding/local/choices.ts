/** Which of the options on the table the caller takes. */
import type { Choice, SlotValue, TimeValue } from '../../../machines/vocabulary.ts';
import { matches, type Sentence, type Span, spanOf } from './sentence.ts';
import { contentWords, wordsOf } from './similarity.ts';
import { stem } from './stems.ts';

export interface ChoiceContext {
  /** Values found in the sentence that may name an option. */
  values: { readings: SlotValue[]; from: number; to: number }[];
}

export interface FoundChoice extends Span {
  id: string;
}

const positions: [RegExp, (count: number) => number][] = [
  [
    /\b(?:(?:the|that|your|my) )?(?:very )?(?:first|1st)(?: (?:one|option|time|slot|opening|choice|available|of (?:those|these|them|the (?:two|three))))?\b|\b(?:option|number|choice) (?:one|1|a)\b|^(?:number )?one(?: please)?$|\bthe former\b/g,
    () => 0,
  ],
  [
    /\b(?:the |that |your |my )?(?:second|2nd)(?: (?:one|option|time|slot|opening|choice))?\b|\b(?:option|number|choice) (?:two|2|b)\b|^(?:number )?two(?: please)?$/g,
    () => 1,
  ],
  [
    /\b(?:the |that |your |my )?(?:third|3rd)(?: (?:one|option|time|slot|opening|choice))?\b|\b(?:option|number|choice) (?:three|3|c)\b|^(?:number )?three(?: please)?$/g,
    () => 2,
  ],
  [
    /\b(?:the |that |your )?(?:last|final)(?: (?:one|option|time|slot|opening|choice))\b|^(?:the )?last(?: please)?$|\bthe latter\b/g,
    (count) => count - 1,
  ],
  [/\b(?:the )?middle(?: (?:one|option))?\b/g, (count) => (count === 3 ? 1 : -1)],
];
const later = /\b(?:the )?(?:later|latest)(?: (?:one|option|time|slot|of the two|appointment))?\b/g;
const earlier =
  /\b(?:the )?(?:earlier|earliest|soonest|sooner)(?: (?:one|option|time|slot|of the two|appointment|available))?\b/g;
const whichever =
  /\b(?:either(?: (?:one|is fine|works|of (?:those|them)))?|whichever|any(?: (?:one|of (?:them|those|these)|is fine))?|both work|(?:doesn't|don't) (?:matter|care|mind)|you (?:choose|pick|decide)|surprise me|up to you)\b/g;

export function readChoice(
  sentence: Sentence,
  choices: Choice[],
  context: ChoiceContext,
): FoundChoice | undefined {
  if (
    choices.length === 0 ||
    /\b(?:neither|none|other|another|else|different)\b/.test(sentence.plain)
  ) {
    return undefined;
  }
  return (
    byValue(choices, context) ??
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

function moment(choice: Choice): string {
  const value = choice.value as TimeValue;
  return `${value.date ?? ''}T${value.time ?? ''}`;
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

function fits(said: SlotValue, offered: SlotValue | undefined): boolean {
  if (offered === undefined) return false;
  if (typeof said !== 'object' || typeof offered !== 'object') return said === offered;
  const parts = Object.entries(said).filter(([, value]) => value !== undefined);
  const known = offered as Record<string, unknown>;
  return parts.length > 0 && parts.every(([name, value]) => known[name] === value);
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
