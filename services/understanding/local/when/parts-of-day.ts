/** Parts of the day: "morning", "late afternoon", "tonight", "first thing", "after lunch", "end of the day". */
import type { Vocabulary } from '../../vocabulary.ts';
import type { Token } from '../tokens.ts';
import { addDays, weekdayOf } from './calendar.ts';
import { longestPhraseAt, phraseAt, textAt } from './match.ts';
import type { DayPart, PartPiece, RuleContext } from './pieces.ts';

type PartName = DayPart['name'];
type Span = readonly [time: string, timeTo: string];

/** Wide on purpose: the business's hours narrow them, and a caller's evening starts at five. */
const wholeParts: Record<PartName, Span> = {
  morning: ['06:00', '12:00'],
  afternoon: ['12:00', '18:00'],
  evening: ['17:00', '22:00'],
  night: ['18:00', '23:59'],
};
const earlyParts: Record<PartName, Span> = {
  morning: ['06:00', '09:30'],
  afternoon: ['12:00', '14:30'],
  evening: ['17:00', '19:00'],
  night: ['18:00', '20:00'],
};
const lateParts: Record<PartName, Span> = {
  morning: ['10:00', '12:00'],
  afternoon: ['15:00', '18:00'],
  evening: ['19:00', '22:00'],
  night: ['21:00', '23:59'],
};
const middleParts: Record<PartName, Span> = {
  morning: ['09:00', '11:00'],
  afternoon: ['14:00', '16:00'],
  evening: ['18:00', '20:00'],
  night: ['20:00', '22:00'],
};
const namedSpans: readonly [phrase: string, name: PartName, span: Span][] = [
  ['after lunch', 'afternoon', ['13:00', '17:00']],
  ['before lunch', 'morning', ['06:00', '12:00']],
  ['lunchtime', 'afternoon', ['12:00', '14:00']],
  ['lunch time', 'afternoon', ['12:00', '14:00']],
  ['at lunch', 'afternoon', ['12:00', '14:00']],
  ['around lunch', 'afternoon', ['12:00', '14:00']],
  ['after work', 'evening', ['17:00', '21:00']],
  ['before work', 'morning', ['06:00', '09:00']],
  ['daytime', 'afternoon', ['08:00', '18:00']],
  ['after school', 'afternoon', ['15:00', '18:00']],
];
const words = new Map<string, PartName>([
  ['morning', 'morning'],
  ['mornings', 'morning'],
  ['afternoon', 'afternoon'],
  ['afternoons', 'afternoon'],
  ['evening', 'evening'],
  ['evenings', 'evening'],
  ['night', 'night'],
]);
const modifiers = new Map([
  ['early', earlyParts],
  ['earlier', earlyParts],
  ['late', lateParts],
  ['later', lateParts],
  ['mid', middleParts],
  ['middle', middleParts],
]);
const firsts = [
  'first thing',
  'first appointment of the day',
  'first slot of the day',
  'first one of the day',
  'right when you open',
  'when you open',
  'as soon as you open',
];
const lasts = [
  'end of the day',
  'end of today',
  'end of day',
  'eod',
  'close of business',
  'close of play',
  'end of business',
  'end of the business day',
  'last thing',
  'last appointment of the day',
  'last slot of the day',
  'last one of the day',
  'right before you close',
  'before you close',
];
const clauseOpeners = new Set(['i', 'you', 'we', 'to', 'that', 'is', 'was', 'they']);
/** The stretch called "first thing" and "end of the day" when the hours are known. */
const edgeMinutes = 120;

export function readDayPart(
  tokens: Token[],
  at: number,
  context: RuleContext,
): PartPiece | undefined {
  return (
    readToday(tokens, at, context) ??
    readEdge(tokens, at, context) ??
    readNamedSpan(tokens, at) ??
    readPart(tokens, at)
  );
}

