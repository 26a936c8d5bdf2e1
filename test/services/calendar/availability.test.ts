import { describe, expect, it } from 'vitest';
import type { Business } from '../../../machines/policy/business.ts';
import type { EffectAnswer, FindTimesInput } from '../../../machines/ports.ts';
import { bookableRange, findOpenings } from '../../../services/calendar/availability.ts';
import type { Busy } from '../../../services/calendar/day-openings.ts';
import { type LocalDay, localDay, toLocal } from '../../../services/calendar/local-time.ts';
import { dentalOffice } from './dental-office.ts';

const newYork = 'America/New_York';
/** Friday, 2026-11-20 15:00 in New York. */
const fridayAfternoon = Date.UTC(2026, 10, 20, 20, 0);

function dayIn(timeZone: string): (date: string) => LocalDay {
  return (date) => {
    const day = localDay(date, timeZone);
    if (day === undefined) throw new Error(`no day ${date}`);
    return day;
  };
}

function at(local: string, timeZone = newYork): number {
  const [date = '', time = ''] = local.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return dayIn(timeZone)(date).instantAt(hour * 60 + minute) ?? Number.NaN;
}

function taken(staffId: string, from: string, to: string, roomId?: string): Busy {
  const room = roomId === undefined ? {} : { roomId };
  return { staffId, startMs: at(from), endMs: at(to), ...room };
}

function find(
  input: Partial<FindTimesInput>,
  busy: Busy[] = [],
  business: Business = dentalOffice(),
  nowMs: number = fridayAfternoon,
): EffectAnswer {
  const { today, lastBookable } = bookableRange(business, nowMs);
  return findOpenings({
    business,
    input: { serviceId: 'checkup', when: {}, ...input },
    busy,
    known: { first: today, last: lastBookable },
    nowMs,
    dayOf: dayIn(business.timeZone),
  });
}

const starts = (answer: EffectAnswer) => answer.openings?.map(({ start }) => start);
const told = (answer: EffectAnswer) => [answer.outcome, answer.why, ...(starts(answer) ?? [])];
const mondayAtTen = { date: '2026-11-23', time: '10:00' };

