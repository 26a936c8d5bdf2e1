import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../machines/events.ts';
import { toldEvent } from '../../../../server/scenarios/simulation/told-event.ts';

describe('what a caller made of chance does, as QA reads it', () => {
  it.each<[string, CallEvent]>([
    ['(denied)', { type: 'caller.denied' }],
    ['(affirmed before it was heard)', { type: 'caller.affirmed', heard: false }],
    ['(wanted book)', { type: 'caller.wanted', flow: 'book', values: {}, unsure: {} }],
    [
      '(gave name Anna Lee)',
      { type: 'caller.gave', values: { name: { first: 'Anna', last: 'Lee' } }, unsure: {} },
    ],
    [
      '(corrected when 2026-11-24 07:30 or 2026-11-24 19:30)',
      {
        type: 'caller.corrected',
        values: {},
        unsure: {
          when: [
            { date: '2026-11-24', time: '07:30' },
            { date: '2026-11-24', time: '19:30' },
          ],
        },
      },
    ],
  ])('is %s', (told, event) => {
    expect(toldEvent(event)).toBe(told);
  });
});
