/** What operators are told of rules that would never decide, and that they are never told it wrongly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../machines/policy/decide.ts';
import type { Rule } from '../../../machines/policy/definition.ts';
import { factsFor } from '../../../machines/policy/facts.ts';
import { rulesThatNeverDecide } from '../../../machines/policy/rules-that-never-decide.ts';
import { weekdays } from '../../../machines/policy/weekdays.ts';
import { judge, practiceFiles } from '../../services/definitions/practice-policies.ts';

const [definition] = judge(practiceFiles).definitions;
if (!definition) throw new Error('the practice folder has findings');
const sound = definition;

const domains = { 'opening.weekday': ['monday', 'friday'] };
const rule = (id: string, when: string): Rule => ({ id, topic: 'booking', when, then: 'refuse' });

function told(...conditions: string[]): string[] {
  const rules = conditions.map((when, index) => rule(`r${index + 1}`, when));
  return rulesThatNeverDecide(rules, domains).map(({ rule: never, by }) =>
    by ? `${never.id} after ${by.id}` : `${never.id} never holds`,
  );
}

describe('a rule that would never decide', () => {
  it.each([
    [['opening.hour > 12 && opening.hour < 12'], ['r1 never holds']],
    [['opening.hour > 23'], ['r1 never holds']],
    [['opening.weekday == "sunday"'], ['r1 never holds']],
    [['call.open && !call.open'], ['r1 never holds']],
    [['opening.hour > 12', 'opening.hour > 15'], ['r2 after r1']],
    [['call.open', '!call.open', 'opening.hour > 3'], ['r3 after r2']],
    [['booking.minutesUntil < 24 * 60', 'booking.minutesUntil < 60'], ['r2 after r1']],
  ])('is told: %j', (conditions, expected) => {
    expect(told(...conditions)).toEqual(expected);
  });

  it.each([
    [['opening.hour > 15', 'opening.hour > 12']],
    [['opening.weekday == "friday"', 'opening.weekday in ["monday", "friday"]']],
    [['call.open', 'true']],
    [['slots.size == "x" && slots.size == "y"']],
    [['call.from.startsWith("+1") && call.from == ""']],
  ])('is not suspected where it may decide: %j', (conditions) => {
    expect(told(...conditions)).toEqual([]);
  });

  it('is never one that decides in some situation', () => {
    const comparing = fc.oneof(
      fc
        .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.nat({ max: 23 }))
        .map(([sign, hour]) => `opening.hour ${sign} ${hour}`),
      fc.constantFrom(
        'call.open',
        '!call.open',
        'opening.weekday == "friday"',
        'call.time < "12:00"',
      ),
    );
    const condition = fc
      .array(comparing, { minLength: 1, maxLength: 3 })
      .chain((parts) => fc.constantFrom(parts.join(' && '), parts.join(' || ')));
    const moment = fc
      .tuple(fc.nat({ max: 13 }), fc.nat({ max: 23 }), fc.nat({ max: 23 }))
      .map(([day, hour, now]) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const start = `2026-11-${two(16 + day)}T${two(hour)}:00`;
        const opening = { start, end: start, serviceId: 'haircut', staffId: 'lee', locationId: '' };
        return { now: `2026-11-16T${two(now)}:00`, from: '', vouched: true, opening };
      });
    const whole = { 'opening.weekday': [...weekdays] };
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 1, maxLength: 4 }),
        fc.array(moment, { minLength: 20, maxLength: 20 }),
        (conditions, moments) => {
          const rules = conditions.map((when, index) => rule(`r${index}`, when));
          const never = rulesThatNeverDecide(rules, whole).map((each) => each.rule.id);
          for (const input of moments) {
            expect(never).not.toContain(decide(rules, 'booking', factsFor(sound, input)).rule);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
