/** What a typed line makes the caller do. */
import { describe, expect, it } from 'vitest';
import { readCallerLine } from '../../../server/handset/call-script.ts';

describe('a typed line', () => {
  it.each([
    ['book me in', [{ does: 'say', text: 'book me in', interrupts: false }]],
    ['!no wait', [{ does: 'say', text: 'no wait', interrupts: true }]],
    ['~3', [{ does: 'stay-silent', silentMs: 3_000 }]],
    [
      '~0.5 yes',
      [
        { does: 'stay-silent', silentMs: 500 },
        { does: 'say', text: 'yes', interrupts: false },
      ],
    ],
    ['#12*#', [{ does: 'press', digits: '12*#', interrupts: false }]],
    ['!#1', [{ does: 'press', digits: '1', interrupts: true }]],
    ['^', [{ does: 'hang-up' }]],
    ['1234', [{ does: 'say', text: '1234', interrupts: false }]],
  ])('%s', (line, steps) => {
    expect(readCallerLine(line)).toEqual(steps);
  });

  it('presses bare digits when it was asked to', () => {
    expect(readCallerLine('1234', true)).toEqual([
      { does: 'press', digits: '1234', interrupts: false },
    ]);
  });

  it.each(['', '  ', '!', '#', '#12a', '~', '~soon', '~9999', 'x'.repeat(1_001)])(
    'is refused with what to write: %j',
    (line) => {
      expect(readCallerLine(line)).toHaveProperty('refused');
    },
  );
});
