/** A rule's condition (CEL): checked against the facts once, then asked as often as needed. */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { type FactTests, factOf, testsOf } from './condition-tests.ts';
import type { Facts } from './facts.ts';

export interface Condition {
  /** Throws when the condition cannot be settled for these facts (a division by zero). */
  holds(facts: Facts): boolean;
  /** The facts it looks at, e.g. `caller.bookings`. */
  facts: string[];
  /** The slots it looks at, so that the checker can tell whether they exist. */
  slots: string[];
  /** The texts that it compares a fact with, e.g. `service.id` with `cleaning`. */
  comparisons: { fact: string; text: string }[];
  /** Everything that it compares, where comparing is all that it does. */
  tests: FactTests | null;
}

/** Why a condition was not taken, in words for the person who wrote it. */
export interface ConditionFault {
  what: string;
  /** The word in the condition that nobody knows, and the known words in its place. */
  unknown?: { word: string; known: string[] };
}

/** Every fact with its type, as conditions know it. */
export const factTypes = {
  call: {
    from: 'string',
    vouched: 'bool',
    location: 'string',
    weekday: 'string',
    time: 'string',
    open: 'bool',
    reason: 'string',
  },
  caller: { state: 'string', bookings: 'int', age: 'int', ageKnown: 'bool' },
  service: { id: 'string', minutes: 'int', price: 'double', deposit: 'double' },
  opening: {
    known: 'bool',
    minutesUntil: 'int',
    daysUntil: 'int',
    weekday: 'string',
    hour: 'int',
  },
  booking: { known: 'bool', minutesUntil: 'int' },
  flow: { score: 'int' },
} as const;

/**
 * The only functions a condition may call. A regular expression can hold the whole line still for
 * seconds, and a loop over a loop as well, so neither is among them.
 */
const functionsAllowed = ['contains', 'endsWith', 'has', 'size', 'startsWith'];

const environment = new Environment({
  // A rule a person can read is far below these; they bound what a check can cost.
  limits: { maxAstNodes: 300, maxDepth: 40, maxListElements: 100, maxMapEntries: 10 },
});
for (const [name, schema] of Object.entries(factTypes))
  environment.registerVariable({ name, schema });
environment.registerVariable('slots', 'map<string, dyn>');

/** Checks a condition's words and types; either the condition or what is wrong with it. */
export function compileCondition(text: string): Condition | ConditionFault {
  const checked = environment.check(text);
  if (!checked.valid) return faultOf(text, checked.error);
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    return { what: `the condition gives ${checked.type}, not true or false` };
  }
  const evaluate = environment.parse(text);
  const seen: Seen = { facts: [], slots: [], functions: [], comparisons: [] };
  look(evaluate.ast, seen);
  const refused = seen.functions.find((name) => !functionsAllowed.includes(name));
  if (refused) {
    return {
      what: `conditions cannot use ${refused}()`,
      unknown: { word: refused, known: functionsAllowed },
    };
  }
  return {
    facts: seen.facts,
    slots: seen.slots,
    comparisons: seen.comparisons,
    tests: testsOf(evaluate.ast),
    holds(facts) {
      const answer: unknown = evaluate({ ...facts });
      if (typeof answer !== 'boolean') throw new TypeError(`${text} gave no true or false`);
      return answer;
    },
  };
}

export function isFault(result: Condition | ConditionFault): result is ConditionFault {
  return 'what' in result;
}

interface Seen {
  facts: string[];
  slots: string[];
  functions: string[];
  comparisons: Condition['comparisons'];
}

/** Notes each slot, function and comparison that a condition names. */
function look(node: ASTNode, seen: Seen): void {
  if (node.op === 'call' || node.op === 'rcall') seen.functions.push(node.args[0]);
  if (node.op === '.' && isSlots(node.args[0])) seen.slots.push(node.args[1]);
  else seen.facts.push(...[factOf(node)].filter((fact) => fact !== undefined));
  if (node.op === '[]' && isSlots(node.args[0])) {
    const key = node.args[1];
    if (key.op === 'value' && typeof key.args === 'string') seen.slots.push(key.args);
  }
  if (node.op === '==' || node.op === '!=' || node.op === 'in') compare(node.args, seen);
  for (const child of childrenOf(node.args)) look(child, seen);
}

/** `service.id == "cleaning"`, either way around, and `service.id in ["cleaning", "exam"]`. */
function compare([left, right]: [ASTNode, ASTNode], seen: Seen): void {
  const fact = factOf(left) ?? factOf(right);
  if (fact === undefined) return;
  const other = factOf(left) === undefined ? left : right;
  for (const node of other.op === 'list' ? other.args : [other]) {
    if (node.op === 'value' && typeof node.args === 'string') {
      seen.comparisons.push({ fact, text: node.args });
    }
  }
}

function isSlots(node: ASTNode): boolean {
  return node.op === 'id' && node.args === 'slots';
}

function childrenOf(value: unknown): ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(childrenOf);
  return typeof value === 'object' && value !== null && 'op' in value ? [value as ASTNode] : [];
}

function faultOf(
  text: string,
  error: { summary: string; range?: { start: number; end: number } } | undefined,
): ConditionFault {
  const summary = error?.summary ?? 'it cannot be read';
  const what = summary === 'Unexpected token: EOF' ? 'it ends too early' : summary;
  const word = error?.range ? text.slice(error.range.start, error.range.end) : '';
  if (what.startsWith('Unknown variable')) {
    const known = [...Object.keys(factTypes), 'slots'];
    return { what: `there is no "${word}"`, unknown: { word, known } };
  }
  if (what.startsWith('No such key') && error?.range) {
    const owner = /(\w+)\.$/.exec(text.slice(0, error.range.start))?.[1] ?? '';
    const known = Object.keys(factTypes[owner as keyof typeof factTypes] ?? {});
    return { what: `"${owner}" has no "${word}"`, unknown: { word, known } };
  }
  return { what };
}
