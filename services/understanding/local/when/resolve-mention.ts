/** Turns a mention into the values it may mean, leaving out those that are already over. */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import { addDays } from './calendar.ts';
import type { Mention } from './combine.ts';
import { edgeOfHours } from './parts-of-day.ts';
import type { DaySpan, RuleContext } from './pieces.ts';
import { isKnown, resolveClock, type TimeSpan } from './resolve-clock.ts';
import { fromZone } from './zones.ts';

/** More readings than a caller could choose from are of no use to anyone. */
const readingsMax = 6;

export function resolveMention(mention: Mention, context: RuleContext): TimeValue[] {
  if (mention.moment !== undefined) return mention.moment.values;
  const days = mention.days ?? [undefined];
  const values = days.flatMap((day) =>
    timesOf(mention, day, context).map((span) => makeValue(mention, day, span)),
  );
  const zone = mention.clock?.zone;
  const local = zone === undefined ? values : values.map((one) => fromZone(one, zone, context));
  return unique(dropOver(local, context)).slice(0, readingsMax);
}

function timesOf(
  mention: Mention,
  day: DaySpan | undefined,
  context: RuleContext,
): (TimeSpan | undefined)[] {
  if (mention.clock !== undefined) {
    return resolveClock(mention.clock, {
      hours: context.hours,
      ...(mention.part === undefined ? {} : { part: mention.part }),
      ...(day === undefined ? {} : { date: day.date }),
    });
  }
  if (mention.part === undefined) return [undefined];
  return [{ time: mention.part.time, timeTo: mention.part.timeTo }];
}

function makeValue(
  mention: Mention,
  day: DaySpan | undefined,
  span: TimeSpan | undefined,
): TimeValue {
  const smallHours = mention.tonight === true && span !== undefined && span.time < '06:00';
  const date = day === undefined ? undefined : smallHours ? addDays(day.date, 1) : day.date;
  const isRange = day?.dateTo !== undefined && day.dateTo !== day.date;
  return {
    ...(date === undefined ? {} : { date }),
    ...(span === undefined ? {} : { time: span.time }),
    ...(isRange && day?.dateTo !== undefined ? { dateTo: day.dateTo } : {}),
    ...(span?.timeTo === undefined ? {} : { timeTo: span.timeTo }),
  };
}

/** Of several readings those that are already over today are not meant. */
function dropOver(values: TimeValue[], context: RuleContext): TimeValue[] {
  if (values.length < 2) return values;
  const open = values.filter((value) => !isOver(value, context));
  return open.length > 0 ? open : values;
}

function isOver(value: TimeValue, { today, time, hours }: RuleContext): boolean {
  // A day just past stands beside its like next year on purpose: it may be a slip.
  if (value.date !== today) return false;
  if (value.dateTo !== undefined) return false;
  if (value.time !== undefined) return (value.timeTo ?? value.time) < time;
  const close = edgeOfHours({ hours }, 'close', today);
  return isKnown(hours) && close !== undefined && close <= time;
}

function unique(values: TimeValue[]): TimeValue[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = [value.date, value.time, value.dateTo, value.timeTo].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
