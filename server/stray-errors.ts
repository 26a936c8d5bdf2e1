/** Errors that reach nobody who waits for them: survived one by one, and never in a flood. */
import type { Clock } from '../services/clock.ts';

export type StrayKind = 'rejection' | 'exception';

export interface StrayErrorsDeps {
  clock: Clock;
  /** `fields` hold nothing of a caller outside `pii`. */
  log(fields: object, message: string): void;
  count(kind: StrayKind): void;
}

/** More than these within the window are no accident any more. */
const straysMax = 20;
const windowMs = 60_000;
/** Where it came from is in the first few. */
const framesMax = 12;

/**
 * Node would end the process at the first such error, and with it every call. Most come from a
 * provider's SDK that reads a broken message in a callback of its own: that call's deadlines notice
 * that nothing comes any more, and no other call is concerned. What is said and booked rests on each
 * call's own chart and on the database, not on what a stray callback may have left half done. So it
 * is logged loudly, counted, and the calls go on. Many in a short time mean that this process is
 * what is broken: true from then on, for whoever started it to let the calls end and start anew.
 */
export function createStrayErrors(
  deps: StrayErrorsDeps,
): (kind: StrayKind, error: unknown) => boolean {
  let atMs: number[] = [];
  let broken = false;
  return (kind, error) => {
    const nowMs = deps.clock.now();
    atMs = [...atMs.filter((ms) => ms > nowMs - windowMs), nowMs].slice(-straysMax - 1);
    deps.count(kind);
    if (broken) return true;
    deps.log({ kind, ...described(error) }, 'an error that nobody waited for; the calls go on');
    broken = atMs.length > straysMax;
    return broken;
  };
}

/** A message may quote what a provider sent, which may be a caller's words. */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error, pii: { message: String(error) } };
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, at: frames.slice(0, framesMax).map((line) => line.trim()), pii: { message } };
}
