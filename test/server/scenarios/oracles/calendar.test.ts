import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../../machines/ports.ts';
import { houseOf } from '../../../../server/scenarios/gather-evidence.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import { answers, asks, breaches, end, opens } from '../../../support/told-calls.ts';

const clinic = shippedDefinition('bright-smile');
const fridayAfternoonMs = Date.UTC(2026, 10, 20, 20, 0);
const cleaning: Opening = {
  start: '2026-11-24T10:00',
  end: '2026-11-24T10:45',
  serviceId: 'cleaning',
  staffId: 'rosa',
  locationId: 'grandview',
};
const exam = { ...cleaning, end: '2026-11-24T10:30', serviceId: 'exam', staffId: 'dr-patel' };

function whenOffered(opening: Opening, wish: Partial<Opening> = {}): string[] {
  const { serviceId } = opening;
  return breaches(
    [
      ...opens,
      fridayAfternoonMs,
      asks('find-times', { serviceId, when: {}, ...wish }),
      answers('find-times', 'free', { opening }),
      end('abandoned'),
    ],
    { house: houseOf(clinic, { realCalendar: true, verdicts: 'published' }) },
  ).filter((what) => what.includes('offered') || what.includes('free'));
}

describe('The rules over what is offered', () => {
  it('let a time pass that is open, staffed, long enough and in time', () => {
    expect(whenOffered(cleaning)).toEqual([]);
    expect(whenOffered(exam)).toEqual([]);
  });

  it.each<[string, Opening, string]>([
    [
      'over lunch',
      { ...exam, start: '2026-11-24T11:45', end: '2026-11-24T12:15' },
      'outside the opening hours',
    ],
    [
      'on a holiday',
      { ...exam, start: '2026-11-26T10:00', end: '2026-11-26T10:30' },
      'outside the opening hours',
    ],
    ['with a person who is not in', { ...exam, staffId: 'dr-nguyen' }, 'that person does not work'],
    [
      'with a person who is away',
      { ...exam, start: '2026-12-28T10:00', end: '2026-12-28T10:30' },
      'while that person is away',
    ],
    ['with a person who cannot do it', { ...exam, staffId: 'rosa' }, 'somebody who cannot do it'],
    [
      'too soon',
      { ...exam, start: '2026-11-20T15:30', end: '2026-11-20T16:00' },
      'sooner than the notice allows',
    ],
    [
      'too far ahead',
      { ...exam, start: '2027-06-21T10:00', end: '2027-06-21T10:30' },
      'further ahead than can be booked',
    ],
    ['too short', { ...exam, end: '2026-11-24T10:15' }, 'of another length'],
    ['at an odd minute', { ...exam, start: '2026-11-24T10:05', end: '2026-11-24T10:35' }, 'grid'],
  ])('catch a time %s', (_how, opening, what) => {
    expect(whenOffered(opening).join()).toContain(what);
  });

  it('catch a time that is called free with somebody else than was asked for', () => {
    expect(whenOffered(exam, { staffId: 'dr-nguyen' })).toEqual([
      'a time with dr-patel was called free',
    ]);
  });

  it('catch two visits of one person of which the second begins before the first is over', () => {
    const row = {
      ...cleaning,
      id: 'b1',
      customerName: 'Ann Lee',
      customerPhone: '+16145550100',
      status: 'booked' as const,
      key: 'a/1',
    };
    const at = (start: string) => ({ ...row, id: 'b2', key: 'b/1', start });
    const house = houseOf(clinic, { realCalendar: true, verdicts: 'published' });
    const found = (start: string) =>
      breaches([...opens, end('abandoned')], { house, appointments: [row, at(start)] });
    expect(found('2026-11-24T10:45')).toEqual(['rosa at 2026-11-24T10:00 and at 2026-11-24T10:45']);
    expect(found('2026-11-24T11:00')).toEqual([]);
  });
});
