/** Lists as they are spoken: `a`, `a or b`, `a, b, or c`. */

/** An item longer than this is not held in mind without a pause behind it. */
const itemLengthMax = 32;

export type Conjunction = 'and' | 'or';

export function spokenList(items: readonly string[], conjunction: Conjunction): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  // Items that hold a comma or a conjunction of their own need the pause to be told apart.
  const long = (item: string) => item.length > itemLengthMax || /,| and | or /.test(item);
  const short = items.length === 2 && !items.some(long);
  const pause = short ? '' : ',';
  return `${items.slice(0, -1).join(', ')}${pause} ${conjunction} ${last}`;
}
