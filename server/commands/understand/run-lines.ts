/** Turns as JSON lines from standard input, and what they mean as JSON lines on standard output. */
import { createInterface } from 'node:readline';
import { systemClock } from '../../../services/clock.ts';
import type { UnderstandingMaker } from '../../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';
import { type LineAnswer, parseLine, turnOf } from '../understand-lines.ts';

/** One turn may wait this long for its reading before it counts as not understood. */
const turnMsMax = 10_000;

/** How many lines could not be read; each is told on standard error. */
export async function runLines(
  maker: UnderstandingMaker,
  vocabularyAt: (timeZone: string) => Vocabulary,
): Promise<number> {
  let failed = 0;
  let number = 0;
  for await (const text of createInterface({ input: process.stdin })) {
    number++;
    if (text.trim() === '') continue;
    const answer = await answerLine(text, maker, vocabularyAt);
    if ('wrong' in answer) {
      failed++;
      process.stderr.write(`line ${number}: ${answer.wrong}\n`);
    } else process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return failed;
}

async function answerLine(
  text: string,
  maker: UnderstandingMaker,
  vocabularyAt: (timeZone: string) => Vocabulary,
): Promise<LineAnswer | { wrong: string }> {
  const parsed = parseLine(text);
  if ('wrong' in parsed) return parsed;
  const turn = turnOf(parsed.line, vocabularyAt(parsed.line.timeZone));
  const from = systemClock.now();
  const understood = await maker.understand(turn, AbortSignal.timeout(turnMsMax));
  const tookMs = systemClock.now() - from;
  return { ...(parsed.line.id === undefined ? {} : { id: parsed.line.id }), ...understood, tookMs };
}
