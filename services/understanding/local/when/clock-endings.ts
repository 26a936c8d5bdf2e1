/** What may follow a clock time: "o'clock", "ish", "a.m.", "sharp". */
import type { Token } from '../tokens.ts';
import { phraseAt, textAt } from './match.ts';

export type Half = 'am' | 'pm';
export interface Ending {
  size: number;
  half?: Half;
}

/** The words in this order; undefined when there is none. */
export function readEnding(tokens: Token[], at: number): Ending | undefined {
  let next = at;
  next += readOclock(tokens, next);
  if (textAt(tokens, next) === '-' && textAt(tokens, next + 1) === 'ish') next += 1;
  if (textAt(tokens, next) === 'ish') next += 1;
  const half = readHalf(tokens, next);
  next += half?.size ?? 0;
  if (textAt(tokens, next) === 'sharp') next += 1;
  next += phraseAt(tokens, next, 'on the dot');
  if (next === at) return undefined;
  return half?.half === undefined ? { size: next - at } : { size: next - at, half: half.half };
}

function readOclock(tokens: Token[], at: number): number {
  const first = textAt(tokens, at);
  if (first === "o'clock" || first === 'oclock') return 1;
  if (first === 'h' && tokens[at]?.spaced === false) return 1;
  if (first !== 'o' && first !== 'oh') return 0;
  if (textAt(tokens, at + 1) === 'clock') return 2;
  const mark = tokens[at + 1];
  return mark?.kind === 'mark' && textAt(tokens, at + 2) === 'clock' ? 3 : 0;
}

/** "pm", "p.m.", "p m", "p . m .", "in the am"; "p" only when it touches the number. */
function readHalf(tokens: Token[], at: number): { half: Half; size: number } | undefined {
  const lead = phraseAt(tokens, at, 'in the') || (textAt(tokens, at) === 'in' ? 1 : 0);
  const start = at + lead;
  const word = textAt(tokens, start);
  if (word === 'am' || word === 'pm') {
    return { half: word, size: lead + 1 };
  }
  if (word !== 'a' && word !== 'p') return undefined;
  const half = word === 'a' ? 'am' : 'pm';
  let next = start + 1;
  if (textAt(tokens, next) === '.') next += 1;
  if (textAt(tokens, next) === 'm') {
    if (textAt(tokens, next + 1) === '.') next += 1;
    return { half, size: next + 1 - at };
  }
  const touches = lead === 0 && tokens[start]?.spaced === false;
  return touches ? { half, size: 1 } : undefined;
}
