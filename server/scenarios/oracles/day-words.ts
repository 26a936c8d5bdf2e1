/** Days and hours as the rules know them: written anew here, so that they check the line's own. */

const dayMs = 86_400_000;
const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** As if local times were the world's: differences are right but for a night of changing clocks. */
const asMs = (local: string) => Date.parse(local.length === 10 ? `${local}T00:00Z` : `${local}Z`);

export function minutesBetween(from: string, to: string): number {
  return (asMs(to) - asMs(from)) / 60_000;
}

export function weekdayNamed(date: string): (typeof weekdays)[number] {
  return weekdays[new Date(asMs(date)).getUTCDay()] ?? 'sunday';
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const moments = new Map<string, string>();
/** Practised calls begin at one moment and last minutes. */
const momentsMax = 10_000;

/** `YYYY-MM-DDTHH:MM` where the business is. */
export function localNow(atMs: number, timeZone: string): string {
  const key = `${Math.floor(atMs / 60_000)} ${timeZone}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, clock);
  const local = clock.format(atMs).replace(' ', 'T');
  if (moments.size >= momentsMax) moments.clear();
  moments.set(key, local);
  return local;
}

/** Whether the text names this day; where it is `alone` in it, then no other day of a month. */
export function namesDay(
  text: string,
  { date, now, alone }: { date: string; now: string; alone: boolean },
): boolean {
  const ahead = Math.round((asMs(date) - asMs(now.slice(0, 10))) / dayMs);
  const near = ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : ahead === -1 ? 'yesterday' : '';
  const lower = text.toLowerCase();
  if (near !== '') return lower.includes(near);
  if (!lower.includes(weekdayNamed(date))) return false;
  if (!alone) return true;
  const ordinals = [...text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)\b/g)].map(([, day]) =>
    Number(day),
  );
  const month = months[Number(date.slice(5, 7)) - 1] ?? '';
  const otherMonth = !text.includes(month) && months.some((each) => text.includes(each));
  return (ordinals.length === 0 || ordinals.includes(Number(date.slice(8)))) && !otherMonth;
}

/** `14:30` as a clock shows it to a caller: `2:30`, `2`, `noon`. */
export function clockFace(time: string): string {
  if (time === '12:00') return 'noon';
  if (time === '00:00' || time === '24:00') return 'midnight';
  const hour = ((Number(time.slice(0, 2)) + 23) % 12) + 1;
  return time.endsWith(':00') ? String(hour) : `${hour}:${time.slice(3)}`;
}

const parts: [name: string, from: number, to: number][] = [
  ['in the morning', 0, 12],
  ['in the afternoon', 12, 18],
  ['in the evening', 16, 24],
  ['at night', 20, 24],
];

/** Whether the text tells that time of day: its hour, and no other part of the day behind it. */
export function namesTime(text: string, time: string): boolean {
  const face = clockFace(time);
  const hour = Number(time.slice(0, 2));
  const at = new RegExp(`(?<![\\d:])${face}(?![\\d:]|st\\b|nd\\b|rd\\b|th\\b)`, 'g');
  return [...text.matchAll(at)].some(({ index }) => {
    const behind = text
      .slice(index + face.length)
      .replace(" o'clock", '')
      .trimStart();
    const part = parts.find(([name]) => behind.startsWith(name));
    return part === undefined || (part[1] <= hour && hour < part[2]);
  });
}
