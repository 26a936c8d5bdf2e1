/** Times of day as Americans say them: `9 o'clock`, `3:30`, `noon`, `7 in the evening`. */

/**
 * `alone` is a time by itself, `9 o'clock`; `among` is one of several, or an end of a range, where
 * the bare `9` is clear.
 */
export type TimeStyle = 'alone' | 'among';

/** Says whether a time (`HH:MM`) would be mistaken for the one twelve hours away. */
export type IsAmbiguous = (time: string) => boolean;

export function spokenTime(time: string, style: TimeStyle, isAmbiguous: IsAmbiguous): string {
  if (!isAmbiguous(time) || isNamed(time)) return clockFace(time, style);
  return `${clockFace(time, 'among')} ${dayPart(time)}`;
}

export function dayPart(time: string): string {
  const hour = Number(time.slice(0, 2)) % 24;
  if (hour < 12) return 'in the morning';
  if (hour < 17) return 'in the afternoon';
  return hour < 21 ? 'in the evening' : 'at night';
}

/** The time without its part of the day. */
export function clockFace(time: string, style: TimeStyle): string {
  if (time === '12:00') return 'noon';
  if (isNamed(time)) return 'midnight';
  const hour = ((Number(time.slice(0, 2)) + 11) % 12) + 1;
  const minutes = time.slice(3, 5);
  if (minutes !== '00') return `${hour}:${minutes}`;
  return style === 'alone' ? `${hour} o'clock` : String(hour);
}

function isNamed(time: string): boolean {
  return time === '12:00' || time === '00:00' || time === '24:00';
}

/**
 * A time of a business with these open stretches is clear when it is within them and the one twelve
 * hours away is not. Where nothing is known of its hours, nothing is clear.
 */
export function ambiguityOf(stretches: readonly (readonly [string, string])[]): IsAmbiguous {
  const opens = stretches.map(([from]) => from).sort()[0] ?? '24:00';
  const closes =
    stretches
      .map(([, to]) => to)
      .sort()
      .at(-1) ?? '00:00';
  const within = (time: string) => opens <= time && time <= closes;
  return (time) => !within(time) || within(twelveHoursAway(time));
}

function twelveHoursAway(time: string): string {
  const hour = (Number(time.slice(0, 2)) + 12) % 24;
  return `${String(hour).padStart(2, '0')}${time.slice(2)}`;
}
