/** "What else do you have?", "anything later?": none of the times on the table, but another one. */
import type { Choice, Command, TimeValue } from '../../../machines/vocabulary.ts';
import { slotFor } from './arrange.ts';
import { isRefused } from './choices.ts';
import type { Reading } from './reading.ts';
import type { Sentence } from './sentence.ts';
import { addDays, startOfWeek } from './when/calendar.ts';
import { patternOf } from './wordings.ts';

const lists = {
  any: ['(anything|something|some|any|one|times|slots|openings|appointments)'],
  have: [
    '(do you have|have you got|is there|are there|got|do you offer|what about|how about)',
    '(can|could) (i|we|you) (get|have|do|come)',
    '(i|we) (need|want|prefer|would prefer|would like)',
    "(i'd|we'd) (like|need|prefer)",
  ],
  option: ['(time|day|date|option|slot|opening|choice|appointment|possibility|availability)'],
  options: ['{option}', '(times|days|dates|options|slots|openings|choices|appointments)'],
  slightly: ['(a bit|a little|much|slightly|even|any)'],
};

const others = patternOf(
  [
    '(what|anything|something|any|got|have|any one|anyone) ..2 else',
    '(other|different|another|more) [_] {options}',
    'another one',
    'not (those|these|any of (those|these|them))',
    '(none|neither) of (those|these|them|the)',
    '{any} ..1 (different|better)',
  ],
  lists,
);
const later = patternOf(
  [
    '{any} [{slightly}] later',
    '{have} ..3 -(the) later',
    '< (no|nope) [maybe|even] later [please] >',
  ],
  lists,
);
const laterThatWeek = patternOf(['later [on] (in the|that|this) week']);
const earlier = patternOf(
  [
    '{any} [{slightly}] (earlier|sooner)',
    '{have} ..3 -(the) (earlier|sooner)',
    '< (no|nope) [maybe|even] (earlier|sooner) [please] >',
  ],
  lists,
);

/** Which way from the times on the table, where that was said. */
export type OtherTimes = 'later' | 'later-that-week' | 'earlier' | 'other';

export function readOtherTimes(sentence: Sentence, choices: Choice[]): OtherTimes | undefined {
  if (timesOf(choices).length === 0) return undefined;
  if (laterThatWeek.test(sentence.plain)) return 'later-that-week';
  if (later.test(sentence.plain)) return 'later';
  if (earlier.test(sentence.plain)) return 'earlier';
  return others.test(sentence.plain) ? 'other' : undefined;
}

function timesOf(choices: Choice[]): TimeValue[] {
  return choices.flatMap(({ value }) =>
    typeof value === 'object' && ('date' in value || 'time' in value) ? [value] : [],
  );
}

/** Declines what is on the table; with "later" or "earlier" the wish is counted from there. */
export function otherTimesCommands(
  wanted: OtherTimes,
  reading: Reading,
  setting: Command[],
): Command[] {
  const denied: Command = { command: 'deny' };
  const slot = slotFor(reading.turn.expectation, 'when');
  const told = setting.some((command) => command.slot === slot);
  if (wanted === 'other' || slot === undefined || told) return [denied];
  const value = beyond(wanted, timesOf(reading.choices), reading.turn.now.slice(0, 10));
  return value === undefined
    ? [denied]
    : [denied, { command: 'set', slot, value, heard: reading.sentence.text }];
}

/**
 * "Any day but Monday", of three times: what is left of them was one time of many, and taken by nobody.
 * The days that are left are looked at anew, where the refused one does not lie between them.
 */
export function daysLeft({ choices, refused, turn }: Reading): Command[] {
  const slot = slotFor(turn.expectation, 'when');
  const offered = timesOf(choices);
  if (slot === undefined || refused.length === 0 || offered.length < 3) return [];
  const isRefusedDay = ({ value }: Choice) => isRefused(value, { refused });
  const out = new Set(timesOf(choices.filter(isRefusedDay)).map(({ date }) => date));
  const days = timesOf(choices.filter((choice) => !isRefusedDay(choice)))
    .flatMap(({ date }) => (date === undefined || out.has(date) ? [] : [date]))
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || out.size === 0) return [];
  if ([...out].some((date) => date !== undefined && first < date && date < last)) return [];
  const value = first === last ? { date: first } : { date: first, dateTo: last };
  return [{ command: 'deny' }, { command: 'set', slot, value, heard: turn.text }];
}

/** Appointments start on quarters of an hour nearly everywhere. */
const stepMinutes = 15;
const dayMinutes = 24 * 60;
const daysInWeek = 7;

/** All on one day: another hour of that day. On several days: the days after or before them. */
function beyond(
  wanted: Exclude<OtherTimes, 'other'>,
  times: TimeValue[],
  today: string,
): TimeValue | undefined {
  const moments = times
    .flatMap(({ date, time }) => (date !== undefined && time !== undefined ? [{ date, time }] : []))
    .sort((a, b) => (`${a.date}T${a.time}` < `${b.date}T${b.time}` ? -1 : 1));
  const [first] = moments;
  const last = moments.at(-1);
  if (!first || !last) return undefined;
  if (wanted === 'later-that-week') {
    const dateTo = addDays(startOfWeek(last.date), daysInWeek - 1);
    return dateTo > last.date ? { date: addDays(last.date, 1), dateTo } : undefined;
  }
  if (first.date !== last.date) {
    if (wanted === 'later') return { date: addDays(last.date, 1) };
    return first.date > today ? { date: today, dateTo: addDays(first.date, -1) } : undefined;
  }
  const from = wanted === 'later' ? minutesOf(last.time) + stepMinutes : 0;
  const to = wanted === 'later' ? dayMinutes - 1 : minutesOf(first.time) - stepMinutes;
  if (from >= dayMinutes || to < 0) return undefined;
  return { date: first.date, time: clockOf(from), timeTo: clockOf(to) };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
