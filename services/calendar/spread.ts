/** Which of many fitting openings are worth saying: few, apart from one another, soonest first. */
import type { DayOpening } from './day-openings.ts';

/** A caller can hold three times in mind. */
export const offersMax = 3;

/** Where the parts of a day begin, in minutes: the afternoon at noon, the evening at five. */
const partStarts = [0, 12 * 60, 17 * 60];

/**
 * For a wish of one day: the first opening of each part of the day, then whatever lies farthest
 * from those. For a wish of several days: the first of the morning and of the afternoon of the first day
 * that has any, then the first of each later day.
 */
export function spread(days: Iterable<DayOpening[]>, oneDay: boolean): DayOpening[] {
  const chosen: DayOpening[] = [];
  const seen: DayOpening[] = [];
  for (const day of days) {
    if (day.length === 0) continue;
    seen.push(...day);
    const most = chosen.length === 0 ? 2 : 1;
    const firsts = oneDay ? firstOfParts(day, offersMax) : firstOfParts(day, most);
    chosen.push(...firsts.slice(0, offersMax - chosen.length));
    if (chosen.length === offersMax) break;
  }
  while (chosen.length < offersMax) {
    const next = farthest(seen, chosen);
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen.sort((one, other) => one.startMs - other.startMs);
}

function firstOfParts(day: DayOpening[], most: number): DayOpening[] {
  const firsts = partStarts.flatMap((from, part) => {
    const to = partStarts[part + 1] ?? Number.POSITIVE_INFINITY;
    return day.find(({ minute }) => from <= minute && minute < to) ?? [];
  });
  return firsts.slice(0, most);
}

function farthest(from: DayOpening[], chosen: DayOpening[]): DayOpening | undefined {
  let best: DayOpening | undefined;
  let bestGapMs = 0;
  for (const opening of from) {
    const gapMs = Math.min(...chosen.map(({ startMs }) => Math.abs(startMs - opening.startMs)));
    if (gapMs <= bestGapMs) continue;
    best = opening;
    bestGapMs = gapMs;
  }
  return best;
}
