/** The lines of `npm run understand`: one JSON object in for each turn, one out for its reading. */
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

const value = z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]);
const choice = z.union([
  z.string(),
  z.looseObject({
    id: z.string(),
    words: z.array(z.string()).default([]),
    value: value.optional(),
  }),
]);

const lineSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  nbest: z.array(z.string()).optional(),
  expecting: z.array(z.string()).default([]),
  now: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'write it as YYYY-MM-DDTHH:MM'),
  timeZone: z.string().default('America/New_York'),
  asked: z.string().optional(),
  choices: z.array(choice).optional(),
});
export type Line = z.infer<typeof lineSchema>;

export interface LineAnswer {
  id?: string | number;
  commands: Command[];
  signals: Understood['signals'];
  confidence: number;
  tookMs: number;
}

/** The parsed line, or what is wrong with it. */
export function parseLine(text: string): { line: Line } | { wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { wrong: 'not JSON' };
  }
  const parsed = lineSchema.safeParse(json);
  return parsed.success ? { line: parsed.data } : { wrong: z.prettifyError(parsed.error) };
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
  const kinds = expecting.filter((kind): kind is SlotKind => slotKinds.includes(kind as SlotKind));
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
