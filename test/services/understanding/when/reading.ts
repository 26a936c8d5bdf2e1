/** Reads a sentence for the tests of this folder and writes what came out as one short line. */
import type { TimeValue } from '../../../../machines/vocabulary.ts';
import { readWhen } from '../../../../services/understanding/local/when/read-when.ts';
import type { WhenContext } from '../../../../services/understanding/local/when/when.ts';

type Hours = WhenContext['hours'];
const weekday: [string, string][] = [['09:00', '17:00']];

export const unknownHours: Hours = [[], [], [], [], [], [], []];
export const officeHours: Hours = [
  weekday,
  weekday,
  weekday,
  weekday,
  weekday,
  [['09:00', '12:00']],
  [],
];

/** Friday, 20 November 2026, three in the afternoon; the agent has just asked when. */
const base: WhenContext = {
  now: '2026-11-20T15:00',
  timeZone: 'America/New_York',
  hours: officeHours,
  focused: true,
};

/** `2026-11-23 14:00 .. 16:00`; readings parted by ` | `, mentions by ` ; `, `not` before exclusions. */
export function read(text: string, changed: Partial<WhenContext> = {}): string {
  return readWhen(text, { ...base, ...changed })
    .map(({ readings, excluded }) => `${excluded ? 'not ' : ''}${readings.map(write).join(' | ')}`)
    .join(' ; ');
}

/** The stretches of the text that were read. */
export function spans(text: string, changed: Partial<WhenContext> = {}): string[] {
  return readWhen(text, { ...base, ...changed }).map(({ from, to }) => text.slice(from, to));
}

function write({ date, time, dateTo, timeTo }: TimeValue): string {
  const from = [date, time].filter((part) => part !== undefined).join(' ');
  const to = [dateTo, timeTo].filter((part) => part !== undefined).join(' ');
  return to === '' ? from : `${from} .. ${to}`;
}
