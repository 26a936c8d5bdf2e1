/** How far long work is, with its speed and the time left: a bar for who watches, plain lines for a log. */
import { systemClock } from '../../../services/clock.ts';

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
    const text = progressText(done, all, (nowMs - beganMs) / 1_000, unit);
    if (!watched) {
      process.stderr.write(`${name}: ${text}\n`);
      return;
    }
    const bar = '█'.repeat(Math.round((barWidth * done) / all)).padEnd(barWidth, '·');
    // What a longer line before it left behind is wiped away.
    process.stderr.write(`\r${name} ${bar} ${text}\u001b[K${over ? '\n' : ''}`);
  };
}

export function progressText(done: number, all: number, seconds: number, unit: string): string {
  const perSecond = done / Math.max(seconds, 0.001);
  const left = Math.ceil((all - done) / Math.max(perSecond, 0.001));
  const time = done === all ? `in ${seconds.toFixed(1)} s` : `${timeWords(left)} left`;
  return `${done}/${all}${unit === '' ? '' : ` ${unit}`}, ${perSecond.toFixed(0)} a second, ${time}`;
}

function timeWords(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
