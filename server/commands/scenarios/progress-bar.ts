/** A bar that redraws itself, with its speed and the time left; only where somebody watches. */
import { systemClock } from '../../../services/clock.ts';

export function progressBar(name: string): (done: number, all: number) => void {
  const beganMs = systemClock.now();
  if (!process.stderr.isTTY) return () => undefined;
  return (done, all) => {
    const seconds = (systemClock.now() - beganMs) / 1_000;
    const perSecond = done / Math.max(seconds, 0.001);
    const left = Math.ceil((all - done) / Math.max(perSecond, 0.001));
    const bar = '#'.repeat(Math.round((30 * done) / all)).padEnd(30, '.');
    const end = done === all ? '\n' : '';
    process.stderr.write(
      `\r${name} ${bar} ${done}/${all}, ${perSecond.toFixed(0)} a second, ${left} s left ${end}`,
    );
  };
}