/** "this morning", "tonight": today's. */
function readToday(tokens: Token[], at: number, context: RuleContext): PartPiece | undefined {
  const days = [{ date: context.today }];
  if (textAt(tokens, at) === 'tonight') {
    return { kind: 'part', size: 1, part: makePart('night', wholeParts.night), days };
  }
  const lastNight = phraseAt(tokens, at, 'last night');
  if (lastNight > 0) {
    const yesterday = [{ date: addDays(context.today, -1) }];
    return {
      kind: 'part',
      size: lastNight,
      part: makePart('night', wholeParts.night),
      days: yesterday,
    };
  }
  if (textAt(tokens, at) !== 'this') return undefined;
  const part = readPart(tokens, at + 1);
  return part === undefined ? undefined : { ...part, size: part.size + 1, days };
}

/** "morning", "late afternoon", "early in the evening", "mid-morning". */
function readPart(tokens: Token[], at: number): PartPiece | undefined {
  const modifier = modifiers.get(textAt(tokens, at));
  let next = modifier === undefined ? at : at + 1;
  if (modifier !== undefined) {
    if (textAt(tokens, next) === '-') next += 1;
    next += Math.max(phraseAt(tokens, next, 'in the'), phraseAt(tokens, next, 'of the'));
  }
  const name = words.get(textAt(tokens, next));
  if (name === undefined) return undefined;
  const time = textAt(tokens, next + 1) === 'time' ? 1 : 0;
  const span = (modifier ?? wholeParts)[name];
  return { kind: 'part', size: next + 1 + time - at, part: makePart(name, span) };
}

function readNamedSpan(tokens: Token[], at: number): PartPiece | undefined {
  for (const [phrase, name, span] of namedSpans) {
    const size = phraseAt(tokens, at, phrase);
    if (size > 0) return { kind: 'part', size, part: makePart(name, span) };
  }
  return undefined;
}

/** "first thing (in the morning)", "end of the day": measured from the opening hours. */
function readEdge(tokens: Token[], at: number, context: RuleContext): PartPiece | undefined {
  const first = longestPhraseAt(tokens, at, firsts);
  // "The first thing I should do" is no time.
  if (first > 0 && !clauseOpeners.has(textAt(tokens, at + first))) {
    const tail = Math.max(phraseAt(tokens, at + first, 'in the morning'), 0);
    const open = edgeOfHours(context, 'open') ?? '08:00';
    const part = makePart('morning', [open, shift(open, edgeMinutes)]);
    return { kind: 'part', size: first + tail, part };
  }
  const the = textAt(tokens, at) === 'the' ? 1 : 0;
  const last = longestPhraseAt(tokens, at + the, lasts);
  if (last === 0) return undefined;
  // Where nobody knows when we close, the end of the day is open.
  const close = edgeOfHours(context, 'close');
  const part = makePart('afternoon', [shift(close ?? '18:00', -edgeMinutes), close ?? '23:59']);
  const isToday = textAt(tokens, at + the + last - 1) === 'today';
  const days = isToday ? { days: [{ date: context.today }] } : {};
  return { kind: 'part', size: last + the, part, ...days };
}

/** The first opening or the last closing of the week's days. */
export function edgeOfHours(
  context: { hours: Vocabulary['hours'] },
  edge: 'open' | 'close',
  date?: string,
): string | undefined {
  const day = date === undefined ? undefined : context.hours[weekdayOf(date) - 1];
  const stretches = day !== undefined && day.length > 0 ? day : context.hours.flat();
  const times = stretches.map(([open, close]) => (edge === 'open' ? open : close)).sort();
  return edge === 'open' ? times[0] : times.at(-1);
}

function shift(time: string, minutes: number): string {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const bounded = Math.max(0, Math.min(total, 23 * 60 + 59));
  return `${String(Math.floor(bounded / 60)).padStart(2, '0')}:${String(bounded % 60).padStart(2, '0')}`;
}

function makePart(name: PartName, [time, timeTo]: Span): DayPart {
  return { name, time, timeTo };
}
