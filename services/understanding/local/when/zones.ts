/** A clock time said in another zone: "3 pm Eastern", "10 a.m. Pacific time", "8:00 GMT". */
import { Temporal } from 'temporal-polyfill';
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';
import { endsMention } from './plausible.ts';

const zonesByName = new Map([
  ['eastern', 'America/New_York'],
  ['central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['mst', 'America/Denver'],
  ['mdt', 'America/Denver'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['gmt', 'UTC'],
  ['utc', 'UTC'],
]);
const middleWords = new Set(['standard', 'daylight']);

export interface SaidZone {
  zone: string;
  size: number;
}

/** The zone named right behind a clock time. */
export function readZone(tokens: Token[], at: number): SaidZone | undefined {
  const open = textAt(tokens, at) === '(' ? 1 : 0;
  const zone = zonesByName.get(textAt(tokens, at + open));
  if (zone === undefined) return undefined;
  let next = at + open + 1;
  if (middleWords.has(textAt(tokens, next))) next += 1;
  if (textAt(tokens, next) === 'time') next += 1;
  if (open > 0 && textAt(tokens, next) === ')') next += 1;
  // "At 3 Mountain Road" is an address.
  return endsMention(tokens, next) ? { zone, size: next - at } : undefined;
}

/** The same moment by the clock of the business; a day that was not said is not added. */
export function fromZone(
  value: TimeValue,
  zone: string,
  business: { today: string; timeZone: string },
): TimeValue {
  const start = move(value.date, value.time, zone, business);
  const end = move(value.dateTo ?? value.date, value.timeTo, zone, business);
  return {
    ...value,
    ...(start === undefined ? {} : { time: start.time }),
    ...(start === undefined || value.date === undefined ? {} : { date: start.date }),
    ...(end === undefined ? {} : { timeTo: end.time }),
    ...(end === undefined || value.dateTo === undefined ? {} : { dateTo: end.date }),
  };
}

function move(
  date: string | undefined,
  time: string | undefined,
  zone: string,
  { today, timeZone }: { today: string; timeZone: string },
): { date: string; time: string } | undefined {
  if (time === undefined) return undefined;
  const there = Temporal.PlainDateTime.from(`${date ?? today}T${time}`).toZonedDateTime(zone);
  const here = there.withTimeZone(timeZone).toPlainDateTime();
  return { date: here.toPlainDate().toString(), time: here.toPlainTime().toString().slice(0, 5) };
}
