/** A moment or a stretch of time as it is spoken, and several of them told apart. */
import type { TimeValue } from '../../../machines/vocabulary.ts';
import { type DateStyle, spokenDate } from './date.ts';
import { spokenList } from './list.ts';
import { type IsAmbiguous, spokenTime, type TimeStyle } from './time.ts';

export interface WhenContext {
  /** `YYYY-MM-DD`. */
  today: string;
  isAmbiguous: IsAmbiguous;
}

/** Stretches that have a name, by their ends; a reader may close a part of the day in either way. */
const namedStretches: { from: [string, string]; to: [string, string]; name: string }[] = [
  { from: ['00:00', '09:00'], to: ['11:00', '12:00'], name: 'in the morning' },
  { from: ['12:00', '13:00'], to: ['16:00', '18:00'], name: 'in the afternoon' },
  { from: ['17:00', '18:00'], to: ['20:00', '24:00'], name: 'in the evening' },
];
const dayStarts = '00:00';
const dayEnds = ['23:59', '24:00', '00:00'];

export function spokenWhen(value: TimeValue, context: WhenContext): string {
  const days = spokenDays(value, context, 'full');
  const times = spokenTimes(value, context);
  if (days === '') return times === '' ? 'any time' : times;
  if (times === '') return days;
  return /^(in|from|between|before|after)\s/.test(times)
    ? `${days} ${times}`
    : `${days} at ${times}`;
}

/** `Tuesday the 24th at 3:30`: an appointment's start, `YYYY-MM-DDTHH:MM`. */
export function spokenMoment(start: string, context: WhenContext): string {
  return spokenWhen({ date: start.slice(0, 10), time: start.slice(11, 16) }, context);
}

/** `Tuesday at 3:30, or Wednesday at 9 or 11:15`: starts as an offer, in the order given. */
export function spokenOffer(
  starts: readonly { start: string; more?: string }[],
  context: WhenContext,
): string {
  const days = new Map<string, string[]>();
  for (const { start, more = '' } of starts) {
    const date = start.slice(0, 10);
    const style: TimeStyle = starts.length === 1 ? 'alone' : 'among';
    const time = spokenTime(start.slice(11, 16), style, context.isAmbiguous);
    days.set(date, [...(days.get(date) ?? []), `${time}${more}`]);
  }
  const spoken = [...days].map(
    ([date, times]) => `${spokenDate(date, context.today, 'short')} at ${spokenList(times, 'or')}`,
  );
  // The pause tells "Tuesday at 3 or 4" from the day after it.
  return spoken.length < 2
    ? (spoken[0] ?? '')
    : `${spoken.slice(0, -1).join(', ')}, or ${spoken.at(-1)}`;
}

/** `3 in the morning or 3 in the afternoon`: what a caller may have meant, each one unmistakable. */
export function spokenReadings(values: readonly TimeValue[], context: WhenContext): string {
  const clear: WhenContext = { ...context, isAmbiguous: () => true };
  const sameDay = values.every(({ date, dateTo }) => date === values[0]?.date && !dateTo);
  if (!sameDay || values[0]?.date === undefined || values.some(({ time }) => !time)) {
    const timeToo = new Set(values.map(({ time }) => time)).size > 1;
    return spokenList(
      values.map((value) => spokenWhen(value, timeToo ? clear : context)),
      'or',
    );
  }
  const times = values.map(({ date: _, ...time }) => spokenTimes(time, clear));
  return `${spokenDate(values[0].date, context.today)} at ${spokenList(times, 'or')}`;
}

function spokenDays({ date, dateTo }: TimeValue, { today }: WhenContext, style: DateStyle): string {
  if (date === undefined) return dateTo === undefined ? '' : `by ${spokenDate(dateTo, today)}`;
  if (dateTo === undefined || dateTo === date) return spokenDate(date, today, style);
  return `between ${spokenDate(date, today, 'short')} and ${spokenDate(dateTo, today, 'short')}`;
}

function spokenTimes({ time, timeTo }: TimeValue, { isAmbiguous }: WhenContext): string {
  if (timeTo === undefined || timeTo === time) {
    return time === undefined ? '' : spokenTime(time, 'alone', isAmbiguous);
  }
  const from = time ?? dayStarts;
  const named = namedStretches.find(
    (stretch) => isWithin(from, stretch.from) && isWithin(timeTo, stretch.to),
  );
  if (named) return named.name;
  const end = spokenTime(timeTo, 'among', isAmbiguous);
  if (from === dayStarts) return dayEnds.includes(timeTo) ? '' : `before ${end}`;
  const begin = spokenTime(from, 'among', isAmbiguous);
  return dayEnds.includes(timeTo) ? `after ${begin}` : `between ${begin} and ${end}`;
}

function isWithin(time: string, [from, to]: [string, string]): boolean {
  return from <= time && time <= to;
}
