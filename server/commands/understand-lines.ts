/** The lines of `npm run understand`: one JSON object in for each turn, one out for its reading. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  type Choice,
  type Command,
  type Expectation,
  expectNothing,
  type SlotKind,
  type SlotValue,
  slotKinds,
  type Understood,
} from '../../machines/vocabulary.ts';
import type { TurnToRead } from '../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../services/understanding/vocabulary.ts';

function text(fix: string) {
  return z.string({
    error: ({ input }) => `${input === undefined ? 'missing' : 'not a text'}: ${fix}`,
  });
}

function isMoment(now: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(now)) return false;
  try {
    Temporal.PlainDateTime.from(now.slice(0, momentLength));
    return true;
  } catch {
    return false;
  }
}

/** Seconds and what follows them are not read. */
const momentLength = 'YYYY-MM-DDTHH:MM'.length;

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

const value = z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]);
const choice = z.union(
  [
    z.string(),
    z.looseObject({
      id: z.string(),
      words: z.array(z.string()).default([]),
      value: value.optional(),
    }),
  ],
  'write a text, or an object with an id, words and a value',
);

export const lineExample =
  '{"text": "tomorrow at nine", "now": "2026-11-20T15:00", "expecting": ["when"]}';
const lineSchema = z.looseObject(
  {
    id: z.union([z.string(), z.number()], 'write a text or a number').optional(),
    text: text('write what the caller said'),
    nbest: z.array(text('write the other guesses as texts')).optional(),
    expecting: z.array(text(`write names of ${slotKinds.join(', ')}`)).default([]),
    now: text('write the local time as YYYY-MM-DDTHH:MM').refine(
      isMoment,
      'no such moment: write the local time as YYYY-MM-DDTHH:MM',
    ),
    timeZone: text('write its name, as America/New_York')
      .refine(isZone, 'no such time zone: write its name, as America/New_York')
      .default('America/New_York'),
    asked: text('write the sentence that the agent said last').optional(),
    choices: z.array(choice, 'write texts, or objects with an id, words and a value').optional(),
  },
  `not an object: write one a line, as ${lineExample}`,
);
export type Line = z.infer<typeof lineSchema>;

export interface LineAnswer {
  id?: string | number;
  commands: Command[];
  signals: Understood['signals'];
  confidence: number;
  tookMs: number;
}

/** The parsed line with what was left out of it, or what is wrong and how to mend it. */
export function parseLine(text: string): { line: Line; leftOut: string[] } | { wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason given';
    return { wrong: `not JSON (${why}): write one object a line, as ${lineExample}` };
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    );
    return { wrong: issues.join('; ') };
  }
  const strange = parsed.data.expecting.filter((kind) => !isSlotKind(kind));
  const leftOut = strange.map(
    (kind) => `expecting "${kind}" is left out: use ${slotKinds.join(', ')}`,
  );
  return { line: { ...parsed.data, now: parsed.data.now.slice(0, momentLength) }, leftOut };
}

function isSlotKind(kind: string): kind is SlotKind {
  return slotKinds.some((known) => known === kind);
}

export function turnOf(line: Line, vocabulary: Vocabulary): TurnToRead {
  const choices = line.choices?.map(toChoice);
  return {
    text: line.text,
    ...(line.nbest === undefined ? {} : { nbest: line.nbest }),
    expectation: expectationOf(line.expecting, vocabulary, choices ?? []),
    ...(line.asked === undefined ? {} : { asked: line.asked }),
    now: line.now,
    timeZone: line.timeZone,
    ...(choices === undefined ? {} : { choices }),
    vocabulary,
  };
}

/** Kinds stand for slots of the same name; `yes-no` is the open question itself. */
export function expectationOf(
  expecting: string[],
  vocabulary: Vocabulary,
  choices: Choice[],
): Expectation {
  const kinds = expecting.filter(isSlotKind);
  return {
    ...expectNothing,
    asks: kinds.filter((kind) => kind !== 'yes-no').map((kind) => ({ slot: kind, kind })),
    yesNo: kinds.includes('yes-no'),
    choices,
    flows: vocabulary.flows.map(({ id }) => id),
  };
}

function toChoice(given: z.infer<typeof choice>): Choice {
  if (typeof given === 'string') return { id: given, words: [given] };
  const words = given.words.length > 0 ? given.words : [given.id];
  return given.value === undefined
    ? { id: given.id, words }
    : { id: given.id, words, value: given.value as SlotValue };
}
