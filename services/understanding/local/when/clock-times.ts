/** Clock times: "half past three", "3:30 p.m.", "17 30", "25 to 7", "ten o'clock", "noon", "3-ish". */
import type { Token } from '../tokens.ts';
import { type Ending, type Half, readEnding } from './clock-endings.ts';
import { phraseAt, textAt } from './match.ts';
import { type ReadNumber, readNumber } from './numbers.ts';
import type { Clock, ClockPiece, RuleContext, Strength } from './pieces.ts';

const hourMax = 24;
const pastWords = new Set(['past', 'after']);
const toWords = new Set(['to', 'till', 'til', 'of', 'before']);
/** Minutes before the hour that people say without the word "minutes". */
const minutesSaid = new Set([5, 10, 15, 20, 25]);
const minutesTail = new Set(['minutes', 'mins']);
const namedTimes: readonly [phrase: string, hour: number][] = [
  ['12 noon', 12],
  ['twelve noon', 12],
  ['noon', 12],
  ['noonish', 12],
  ['noontime', 12],
  ['midday', 12],
  ['12 midnight', 0],
  ['twelve midnight', 0],
  ['midnight', 0],
];

export function readClock(
  tokens: Token[],
  at: number,
  _context?: RuleContext,
): ClockPiece | undefined {
  return (
    readNamedTime(tokens, at) ??
    readMinutesAndHour(tokens, at) ??
    readHalfHour(tokens, at) ??
    readHourAndMinutes(tokens, at) ??
    readHour(tokens, at)
  );
}

/** "noon", "12 midnight". */
function readNamedTime(tokens: Token[], at: number): ClockPiece | undefined {
  for (const [phrase, hour] of namedTimes) {
    const size = phraseAt(tokens, at, phrase);
    if (size > 0) return clockPiece(size, { hour, minute: 0, fixed: true }, 'strong');
  }
  return undefined;
}

/** "half past three", "a quarter to 5", "twenty after 3 pm", "36 minutes past eight", "10 to 4". */
function readMinutesAndHour(tokens: Token[], at: number): ClockPiece | undefined {
  const article = textAt(tokens, at) === 'a' ? 1 : 0;
  const minutes = readMinutes(tokens, at + article);
  if (minutes === undefined) return undefined;
  const relationAt = at + article + minutes.size;
  const relation = textAt(tokens, relationAt);
  const isPast = pastWords.has(relation);
  if (!isPast && !toWords.has(relation)) return undefined;
  // "three before four" counts something else; "of" and "before" need a clear quarter or "minutes".
  if ((relation === 'before' || relation === 'of') && !minutes.clear) return undefined;
  const hour = readHourAlone(tokens, relationAt + 1);
  if (hour === undefined) return undefined;
  const clock = minutesFromHour(isPast ? minutes.value : -minutes.value, hour.clock);
  const size = article + minutes.size + 1 + hour.size;
  const piece = clockPiece(size, clock, minutes.clear || isPast ? 'strong' : 'weak');
  if (!isPast && !minutes.clear && minutes.value <= 12) {
    piece.orFrom = { hour: minutes.value, minute: 0, fixed: false };
    piece.until = hour.clock;
  }
  return piece;
}

/** "half eight" is half past eight. */
function readHalfHour(tokens: Token[], at: number): ClockPiece | undefined {
  const hour = textAt(tokens, at) === 'half' ? readNumber(tokens, at + 1) : undefined;
  if (hour === undefined || hour.ordinal || hour.value < 1 || hour.value > 12) return undefined;
  const ending = readEnding(tokens, at + 1 + hour.size);
  const clock = makeClock(hour.value, 30, ending?.half, false);
  return clock && clockPiece(1 + hour.size + (ending?.size ?? 0), clock, 'weak');
}

