/** The names of weekdays and months, with the short forms that are not words of their own. */

/** 1 is Monday. */
export const weekdayNames: ReadonlyMap<string, number> = new Map([
  ['monday', 1],
  ['tuesday', 2],
  ['tues', 2],
  ['tue', 2],
  ['wednesday', 3],
  ['weds', 3],
  ['thursday', 4],
  ['thurs', 4],
  ['thur', 4],
  ['thu', 4],
  ['friday', 5],
  ['fri', 5],
  ['saturday', 6],
  ['sunday', 7],
]);

/** Short forms that are also English words: they count only beside a date or after "on", "next". */
export const weekdayHomonyms: ReadonlyMap<string, number> = new Map([
  ['mon', 1],
  ['wed', 3],
  ['sat', 6],
  ['sun', 7],
]);

export const monthNames: ReadonlyMap<string, number> = new Map([
  ['january', 1],
  ['february', 2],
  ['march', 3],
  ['april', 4],
  ['may', 5],
  ['june', 6],
  ['july', 7],
  ['august', 8],
  ['september', 9],
  ['october', 10],
  ['november', 11],
  ['december', 12],
]);

/** Short forms of months: they count only beside a day or a year. */
export const monthAbbreviations: ReadonlyMap<string, number> = new Map([
  ['jan', 1],
  ['feb', 2],
  ['mar', 3],
  ['apr', 4],
  ['jun', 6],
  ['jul', 7],
  ['aug', 8],
  ['sep', 9],
  ['sept', 9],
  ['oct', 10],
  ['nov', 11],
  ['dec', 12],
]);

/** Words that recognisers cut in two: "to morrow", "thurs day". */
export const splitWords: ReadonlySet<string> = new Set([
  ...[...weekdayNames.keys()].filter((name) => name.endsWith('day')),
  'tomorrow',
  'tonight',
  'midnight',
  'midday',
  'weekend',
  'afternoon',
  'lunchtime',
  'fortnight',
  'thanksgiving',
]);

/** Long words that are still recognised with a letter or two wrong. */
export const misspeltWords: readonly string[] = [
  ...[...weekdayNames.keys()].filter((name) => name.endsWith('day')),
  ...[...monthNames.keys()].filter((name) => name.length > 6),
  'tomorrow',
  'yesterday',
];
