/** Values of a business as operations would write them in a note: money, days, hours, texts. */
import { Temporal } from 'temporal-polyfill';
import type { Hours, Service } from '../../policy/business.ts';
import type { Weekday } from '../../policy/weekdays.ts';

export function money(amount: number, currency: string): string {
  return `${amount.toFixed(2)} ${currency}`;
}

export function priceWords(price: Service['price'], currency: string): string {
  if (price === 'free') return 'free';
  if (price === 'on-request') return 'a price on request';
  if ('exactly' in price) return money(price.exactly, currency);
  const from = `from ${money(price.from, currency)}`;
  return price.to === undefined ? from : `${from} to ${money(price.to, currency)}`;
}

/** `2026-12-24` as `Thursday 24 December 2026`. */
export function dayWords(date: string): string {
  const day = Temporal.PlainDate.from(date);
  const part = (options: Intl.DateTimeFormatOptions) => day.toLocaleString('en-US', options);
  return `${part({ weekday: 'long' })} ${day.day} ${part({ month: 'long' })} ${day.year}`;
}

export function weekdayWords(weekday: string): string {
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`;
}

/** Without any stretch, `otherwise`: what it means depends on whose hours they are. */
export function stretchWords(
  stretches: readonly (readonly [string, string])[] | undefined,
  otherwise: string,
): string {
  if (stretches === undefined || stretches.length === 0) return otherwise;
  return stretches.map(([from, to]) => `${from} to ${to}`).join(' and ');
}

export function weekWords(hours: Hours): string {
  const days = Object.entries(hours) as [Weekday, [string, string][]][];
  return days
    .map(([weekday, stretches]) => `${weekdayWords(weekday)} ${stretchWords(stretches, 'off')}`)
    .join(', ');
}

/** Anything else: what a reader can make sense of, and never braces and quotes where it can be helped. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return `“${value.trim()}”`;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${valueWords(inner)}`)
    .join(', ');
}

/** A long list is not read twice to find what is new in it. */
export function listWords(before: readonly unknown[], after: readonly unknown[]): string {
  const [old, now] = [before.map(valueWords), after.map(valueWords)];
  const added = now.filter((each) => !old.includes(each));
  const removed = old.filter((each) => !now.includes(each));
  const parts = [
    ...(added.length > 0 ? [`${added.join(', ')} as well`] : []),
    ...(removed.length > 0 ? [`no longer ${removed.join(', ')}`] : []),
  ];
  return parts.join(', and ') || `in another order: ${now.join(', ')}`;
}
