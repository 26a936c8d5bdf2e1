/** Whatever a line delivers, the reader answers inside the text and with real dates. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import { readWhen } from '../../../../services/understanding/local/when/read-when.ts';
import { officeHours } from './reading.ts';

const words = [
  'monday next week the 3 17th of may march at to from between and or not after before half past',
  'quarter in two days weeks from now later this last first second morning night : / - . , 2026 30',
  'tomorrow tonight same time an hour earlier day december pm am noon end every for - 99 0 31 feb',
]
  .join(' ')
  .split(' ');
const sentence = fc
  .array(fc.constantFrom(...words), { maxLength: 14 })
  .map((parts) => parts.join(' '));
const date = /^\d{4}-\d{2}-\d{2}$/;
const time = /^([01]\d|2[0-3]):[0-5]\d$/;

describe('any text', () => {
  it('gives values that are real dates and times, in order, within the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(sentence, fc.string({ unit: 'grapheme' })),
        fc.boolean(),
        (text, focused) => {
          const readings = readWhen(text, {
            now: '2028-02-29T09:59',
            timeZone: 'Europe/Berlin',
            hours: officeHours,
            lastOffered: { date: '2028-03-01', time: '10:00' },
            focused,
          });
          let end = 0;
          for (const reading of readings) {
            expect(reading.readings.length).toBeGreaterThan(0);
            expect(reading.from).toBeGreaterThanOrEqual(end);
            expect(reading.to).toBeGreaterThan(reading.from);
            expect(reading.to).toBeLessThanOrEqual(text.length);
            end = reading.to;
            for (const value of reading.readings) checkValue(value);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is read only at its beginning when it never ends', () => {
    const text = 'a week from a week after the day after monday to '.repeat(400);
    const readings = readWhen(text, {
      now: '2026-11-20T15:00',
      timeZone: 'America/New_York',
      hours: officeHours,
      focused: true,
    });
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.every((reading) => reading.to < 4000)).toBe(true);
  });
});

function checkValue(value: TimeValue): void {
  for (const key of ['date', 'dateTo'] as const) {
    if (key in value) {
      expect(value[key]).toMatch(date);
      expect(new Date(`${value[key]}T00:00:00Z`).toISOString().slice(0, 10)).toBe(value[key]);
    }
  }
  for (const key of ['time', 'timeTo'] as const) if (key in value) expect(value[key]).toMatch(time);
  expect(Object.keys(value).length).toBeGreaterThan(0);
  if (typeof value.dateTo === 'string') expect(value.dateTo >= String(value.date)).toBe(true);
}
