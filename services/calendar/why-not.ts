/** Why a wished time cannot be had, in the words of the port. */
import type { EffectAnswer } from '../../machines/ports.ts';
import type { Search } from './day-openings.ts';
import { type LocalDay, minuteMs } from './local-time.ts';
import type { Wish } from './wish.ts';
import {
  holidayOn,
  openStretches,
  type Stretch,
  usualStretches,
  workingStretches,
} from './working-hours.ts';

export type Why = NonNullable<EffectAnswer['why']>;

/**
 * Of the reasons of several days the most hopeful one is told: a Monday that is full and a Sunday
 * that is closed make a wish for "Sunday or Monday" taken.
 */
const hopefulFirst: Why[] = [
  'taken',
  'off-grid',
  'too-soon',
  'too-long',
  'no-one',
  'holiday',
  'closed',
  'past',
  'too-far',
];

export function mostHopeful(reasons: Iterable<Why>): Why | undefined {
  const seen = new Set(reasons);
  return hopefulFirst.find((why) => seen.has(why));
}

/** Why nothing in the wished stretch of that day is open. */
export function whyNotOn(search: Search, day: LocalDay, wish: Wish, nowMs: number): Why {
  const { business, service, locations, staff } = search;
  const fits = (stretches: Stretch[]) =>
    stretches.some((stretch) => {
      const start = Math.max(stretch.from, wish.from);
      return start < wish.to && start + service.minutes <= stretch.to;
    });
  const touched = (stretches: Stretch[]) =>
    stretches.some(({ from, to }) => from < wish.to && wish.from < to);
  const lastStartMs = day.instantAt(wish.to - 1) ?? day.endMs;
  if (lastStartMs <= nowMs) return 'past';
  const open = locations.map((location) => openStretches(business, location, day));
  if (!open.some(fits)) {
    // Somebody is there then, and is so no longer before it would be over.
    if (open.some(touched)) return 'too-long';
    const holiday = holidayOn(business, day);
    const usual = locations.some((location) => fits(usualStretches(location, day)));
    return holiday !== undefined && (usual || holiday.hours === undefined) ? 'holiday' : 'closed';
  }
  const manned = locations.flatMap((location) =>
    staff.map((member) => workingStretches(business, location, member, day)),
  );
  if (!manned.some(fits)) return manned.some(touched) ? 'too-long' : 'no-one';
  if (lastStartMs < search.earliestMs || nothingLeft(search, day, wish)) return 'too-soon';
  // A time that the clocks skip exists on no calendar.
  if (wish.atTime && day.instantAt(wish.from) === undefined) return 'closed';
  // Whether somebody is there at ten past ten is not looked up: nothing begins then.
  if (wish.atTime && wish.from % business.booking.everyMinutes !== 0) return 'off-grid';
  return 'taken';
}

/** The notice alone already rules out every start that would fit into the hours. */
function nothingLeft(search: Search, day: LocalDay, wish: Wish): boolean {
  const { business, service, locations, staff, earliestMs } = search;
  return !locations.some((location) =>
    staff.some((member) =>
      workingStretches(business, location, member, day).some((stretch) => {
        const last = Math.min(stretch.to - service.minutes, wish.to - 1);
        if (last < Math.max(stretch.from, wish.from)) return false;
        const lastMs = day.instantAt(last) ?? day.startMs + last * minuteMs;
        return lastMs >= earliestMs;
      }),
    ),
  );
}
