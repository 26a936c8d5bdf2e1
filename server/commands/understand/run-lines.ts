/** Turns as JSON lines from standard input, and what they mean as JSON lines on standard output. */
import { createInterface } from 'node:readline';
import type { SlotKind } from '../../../machines/vocabulary.ts';
import { systemClock } from '../../../services/clock.ts';
import type { UnderstandingMaker } from '../../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';
import { type Line, type LineAnswer, lineExample, parseLine, turnOf } from '../understand-lines.ts';

/** One turn may wait this long for its reading before it counts as not understood. */
const turnMsMax = 10_000;

/** How many lines could not be read; each is told on standard error. */
export async function runLines(
  maker: UnderstandingMaker,
  vocabularyAt: (timeZone: string) => Vocabulary,
): Promise<number> {
  await warmUp(maker, vocabularyAt);
  let failed = 0;
  let number = 0;
  if (process.stdin.isTTY) {
    process.stderr.write(`write JSON lines, as ${lineExample}; end with Ctrl-D\n`);
  }
  for await (const text of createInterface({ input: process.stdin })) {
    number++;
    if (text.trim() === '') continue;
    const parsed = parseLine(text);
    if ('wrong' in parsed) {
      failed++;
      process.stderr.write(`line ${number}: ${parsed.wrong}\n`);
      continue;
    }
    for (const note of parsed.leftOut) process.stderr.write(`line ${number}: ${note}\n`);
    const answer = await answerLine(parsed.line, maker, vocabularyAt(parsed.line.timeZone));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return failed;
}

/** Until it has read a little the engine is slow, and `tookMs` would tell of that. */
const warmUpLines: readonly [expecting: SlotKind, text: string, guess: string][] = [
  ['when', "hi, I'd like to book for two next Tuesday at half past three", 'next Tuesday at three'],
  ['yes-no', 'yes please, no wait, make it the day after that', 'yes please'],
  ['name', 'John Smith', 'Jon Smyth'],
  ['phone', 'six one four five five five oh one four two', '614 555 0142'],
  ['birth-date', 'March third nineteen eighty eight', 'March 3rd 1988'],
  ['email', 'j dot smith at gmail dot com', 'j smith at gmail dot com'],
];
const warmUpTimes = 6;

async function warmUp(
  maker: UnderstandingMaker,
  vocabularyAt: (timeZone: string) => Vocabulary,
): Promise<void> {
  if (maker.name !== 'local') return;
  const sample = Array.from({ length: warmUpTimes }, () => warmUpLines).flat();
  for (const [kind, text, guess] of sample) {
    const now = '2026-11-20T15:00';
    const line = { text, nbest: [guess], now, expecting: [kind], timeZone: 'UTC' };
    await answerLine(line, maker, vocabularyAt(line.timeZone));
  }
}

async function answerLine(
  line: Line,
  maker: UnderstandingMaker,
  vocabulary: Vocabulary,
): Promise<LineAnswer> {
  const turn = turnOf(line, vocabulary);
  const from = systemClock.now();
  const understood = await maker.understand(turn, AbortSignal.timeout(turnMsMax));
  const tookMs = systemClock.now() - from;
  return { ...(line.id === undefined ? {} : { id: line.id }), ...understood, tookMs };
}