describe('a caller who names a day and a time', () => {
  it('gets it when someone is free', () => {
    expect(find({ when: mondayAtTen })).toEqual({
      outcome: 'free',
      opening: {
        start: '2026-11-23T10:00',
        end: '2026-11-23T10:30',
        serviceId: 'checkup',
        staffId: 'lee',
        locationId: 'main',
      },
    });
  });

  it('gets whoever has the fewest appointments that day', () => {
    const busy = [taken('lee', '2026-11-23T15:00', '2026-11-23T15:30')];
    expect(find({ when: mondayAtTen }, busy).opening?.staffId).toBe('patel');
  });

  it('gets the person asked for, however busy that person is', () => {
    const busy = [taken('lee', '2026-11-23T15:00', '2026-11-23T15:30')];
    expect(find({ when: mondayAtTen, staffId: 'lee' }, busy).opening?.staffId).toBe('lee');
  });

  it('hears the closest times of that day when everyone is taken then', () => {
    const busy = ['lee', 'patel'].map((id) => taken(id, '2026-11-23T10:00', '2026-11-23T10:30'));
    expect(told(find({ when: mondayAtTen }, busy))).toEqual([
      'alternatives',
      'taken',
      '2026-11-23T09:30',
      '2026-11-23T10:30',
      '2026-11-23T09:00',
    ]);
  });

  it('hears of the person asked for first, at other times, when that person is taken', () => {
    const busy = [taken('lee', '2026-11-23T09:00', '2026-11-23T16:30')];
    const answer = find({ when: mondayAtTen, staffId: 'lee' }, busy);
    expect(answer.openings?.map(({ start, staffId }) => [start, staffId])).toEqual([
      ['2026-11-23T16:30', 'lee'],
      ['2026-11-23T10:00', 'patel'],
      ['2026-11-24T10:00', 'lee'],
    ]);
  });

  it('hears of later days when that day is full', () => {
    const busy = ['lee', 'patel'].map((id) => taken(id, '2026-11-23T09:00', '2026-11-23T17:00'));
    expect(told(find({ when: mondayAtTen }, busy))).toEqual([
      'alternatives',
      'taken',
      '2026-11-24T10:00',
      '2026-11-25T10:00',
      '2026-11-27T10:00',
    ]);
  });

  it.each([
    ['the past', { date: '2026-11-19', time: '10:00' }, 'past', '2026-11-20T16:00'],
    ['earlier today', { date: '2026-11-20', time: '10:00' }, 'past', '2026-11-20T16:00'],
    ['within the notice', { date: '2026-11-20', time: '15:30' }, 'too-soon', '2026-11-20T16:00'],
    ['a holiday', { date: '2026-11-26', time: '10:00' }, 'holiday', '2026-11-27T10:00'],
    ['cut off by a holiday', { date: '2026-12-24', time: '15:00' }, 'holiday', '2026-12-24T11:30'],
    ['a closed day', { date: '2026-11-22', time: '10:00' }, 'closed', '2026-11-23T10:00'],
    ['the break', { date: '2026-11-23', time: '12:00' }, 'closed', '2026-11-23T11:30'],
    ['too near to closing', { date: '2026-11-21', time: '11:00' }, 'closed', '2026-11-21T10:30'],
    [
      'past closing before it ends',
      { date: '2026-11-21', time: '10:45' },
      'too-long',
      '2026-11-21T10:30',
    ],
    [
      'past the break before it ends',
      { date: '2026-11-23', time: '11:45' },
      'too-long',
      '2026-11-23T11:30',
    ],
    ['beyond the horizon', { date: '2027-03-01', time: '10:00' }, 'too-far', '2027-01-19T10:00'],
    ['off the grid', { date: '2026-11-23', time: '10:10' }, 'off-grid', '2026-11-23T10:00'],
  ])('is told why not and hears the nearest when it is %s', (_, when, why, nearest) => {
    expect(told(find({ when })).slice(0, 3)).toEqual(['alternatives', why, nearest]);
  });

  it('is told that the person asked for is not in, and who else has that time', () => {
    const answer = find({ when: { date: '2026-12-02', time: '10:00' }, staffId: 'patel' });
    expect(answer.why).toBe('not-in');
    expect(answer.openings?.map(({ start, staffId }) => [start, staffId])).toEqual([
      ['2026-12-02T10:00', 'lee'],
      ['2026-12-04T10:00', 'patel'],
      ['2026-12-05T10:00', 'patel'],
    ]);
  });
});

describe('a caller with a vague wish', () => {
  it.each<[string, FindTimesInput['when'], string[]]>([
    ['no wish at all', {}, ['2026-11-20T16:00', '2026-11-21T09:00', '2026-11-23T09:00']],
    ['a day', { date: '2026-11-23' }, ['2026-11-23T09:00', '2026-11-23T13:00', '2026-11-23T16:30']],
    [
      'a part of a day',
      { date: '2026-11-23', time: '13:00', timeTo: '17:00' },
      ['2026-11-23T13:00', '2026-11-23T14:30', '2026-11-23T16:30'],
    ],
    [
      'days in a row',
      { date: '2026-11-23', dateTo: '2026-11-25' },
      ['2026-11-23T09:00', '2026-11-23T13:00', '2026-11-24T09:00'],
    ],
    [
      'a time on any day',
      { time: '11:30' },
      ['2026-11-23T11:30', '2026-11-24T11:30', '2026-11-25T11:30'],
    ],
    ['mornings', { timeTo: '10:00' }, ['2026-11-21T09:00', '2026-11-23T09:00', '2026-11-24T09:00']],
    [
      'a date that does not exist',
      { date: '2026-02-30' },
      ['2026-11-20T16:00', '2026-11-21T09:00', '2026-11-23T09:00'],
    ],
  ])('hears up to three times that fit, soonest first, for %s', (_, when, expected) => {
    expect(told(find({ when }))).toEqual(['alternatives', 'open-wish', ...expected]);
  });

  it('hears times outside the wish, and why, when nothing inside it is left', () => {
    expect(told(find({ when: { date: '2026-11-26' } }))).toEqual([
      'alternatives',
      'holiday',
      '2026-11-27T09:00',
      '2026-11-28T09:00',
      '2026-11-30T09:00',
    ]);
    const busy = ['lee', 'patel'].map((id) => taken(id, '2026-11-23T13:00', '2026-11-23T17:00'));
    const afternoon = { date: '2026-11-23', time: '13:00', timeTo: '17:00' };
    expect(told(find({ when: afternoon }, busy))).toEqual([
      'alternatives',
      'taken',
      '2026-11-23T11:30',
      '2026-11-23T11:00',
      '2026-11-24T13:00',
    ]);
  });

  it('never hears the same time twice with different people', () => {
    for (const when of [{}, { date: '2026-11-24' }, mondayAtTen, { date: '2026-11-22' }]) {
      const heard = starts(find({ when })) ?? [];
      expect(new Set(heard).size).toBe(heard.length);
    }
  });
});

