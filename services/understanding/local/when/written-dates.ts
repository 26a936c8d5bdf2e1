/** Dates written in figures: "2026-12-01", "3/4", "22/04", "07-27-2022", "2020/Sep/23". */
import type { Token } from '../tokens.ts';
import { makeDate } from './calendar.ts';
import { readMonthName } from './calendar-dates.ts';
import { textAt } from './match.ts';
import type { DayPiece, DaySpan, RuleContext, SaidDate } from './pieces.ts';
import { isWholeText } from './plausible.ts';
import { resolveSaidDate } from './said-dates.ts';

const separators = new Set(['/', '-', '.']);
const monthFirstZones = /^(America|US|Etc)\/|^UTC$|^GMT$|^Pacific\/Honolulu$/;

export function readWrittenDate(
  tokens: Token[],
  at: number,
  context: RuleContext,
): DayPiece | undefined {
  return (
    readYearFirst(tokens, at) ?? readYearLast(tokens, at, context) ?? readPair(tokens, at, context)
  );
}

/** The token after a separator that stands at this place and is the same as the one before. */
function partAfter(tokens: Token[], at: number, separator?: string): number | undefined {
  const text = textAt(tokens, at);
  const fits = separator === undefined ? separators.has(text) : text === separator;
  return fits && tokens[at + 1] !== undefined ? at + 1 : undefined;
}

function figure(tokens: Token[], at: number, digitsMax: number): number | undefined {
  const token = tokens[at];
  return token?.kind === 'digits' && token.text.length <= digitsMax
    ? Number(token.text)
    : undefined;
}

/** "2026-12-01", "2020/Sep/23". */
function readYearFirst(tokens: Token[], at: number): DayPiece | undefined {
  if (textAt(tokens, at).length !== 4) return undefined;
  const year = figure(tokens, at, 4);
  const second = partAfter(tokens, at + 1);
  if (year === undefined || second === undefined) return undefined;
  const third = partAfter(tokens, second + 1, textAt(tokens, at + 1));
  const month = figure(tokens, second, 2) ?? readMonthName(tokens, second);
  const day = third === undefined ? undefined : figure(tokens, third, 2);
  if (month === undefined || day === undefined) return undefined;
  const date = makeDate(year, month, day);
  return date === undefined
    ? undefined
    : { kind: 'day', size: 5, days: [{ date }], said: { year, month, day } };
}

/** "12/7/2014", "07-27-22". */
function readYearLast(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const first = figure(tokens, at, 2);
  const second = partAfter(tokens, at + 1);
  const third =
    second === undefined ? undefined : partAfter(tokens, second + 1, textAt(tokens, at + 1));
  if (first === undefined || second === undefined || third === undefined) return undefined;
  const other = figure(tokens, second, 2);
  const yearText = textAt(tokens, third);
  const written = figure(tokens, third, 4);
  if (other === undefined || written === undefined || yearText.length % 2 === 1) return undefined;
  const year = yearText.length === 2 ? 2000 + written : written;
  return dayPiece(
    5,
    monthAndDay(first, other, context).map((said) => ({ ...said, year })),
    context,
  );
}

/** "3/4", "22/04"; "2 - 15" and "5.12" only where nothing but a date fits. */
function readPair(tokens: Token[], at: number, context: RuleContext): DayPiece | undefined {
  const first = figure(tokens, at, 2);
  const second = partAfter(tokens, at + 1);
  const other = second === undefined ? undefined : figure(tokens, second, 2);
  if (first === undefined || second === undefined || other === undefined) return undefined;
  const separator = textAt(tokens, at + 1);
  if (separator === textAt(tokens, second + 1) && separator !== '.') return undefined;
  if (separator !== '/') {
    const before = textAt(tokens, at - 1);
    const afterOn = before === 'on' || before === 'next';
    const alone = separator === '-' && other > 12 && isWholeText(tokens, at, at + 3);
    if (!afterOn && !alone) return undefined;
  }
  return dayPiece(3, monthAndDay(first, other, context), context);
}

/** Month first where that is the custom; both ways elsewhere, unless only one is possible. */
function monthAndDay(first: number, second: number, context: RuleContext): SaidDate[] {
  const monthFirst = { month: first, day: second };
  const dayFirst = { month: second, day: first };
  if (first > 12) return [dayFirst];
  if (second > 12 || first === second || monthFirstZones.test(context.timeZone))
    return [monthFirst];
  return [monthFirst, dayFirst];
}

function dayPiece(size: number, said: SaidDate[], context: RuleContext): DayPiece | undefined {
  const days: DaySpan[] = said
    .filter((one) => one.month !== undefined && one.month >= 1 && one.month <= 12)
    .flatMap((one) => resolveSaidDate(one, context.today));
  const [only] = said;
  if (days.length === 0 || only === undefined) return undefined;
  return said.length === 1 ? { kind: 'day', size, days, said: only } : { kind: 'day', size, days };
}
