import { describe, expect, it } from 'vitest';
import { houseOf } from '../../../../server/scenarios/gather-evidence.ts';
import type { House } from '../../../../server/scenarios/oracles/evidence.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import {
  answers,
  asks,
  booking,
  breaches,
  end,
  opening,
  opens,
  said,
  say,
} from '../../../support/told-calls.ts';

const clinic = shippedDefinition('bright-smile');
const shop = shippedDefinition('stride-shoes');
const at = (iso: string) => Date.parse(iso);
const fridayAfternoon = at('2026-11-20T15:00-05:00');
const fridayNight = at('2026-11-20T23:00-05:00');
const theDayBefore = at('2026-11-23T15:00-05:00');
const theDayAfter = at('2026-11-25T15:00-05:00');

interface Told {
  sentence: string;
  atMs: number;
  /** So long after the call began. */
  laterMs?: number;
  text?: string;
  values?: object;
  verdicts?: House['verdicts'];
  definition?: typeof clinic;
}

/** What is wrong with a rule having this said then. */
function whenTold({ sentence, atMs, text = sentence, values = {}, ...how }: Told): string[] {
  const { verdicts = 'published', definition = clinic, laterMs = 0 } = how;
  const facts = [
    atMs,
    ...opens,
    asks('check-policy', { topic: 'cancel' }),
    answers('check-policy', 'refuse', { rule: 'own', say: sentence }),
    laterMs,
    say(sentence, values),
    said('u2', sentence, text),
    end('refused'),
  ];
  const house = houseOf(definition, { realCalendar: false, verdicts });
  return breaches(facts, { house }).filter((what) => what.includes('is not so'));
}

describe('The rule over what rules have said', () => {
  it('lets nobody be told that nobody is there while it is open', () => {
    expect(whenTold({ sentence: 'after-hours', atMs: fridayNight })).toEqual([]);
    expect(whenTold({ sentence: 'after-hours', atMs: fridayAfternoon })).toEqual([
      'after-hours is not so at 2026-11-20T15:00',
    ]);
  });

  it('lets a call that began before the doors opened be told so to its end', () => {
    const began = at('2026-11-20T07:58-05:00');
    expect(whenTold({ sentence: 'after-hours', atMs: began, laterMs: 180_000 })).toEqual([]);
    expect(whenTold({ sentence: 'after-hours', atMs: began + 180_000 })).toHaveLength(1);
  });

  it('lets a verdict be tried out at any time', () => {
    const tried = { sentence: 'after-hours', atMs: fridayAfternoon };
    expect(whenTold({ ...tried, verdicts: 'of-the-path' })).toEqual([]);
  });

  it('knows a holiday, and each store', () => {
    const thanksgiving = at('2026-11-26T14:00-06:00');
    const closed = { sentence: 'after-hours', definition: shop };
    expect(whenTold({ ...closed, atMs: thanksgiving })).toEqual([]);
    // On a Monday one of the three is closed all day.
    expect(whenTold({ ...closed, atMs: at('2026-11-23T14:00-06:00') })).toHaveLength(1);
  });

  it.each<[string, string, object]>([
    ['an appointment that is over', 'appointment-over', { booking }],
    ['a time that has passed', 'time-passed', { opening }],
  ])('lets %s be called so, and no other', (_what, sentence, values) => {
    expect(whenTold({ sentence, values, atMs: theDayAfter })).toEqual([]);
    expect(whenTold({ sentence, values, atMs: theDayBefore })).toHaveLength(1);
  });

  it('understands how near a visit is in the words of a business', () => {
    const late = {
      sentence: 'late-cancel',
      values: { booking },
      text: 'That visit is less than twenty-four hours away, so a fee may apply.',
    };
    expect(whenTold({ ...late, atMs: theDayBefore })).toEqual([]);
    expect(whenTold({ ...late, atMs: fridayAfternoon })).toHaveLength(1);
    const week = late.text.replace('twenty-four', '168');
    expect(whenTold({ ...late, text: week, atMs: fridayAfternoon })).toEqual([]);
  });

  it('understands that a store is about to close', () => {
    const rush = { sentence: 'closing-rush', text: 'We are about to close.', definition: shop };
    expect(whenTold({ ...rush, atMs: at('2026-11-20T19:50-06:00') })).toEqual([]);
    expect(whenTold({ ...rush, atMs: at('2026-11-20T14:00-06:00') })).toHaveLength(1);
  });
});