function readMinutes(
  tokens: Token[],
  at: number,
): { value: number; size: number; clear: boolean } | undefined {
  if (textAt(tokens, at) === 'half') return { value: 30, size: 1, clear: true };
  const quarters = phraseAt(tokens, at, 'three quarters');
  if (quarters > 0) return { value: 45, size: quarters, clear: true };
  if (textAt(tokens, at) === 'quarter') return { value: 15, size: 1, clear: true };
  const number = readNumber(tokens, at);
  if (number === undefined || number.ordinal || number.value < 1 || number.value > 59) {
    return undefined;
  }
  const word = textAt(tokens, at + number.size);
  const named = word === 'minutes' || word === 'minute' || word === 'min' || word === 'mins';
  if (named) return { value: number.value, size: number.size + 1, clear: true };
  const past = textAt(tokens, at + number.size) === 'past';
  return past || minutesSaid.has(number.value) ? { ...number, clear: false } : undefined;
}

function minutesFromHour(minutes: number, hour: Clock): Clock {
  if (minutes >= 0) return { ...hour, minute: minutes };
  // Ten to one is before one: on a twelve-hour face the hour before one is twelve.
  const previous = hour.fixed ? (hour.hour + 23) % 24 : ((hour.hour + 10) % 12) + 1;
  return { hour: previous, minute: 60 + minutes, fixed: hour.fixed };
}

/** The hour of "quarter past …": a number, with am or pm if said, or noon. */
function readHourAlone(tokens: Token[], at: number): { clock: Clock; size: number } | undefined {
  const named = readNamedTime(tokens, at);
  if (named !== undefined) return { clock: named.clocks[0] as Clock, size: named.size };
  const hour = readNumber(tokens, at);
  if (hour === undefined || hour.ordinal || hour.value > hourMax) return undefined;
  // "10 to 3:30" is a range of clock times, not minutes before an hour.
  if (readMinutesAfterHour(tokens, at + hour.size, hour) !== undefined) return undefined;
  const ending = readEnding(tokens, at + hour.size);
  const clock = makeClock(hour.value, 0, ending?.half, isWrittenOut(hour));
  return clock === undefined ? undefined : { clock, size: hour.size + (ending?.size ?? 0) };
}

/** "5:30", "8.10 pm", "19h30", "17 30", "three thirty", "twelve oh three", "1030", "7:56:30 pm". */
function readHourAndMinutes(tokens: Token[], at: number): ClockPiece | undefined {
  const hour = readNumber(tokens, at);
  if (hour === undefined || hour.ordinal) return undefined;
  const compact = readCompact(tokens, at, hour);
  if (compact !== undefined) return compact;
  if (hour.value > hourMax) return undefined;
  const minutes = readMinutesAfterHour(tokens, at + hour.size, hour);
  if (minutes === undefined) return undefined;
  const tail = minutesTail.has(textAt(tokens, at + hour.size + minutes.size)) ? 1 : 0;
  const ending = readEnding(tokens, at + hour.size + minutes.size + tail);
  const clock = makeClock(hour.value, minutes.value, ending?.half, isWrittenOut(hour));
  if (clock === undefined) return undefined;
  const size = hour.size + minutes.size + tail + (ending?.size ?? 0);
  return clockPiece(size, clock, ending === undefined ? minutes.strength : 'strong');
}

/** "1030", "330 p.m.", "0915": at least three digits, the last two the minutes. */
function readCompact(tokens: Token[], at: number, number: ReadNumber): ClockPiece | undefined {
  const digits = number.digits ?? '';
  if (digits.length < 3) return undefined;
  const hour = Number(digits.slice(0, -2));
  const minute = Number(digits.slice(-2));
  const military: Ending | undefined = textAt(tokens, at + 1) === 'hours' ? { size: 1 } : undefined;
  const ending = readEnding(tokens, at + 1) ?? military;
  const clock = makeClock(hour, minute, ending?.half, digits.startsWith('0'));
  if (clock === undefined || minute > 59) return undefined;
  // "1030" alone may as well be a house number.
  return clockPiece(1 + (ending?.size ?? 0), clock, ending === undefined ? 'bare' : 'strong');
}

