/** The golden sentences of `scenarios/understanding`: what callers say, and what they mean by it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  type Command,
  commandNames,
  type SignalName,
  type SlotValue,
  signalNames,
  slotKinds,
} from '../../../machines/vocabulary.ts';
import { ServiceError } from '../../../services/errors.ts';

const share = z.number().min(0).max(1);
const value = z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.string())]);
const choice = z.strictObject({
  id: z.string(),
  words: z.array(z.string()).default([]),
  value: value.optional(),
});
const situation = z.strictObject({
  expecting: z.array(z.enum(slotKinds)).optional(),
  accepting: z.array(z.enum(slotKinds)).optional(),
  asked: z.string().optional(),
  now: z.string().optional(),
  choices: z.array(choice).optional(),
});
/** `affirm`, or `{ start-flow: book }`, `{ when: { date: … } }`, `{ correct when: { either: […] } }`. */
const meaning = z.union([
  z.string(),
  z.record(z.string(), z.union([value, z.strictObject({ either: z.array(value) })])),
]);
const sentence = situation.extend({
  text: z.string(),
  nbest: z.array(z.string()).optional(),
  means: z.array(meaning),
  signals: z.array(z.enum(signalNames)).optional(),
});
const fileSchema = z.strictObject({
  business: z.string(),
  /** The least share of what is found that is right, and of what is there that is found. */
  bars: z.record(z.string(), z.strictObject({ precision: share, recall: share })),
  groups: z
    .array(
      situation.extend({
        /** Danger signs matter whatever else such a sentence says. */
        signalsOnly: z.boolean().default(false),
        sentences: z.array(sentence).min(1),
      }),
    )
    .min(1),
});

export interface GoldenSentence {
  /** File and line, for whoever reads the report. */
  place: string;
  business: string;
  text: string;
  nbest?: string[];
  situation: z.infer<typeof situation>;
  means: Command[];
  signals: SignalName[];
  signalsOnly: boolean;
}

export interface Bar {
  precision: number;
  recall: number;
}

export interface GoldenSet {
  sentences: GoldenSentence[];
  /** By what is graded: a command's name, or `set <slot>`, or `signal <name>`. */
  bars: Map<string, Bar>;
}

export function readGoldenSet(folder: string): GoldenSet {
  const set: GoldenSet = { sentences: [], bars: new Map() };
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.yaml')) readGoldenFile(join(folder, name), set);
  }
  return set;
}

function readGoldenFile(path: string, set: GoldenSet): void {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const parsed = fileSchema.safeParse(document.toJS());
  if (document.errors.length > 0 || !parsed.success) {
    const why = document.errors[0]?.message ?? z.prettifyError(parsed.error as z.ZodError);
    throw new ServiceError('definition-broken', `${path}: ${why}`);
  }
  const { business, bars, groups } = parsed.data;
  for (const [name, bar] of Object.entries(bars)) {
    if (set.bars.has(name)) {
      throw new ServiceError('definition-broken', `${path}: "${name}" has its bar in another file`);
    }
    set.bars.set(name, bar);
  }
  for (const [place, { sentences, signalsOnly, ...shared }] of groups.entries()) {
    for (const [index, { text, nbest, means, signals = [], ...own }] of sentences.entries()) {
      const node = document.getIn(['groups', place, 'sentences', index], true) as {
        range?: [number];
      };
      const { line } = lines.linePos(node.range?.[0] ?? 0);
      set.sentences.push({
        place: `${path}:${line}`,
        business,
        text,
        ...(nbest ? { nbest } : {}),
        situation: { ...shared, ...own },
        means: means.flatMap((each) => commandsOf(each, path)),
        signals,
        signalsOnly,
      });
    }
  }
}

function commandsOf(meant: z.infer<typeof meaning>, path: string): Command[] {
  const entries = typeof meant === 'string' ? [[meant, undefined] as const] : Object.entries(meant);
  return entries.map(([name, given]) => {
    const known = commandNames.find((each) => each === name);
    if (known) return withValue({ command: known }, given);
    const [, correct, slot = ''] = /^(correct )?(.+)$/.exec(name) ?? [];
    if (!slotKinds.some((kind) => kind === slot)) {
      throw new ServiceError('definition-broken', `${path}: there is no command or slot "${name}"`);
    }
    return withValue({ command: correct ? 'correct' : 'set', slot }, given);
  });
}

function withValue(command: Command, given: unknown): Command {
  if (given === undefined) return command;
  if (typeof given === 'object' && given !== null && 'either' in given) {
    return { ...command, readings: given.either as SlotValue[] };
  }
  return { ...command, value: given as SlotValue };
}
