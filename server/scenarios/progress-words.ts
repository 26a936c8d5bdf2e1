/** How far long work is, in words: the same ones in the terminal and on the page. */

export interface Progress {
  done: number;
  all: number;
  /** Since the first of it was begun. */
  seconds: number;
  /** What is counted; empty where that is plain. */
  unit: string;
}

export function progressWords({ done, all, seconds, unit }: Progress): string {
  const perSecond = done / Math.max(seconds, 0.001);
  const left = Math.ceil((all - done) / Math.max(perSecond, 0.001));
  const time = done === all ? `in ${seconds.toFixed(1)} s` : timeLeft(done, left);
  return `${done}/${all}${unit === '' ? '' : ` ${unit}`}, ${perSecond.toFixed(0)} a second, ${time}`;
}

/** Before anything is done, nobody knows. */
function timeLeft(done: number, seconds: number): string {
  if (done === 0) return 'beginning';
  const words = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${words} left`;
}
