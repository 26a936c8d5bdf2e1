/** Readings against what was meant: counted for each command, slot and signal, with every confusion. */
import type { Command, SignalName, SlotValue, Understood } from '../../../machines/vocabulary.ts';
import type { GoldenSentence } from './golden-set.ts';

export interface Count {
  /** Meant and found, with the right value. */
  right: number;
  found: number;
  meant: number;
}

export interface Miss {
  sentence: GoldenSentence;
  missing: string[];
  extra: string[];
}

export interface Grades {
  counts: Map<string, Count>;
  misses: Miss[];
}

/** A danger sign weaker than this leads nowhere in the default policies. */
const signalMin = 0.6;
/** Why nothing was understood is for the journal; whether it was is what callers notice. */
const valueless = new Set<Command['command']>(['unclear']);

export function createGrades(): Grades {
  return { counts: new Map(), misses: [] };
}

export function grade(grades: Grades, sentence: GoldenSentence, read: Understood): void {
  const meant = [...itemsOf(sentence.means), ...sentence.signals.map(signalItem)];
  const seen = Object.entries(read.signals)
    .filter(([, strength]) => strength >= signalMin)
    .map(([name]) => signalItem(name as SignalName));
  const found = sentence.signalsOnly ? seen : [...itemsOf(read.commands), ...seen];
  const missing = meant.filter((one) => !found.some((other) => isSame(one, other)));
  const extra = found.filter((one) => !meant.some((other) => isSame(one, other)));
  for (const item of meant) count(grades, item.name).meant++;
  for (const item of found) count(grades, item.name).found++;
  for (const item of meant) if (!missing.includes(item)) count(grades, item.name).right++;
  if (missing.length === 0 && extra.length === 0) return;
  grades.misses.push({ sentence, missing: missing.map(show), extra: extra.map(show) });
}

interface Item {
  name: string;
  values: SlotValue[];
}

/** "No, Tuesday" is a correction: whether the no is told beside it changes nothing. */
function itemsOf(commands: Command[]): Item[] {
  const corrects = commands.some(({ command }) => command === 'correct');
  return commands.filter(({ command }) => !(corrects && command === 'deny')).map(itemOf);
}

function itemOf({ command, slot, value, readings = [] }: Command): Item {
  const name = slot === undefined ? command : `${command} ${slot}`;
  if (valueless.has(command)) return { name, values: [] };
  return { name, values: value === undefined ? readings : [value] };
}

function signalItem(signal: SignalName): Item {
  return { name: `signal ${signal}`, values: [] };
}

function count(grades: Grades, name: string): Count {
  const known = grades.counts.get(name) ?? { right: 0, found: 0, meant: 0 };
  grades.counts.set(name, known);
  return known;
}

function isSame(one: Item, other: Item): boolean {
  const key = ({ values }: Item) => values.map(keyOf).sort().join('|');
  return one.name === other.name && key(one) === key(other);
}

/** Names are compared as they are heard; how a name was given is no part of it. */
function keyOf(value: SlotValue): string {
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([name, part]) => part !== undefined && name !== 'spelled')
    .map(([name, part]) => `${name}=${String(part).toLowerCase()}`)
    .sort()
    .join(',');
}

function show({ name, values }: Item): string {
  return values.length === 0 ? name : `${name} ${values.map(keyOf).join(' or ') || 'any'}`;
}

export function precision({ right, found }: Count): number {
  return found === 0 ? 1 : right / found;
}

export function recall({ right, meant }: Count): number {
  return meant === 0 ? 1 : right / meant;
}
