/** The instant of a local time in a zone; the last few hundred are remembered. */
import { Temporal } from 'temporal-polyfill';

/** Asking the zone takes 7 µs, and a call asks for the same few times at each of its verdicts. */
const rememberedMax = 500;
const remembered = new Map<string, number>();

/** `local` is `YYYY-MM-DDTHH:MM`. */
export function instantMs(local: string, timeZone: string): number {
  const key = `${local} ${timeZone}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const instant = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone);
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(key, instant.epochMilliseconds);
  return instant.epochMilliseconds;
}
