/** How far long work is: a bar for who watches, plain lines for a log. */
import { systemClock } from '../../../services/clock.ts';
import { progressWords } from '../../scenarios/progress-words.ts';

const barWidth = 30;
/** A log gets a line this often, and one at the end. */
const lineEveryMs = 10_000;

export function progressBar(name: string, unit = ''): (done: number, all: number) => void {
  const beganMs = systemClock.now();
  const watched = process.stderr.isTTY;
  let writtenMs = beganMs;
  return (done, all) => {
    const nowMs = systemClock.now();
    const over = done === all;
    if (!watched && !over && nowMs - writtenMs < lineEveryMs) return;
    writtenMs = nowMs;
    const text = progressWords({ done, all, seconds: (nowMs - beganMs) / 1_000, unit });
    if (!watched) {
      process.stderr.write(`${name}: ${text}\n`);
      return;
    }
    const bar = '█'.repeat(Math.round((barWidth * done) / all)).padEnd(barWidth, '·');
    // What a longer line before it left behind is wiped away.
    process.stderr.write(`\r${name} ${bar} ${text}\u001b[K${over ? '\n' : ''}`);
  };
}
