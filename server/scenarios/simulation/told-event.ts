/** An event of a caller in words, for those who read a call in which nobody spoke any. */
import type { CallEvent } from '../../../machines/events.ts';

const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(asText).join(' ')
    : String(value);

/** "(gave name Anna Lee)": what was done, and with what. */
export function toldEvent({ type, ...what }: CallEvent): string {
  const parts = Object.entries(what).flatMap(([name, value]): string[] => {
    if (name === 'heard') return value === true ? [] : ['before it was heard'];
    if (typeof value !== 'object' || value === null) return [String(value)];
    return Object.entries(value).map(([slot, given]) =>
      name === 'unsure'
        ? `${slot} ${(given as unknown[]).map(asText).join(' or ')}`
        : `${slot} ${asText(given)}`,
    );
  });
  return `(${[type.replace('caller.', '').replaceAll('-', ' '), ...parts].join(' ')})`;
}