function readMinutesAfterHour(
  tokens: Token[],
  at: number,
  hour: ReadNumber,
): { value: number; size: number; strength: Strength } | undefined {
  const mark = tokens[at];
  if (mark === undefined) return undefined;
  const separator = mark.text === ':' || mark.text === '.' || mark.text === 'h';
  if (separator && hour.digits !== undefined) {
    const minute = twoDigits(tokens[at + 1]);
    if (minute === undefined || tokens[at + 1]?.spaced) return undefined;
    const seconds = textAt(tokens, at + 2) === ':' && twoDigits(tokens[at + 3]) !== undefined;
    return {
      value: minute,
      size: seconds ? 4 : 2,
      strength: mark.text === '.' ? 'weak' : 'strong',
    };
  }
  if (hour.digits !== undefined) {
    // Digits beside digits are a telephone number when there are more than two groups.
    const minute = mark.kind === 'digits' ? twoDigits(mark) : undefined;
    const more = tokens[at + 1]?.kind === 'digits' || tokens[at + 1]?.text === '-';
    if (minute === undefined || more || hour.digits.length > 2) return undefined;
    return { value: minute, size: 1, strength: 'weak' };
  }
  return readSpokenMinutes(tokens, at);
}

/** "thirty", "twenty-seven", "oh five", "o 5", "zero three", "hundred". */
function readSpokenMinutes(
  tokens: Token[],
  at: number,
): { value: number; size: number; strength: Strength } | undefined {
  const hyphen = textAt(tokens, at) === '-' ? 1 : 0;
  const first = textAt(tokens, at + hyphen);
  if (first === 'hundred') {
    const hours = textAt(tokens, at + hyphen + 1) === 'hours' ? 1 : 0;
    return { value: 0, size: 1 + hyphen + hours, strength: hours > 0 ? 'strong' : 'weak' };
  }
  if (first === 'oh' || first === 'o' || first === 'zero') {
    const dash = textAt(tokens, at + hyphen + 1) === '-' ? 1 : 0;
    const unit = readNumber(tokens, at + hyphen + 1 + dash);
    if (unit === undefined || unit.ordinal || unit.value < 1 || unit.value > 9) return undefined;
    return { value: unit.value, size: hyphen + 1 + dash + unit.size, strength: 'weak' };
  }
  const minutes = readNumber(tokens, at + hyphen);
  if (minutes === undefined || minutes.ordinal || minutes.digits !== undefined) return undefined;
  if (minutes.value < 10 || minutes.value > 59) return undefined;
  return { value: minutes.value, size: hyphen + minutes.size, strength: 'weak' };
}

/** "3", "ten o'clock", "9am", "3ish pm", "3 in the AM". */
function readHour(tokens: Token[], at: number): ClockPiece | undefined {
  const hour = readNumber(tokens, at);
  if (hour === undefined || hour.ordinal || hour.value > hourMax) return undefined;
  if ((hour.digits?.length ?? 0) > 2) return undefined;
  const ending = readEnding(tokens, at + hour.size);
  const clock = makeClock(hour.value, 0, ending?.half, isWrittenOut(hour));
  if (clock === undefined) return undefined;
  const size = hour.size + (ending?.size ?? 0);
  return clockPiece(size, clock, ending === undefined ? 'bare' : 'strong');
}

function makeClock(
  hour: number,
  minute: number,
  half: Half | undefined,
  writtenOut: boolean,
): Clock | undefined {
  if (hour > hourMax || minute > 59 || (hour === hourMax && minute > 0)) return undefined;
  if (half !== undefined && hour <= 12) {
    return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute, fixed: true };
  }
  const fixed = writtenOut || hour === 0 || hour > 12;
  return { hour: hour % 24, minute, fixed };
}

/** `08` is written by a 24-hour clock. */
function isWrittenOut(hour: ReadNumber): boolean {
  return hour.digits?.startsWith('0') === true && hour.digits.length > 1;
}

function twoDigits(token: Token | undefined): number | undefined {
  if (token?.kind !== 'digits' || token.text.length !== 2) return undefined;
  const value = Number(token.text);
  return value <= 59 ? value : undefined;
}

function clockPiece(size: number, clock: Clock, strength: Strength): ClockPiece {
  return { kind: 'clock', size, clocks: [clock], strength };
}
