import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../../../machines/vocabulary.ts';
import { understood } from './practice.ts';

const kinds = [
  'when',
  'service',
  'staff',
  'location',
  'name',
  'phone',
  'birth-date',
  'email',
  'count',
  'money',
  'text',
  'yes-no',
];
const sayings =
  'i want to cancel my appointment with doctor chen on tuesday at three no yes actually make it the first one please not a human robot double oh 5 55 . , ? at gmail dot com space capital of March 1988'.split(
    ' ',
  );

describe('whatever is said', () => {
  it('is read into at least one command of the closed list, without an error', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(fc.constantFrom(...sayings), { maxLength: 40 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(
        text,
        fc.subarray(kinds),
        fc.array(text, { maxLength: 4 }),
        (said, expecting, nbest) => {
          const { commands, signals, confidence } = understood(said, { expecting, nbest });
          expect(commands.length).toBeGreaterThan(0);
          for (const { command, slot, value, readings } of commands) {
            expect(commandNames).toContain(command);
            if (command === 'set' || command === 'correct') {
              expect(slot).toBeDefined();
              expect(value !== undefined || (readings?.length ?? 0) > 1).toBe(true);
            }
          }
          for (const strength of Object.values(signals)) expect(strength).toBeLessThanOrEqual(1);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is read the same way each time', () => {
    const text = 'yes a cleaning with Dr Chen on Tuesday at three, and where can I park';
    expect(understood(text)).toEqual(understood(text));
  });

  it('takes no long time, however long and tangled it is', () => {
    const tangled = [
      'i want to speak to the ',
      'no not my the ',
      'five double ',
      'cancel it that a ',
      'a b c d ',
      'at at dot ',
    ];
    for (const piece of tangled) {
      understood(piece);
      const from = performance.now();
      understood(piece.repeat(2000), { expecting: ['when', 'name', 'phone'] });
      // Far above what it takes, and far below what a pattern that backtracks would.
      expect(performance.now() - from, piece).toBeLessThan(1500);
    }
  });
});
