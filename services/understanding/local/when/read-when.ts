/** Reads the dates and times of a caller's sentence by a closed grammar: pieces, ranges, mentions, values. */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import { tokenize } from '../tokens.ts';
import { combine, type Mention } from './combine.ts';
import { completeEachOther } from './complete.ts';
import { isCourtesy } from './courtesies.ts';
import { keepEvident } from './evidence.ts';
import { isExcluded, isMovedAway } from './exclusions.ts';
import { edgeOfHours } from './parts-of-day.ts';
import type { RuleContext } from './pieces.ts';
import { joinRanges } from './ranges.ts';
import { repair } from './repairs.ts';
import { resolveMention } from './resolve-mention.ts';
import { scan } from './scan.ts';
import { repairSpelling } from './spelling.ts';
import type { WhenContext, WhenReading } from './when.ts';

/** Nobody says more in one breath; what comes after is not read. */
const tokensMax = 400;
const told = new Set(['ago', 'yesterday', 'last', 'previous']);

export function readWhen(text: string, context: WhenContext): WhenReading[] {
  const tokens = repairSpelling(tokenize(text).slice(0, tokensMax));
  const rules = toRuleContext(context);
  const wished = scan(tokens, rules).filter((item) => !isCourtesy(tokens, item));
  const evident = keepEvident(tokens, wished, rules);
  const joined = repair(tokens, combine(tokens, joinRanges(tokens, evident, rules)));
  const mentions = completeEachOther(tokens, joined);
  const readings: WhenReading[] = [];
  mentions.forEach((mention, index) => {
    const values = resolveMention(mention, rules);
    if (values.length === 0) return;
    const last = readings.at(-1);
    if (mention.alternative === true && last !== undefined) {
      last.readings.push(...values);
      last.to = place(mention).to;
      return;
    }
    const excluded = isExcluded(tokens, mention) || isMovedAway(tokens, mentions, index);
    const rest = excluded ? restOfDay(mention, rules) : undefined;
    if (rest !== undefined) {
      readings.push({ readings: [rest], ...place(mention) });
      return;
    }
    const reading: WhenReading = { readings: values, ...place(mention) };
    readings.push(excluded ? { ...reading, excluded } : reading);
  });
  return dropPast(
    readings.filter((reading) => context.focused || !isTold(reading)),
    rules.today,
  );

  /** "I saw him last week": unasked, what is over is part of a story. */
  function isTold(reading: WhenReading): boolean {
    if (!isPast(reading, context.now)) return false;
    const { from, to } = reading;
    return tokens.some((token) => token.from >= from && token.to <= to && told.has(token.text));
  }

  function place(mention: Mention): { from: number; to: number } {
    return { from: tokens[mention.from]?.from ?? 0, to: tokens[mention.to - 1]?.to ?? 0 };
  }
}

/** "Not in the morning" wishes for what the day has besides. */
function restOfDay(
  { part, days, clock, moment }: Mention,
  rules: RuleContext,
): TimeValue | undefined {
  if (part === undefined || days || clock || moment) return undefined;
  if (part.name === 'morning') {
    return { time: part.timeTo, timeTo: edgeOfHours(rules, 'close') ?? '22:00' };
  }
  const open = edgeOfHours(rules, 'open') ?? '06:00';
  return open < part.time ? { time: open, timeTo: part.time } : undefined;
}

/** What is over is told, not wished for, when a time to come is named as well. */
function dropPast(readings: WhenReading[], today: string): WhenReading[] {
  const coming = readings.filter((reading) => !isPast(reading, today));
  return coming.length > 0 ? coming : readings;
}

/** Whether all of it lies before the moment, or before the day when that has no time. */
function isPast({ readings }: WhenReading, moment: string): boolean {
  return readings.every(({ date, dateTo, time, timeTo }) => {
    const lastDay = dateTo ?? date;
    if (lastDay === undefined) return false;
    const lastTime = timeTo ?? time;
    const today = moment.slice(0, 10);
    if (lastTime === undefined || moment.length <= 10) return lastDay < today;
    return `${lastDay}T${lastTime}` < moment;
  });
}

function toRuleContext(context: WhenContext): RuleContext {
  const [today = '', time = ''] = context.now.split('T');
  return {
    today,
    time: time.slice(0, 5),
    timeZone: context.timeZone,
    hours: context.hours,
    focused: context.focused,
    ...(context.lastOffered === undefined ? {} : { offered: context.lastOffered }),
    day: () => undefined,
  };
}
