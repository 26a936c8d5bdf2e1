/** Rules that no situation can bring about, or that an earlier one has always decided before. */
import { type Condition, compileCondition, factTypes, isFault } from './condition.ts';
import type { Constant, FactTests } from './condition-tests.ts';
import type { Rule } from './definition.ts';
import type { Facts } from './facts.ts';

export interface NeverDecides {
  rule: Rule;
  /** The earlier rule that always decides; absent where the condition never holds. */
  by?: Rule;
}

/** Texts that a fact is limited to; an empty text stands for "not known". */
export type Domains = Record<string, readonly string[]>;

/** Beyond this the question is left open: a check is answered while somebody waits. */
const situationsMax = 20_000;

/**
 * Exact for conditions that only compare facts with constants: between two constants nothing changes,
 * so one value of each stretch stands for all. Others are never reported.
 */
export function rulesThatNeverDecide(rules: readonly Rule[], domains: Domains): NeverDecides[] {
  const readable = rules.flatMap((rule) => {
    const condition = compileCondition(rule.when);
    if (isFault(condition) || condition.tests === null) return [];
    return [{ rule, condition, tests: condition.tests }];
  });
  return readable.flatMap((late, index): NeverDecides[] => {
    if (!holdsSomewhere([], late, domains)) return [{ rule: late.rule }];
    const earlier = readable.slice(0, index).filter(({ rule }) => rule.topic === late.rule.topic);
    const alone = earlier.find((early) => !holdsSomewhere([early], late, domains));
    if (alone) return [{ rule: late.rule, by: alone.rule }];
    const last = earlier.at(-1);
    if (last === undefined || holdsSomewhere(earlier, late, domains)) return [];
    return [{ rule: late.rule, by: last.rule }];
  });
}

interface Readable {
  condition: Condition;
  tests: FactTests;
}

/** Whether there is a situation in which it holds and none of the earlier ones does. */
function holdsSomewhere(earlier: Readable[], late: Readable, domains: Domains): boolean {
  const tests: FactTests = new Map();
  for (const { tests: own } of [late, ...earlier]) {
    for (const [fact, values] of own) tests.set(fact, [...(tests.get(fact) ?? []), ...values]);
  }
  const choices = [...tests].map(([fact, values]) => ({
    fact,
    values: valuesFor(fact, values, domains[fact]),
  }));
  const many = choices.reduce((product, { values }) => product * values.length, 1);
  if (many > situationsMax) return true;
  const facts = emptyFacts();
  const tried = (from: number): boolean => {
    const choice = choices[from];
    if (choice === undefined) {
      return (
        late.condition.holds(facts) && !earlier.some(({ condition }) => condition.holds(facts))
      );
    }
    const [group = '', field = ''] = choice.fact.split('.');
    return choice.values.some((value) => {
      (facts as unknown as Record<string, Record<string, Constant>>)[group] = {
        ...(facts as unknown as Record<string, Record<string, Constant>>)[group],
        [field]: value,
      };
      return tried(from + 1);
    });
  };
  return tried(0);
}

function typeOf(fact: string): string {
  const [group = '', field = ''] = fact.split('.');
  return (factTypes as Record<string, Record<string, string>>)[group]?.[field] ?? 'string';
}

/** Each constant and its neighbours on both sides, within what the fact can be. */
function valuesFor(fact: string, constants: Constant[], domain: Domains[string] | undefined) {
  const type = typeOf(fact);
  if (type === 'bool') return [true, false];
  if (domain !== undefined) return [...domain, ''];
  const around = constants.flatMap((constant): Constant[] => {
    if (type === 'int') {
      const whole = BigInt(Math.round(Number(constant)));
      return [whole - 1n, whole, whole + 1n];
    }
    if (type === 'double')
      return [Number(constant) - 0.005, Number(constant), Number(constant) + 0.005];
    return textsAround(String(constant));
  });
  const none: Constant = type === 'int' ? 0n : type === 'double' ? 0 : '';
  return [...new Set([none, ...around])].filter((value) => isPossible(fact, value));
}

function textsAround(text: string): string[] {
  const last = text.charCodeAt(text.length - 1);
  if (text === '') return ['', '~'];
  return [text.slice(0, -1) + String.fromCharCode(last - 1), text, `${text}~`];
}

/** Prices, points of a day, and counts are never below nothing. */
const neverNegative = /^(opening\.hour$|service\.|caller\.(bookings|age)$)/;

function isPossible(fact: string, value: Constant): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (fact === 'opening.hour' && value > 23) return false;
  return !neverNegative.test(fact) || value >= 0;
}

function emptyFacts(): Facts {
  const emptyOf: Record<string, Constant> = { bool: false, int: 0n, double: 0, string: '' };
  const groups = Object.entries(factTypes).map(([group, fields]) => [
    group,
    Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, emptyOf[type]])),
  ]);
  return { ...Object.fromEntries(groups), slots: {} } as Facts;
}
