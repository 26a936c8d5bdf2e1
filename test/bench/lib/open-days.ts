/** Days on which a practice is open, said as callers say them, each one asked for once. */
import { Temporal } from 'temporal-polyfill';
import type { Business } from '../../../machines/policy/business.ts';

const leadDays = 9;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const ordinals = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth ' +
  'fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first ' +
  'twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh ' +
  'twenty-eighth twenty-ninth thirtieth thirty-first'
).split(' ');

export function openDays(business: Business, today: string): () => string {
  const closed = new Set(business.holidays.map(({ date }) => date));
  let date = Temporal.PlainDate.from(today).add({ days: leadDays });
  return () => {
    do date = date.add({ days: 1 });
    while (date.dayOfWeek > weekdays.length || closed.has(date.toString()));
    const month = date.toLocaleString('en-US', { month: 'long' });
    return `${weekdays[date.dayOfWeek - 1]}, ${month} the ${ordinals[date.day - 1]}`;
  };
}