describe('what is free', () => {
  it('leaves the buffer behind each appointment', () => {
    const busy = ['lee', 'patel'].map((id) => taken(id, '2026-11-23T10:00', '2026-11-23T11:15'));
    const when = (time: string) => ({ when: { date: '2026-11-23', time } });
    expect(find(when('11:00'), busy).outcome).toBe('alternatives');
    expect(find(when('11:30'), busy).outcome).toBe('free');
    const before = { serviceId: 'extraction', ...when('09:00') };
    expect(find(before, busy).outcome).toBe('alternatives');
  });

  it('needs a room of the right kind that nobody else has', () => {
    const ask = { serviceId: 'extraction', when: mondayAtTen };
    expect(find(ask).opening?.roomId).toBe('surgery');
    const busy = [taken('lee', '2026-11-23T10:00', '2026-11-23T11:15', 'surgery')];
    expect(told(find(ask, busy)).slice(0, 3)).toEqual([
      'alternatives',
      'taken',
      '2026-11-23T13:00',
    ]);
  });

  it('follows the hours of the one person who can do it', () => {
    const ask = (time: string) =>
      find({ serviceId: 'cleaning', when: { date: '2026-11-24', time } }).outcome;
    expect(['09:30', '10:00', '11:30', '14:00', '14:30'].map(ask)).toEqual([
      'alternatives',
      'free',
      'alternatives',
      'free',
      'alternatives',
    ]);
  });

  it('is nothing when nobody can do it, or when every day is taken', () => {
    expect(find({ serviceId: 'unheard-of' })).toEqual({ outcome: 'none', why: 'no-one' });
    const always = ['lee', 'patel'].map((id) => taken(id, '2026-11-01T09:00', '2027-06-01T09:00'));
    expect(find({ when: mondayAtTen }, always)).toEqual({ outcome: 'none', why: 'taken' });
  });
});

describe('the days on which the clocks change', () => {
  const nightShift = dentalOffice({
    locations: [
      {
        id: 'main',
        name: 'Main',
        address: '1 Main Street',
        hours: { sunday: [['00:00', '06:00']] },
      },
    ],
  });
  const march = Date.UTC(2027, 2, 1, 15);
  const october = Date.UTC(2026, 9, 25, 15);

  it('offer no time that the clocks skip', () => {
    const answer = find({ when: { date: '2027-03-14', time: '02:30' } }, [], nightShift, march);
    expect(told(answer)).toEqual([
      'alternatives',
      'closed',
      '2027-03-14T03:00',
      '2027-03-14T01:30',
      '2027-03-14T03:30',
    ]);
  });

  it('keep an appointment as long as it is, across the change', () => {
    const answer = find({ when: { date: '2027-03-14', time: '01:30' } }, [], nightShift, march);
    expect([answer.opening?.start, answer.opening?.end]).toEqual([
      '2027-03-14T01:30',
      '2027-03-14T03:00',
    ]);
  });

  it('count a time that comes twice as the first one', () => {
    const first = localDay('2026-11-01', newYork)?.instantAt(90) ?? 0;
    expect(toLocal(first, newYork)).toBe('2026-11-01T01:30');
    expect(toLocal(first + 3_600_000, newYork)).toBe('2026-11-01T01:30');
    const answer = find({ when: { date: '2026-11-01', time: '01:30' } }, [], nightShift, october);
    expect(answer.opening?.start).toBe('2026-11-01T01:30');
  });

  it('keep nine in the morning at nine on both sides', () => {
    for (const date of ['2026-10-30', '2026-11-02']) {
      const answer = find({ when: { date, time: '09:00' } }, [], dentalOffice(), october);
      expect([answer.outcome, answer.opening?.start]).toEqual(['free', `${date}T09:00`]);
    }
  });
});
