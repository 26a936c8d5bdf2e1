/** When a maker that failed is left alone, and when it is tried again: pure, fed with timestamps. */

export interface BreakerRules {
  /** So many failures within the window, and it is left alone. */
  failuresMax: number;
  windowMs: number;
  /** How long it rests; twice as long with each failed try, up to the maximum. */
  restMs: number;
  restMsMax: number;
}

export type Breaker =
  | { state: 'trusted'; failedAtMs: number[] }
  /** Nobody asks it before `untilMs`; then one does. */
  | { state: 'resting'; untilMs: number; restMs: number }
  /** One is trying it. Unless it answers by `untilMs`, another one may. */
  | { state: 'tried'; untilMs: number; restMs: number };

export const trusted: Breaker = { state: 'trusted', failedAtMs: [] };

/** Whether somebody may ask it now, and what that changes: the first one after a rest is the try. */
export function ask(
  breaker: Breaker,
  rules: BreakerRules,
  atMs: number,
): { allowed: boolean; breaker: Breaker } {
  if (breaker.state === 'trusted') return { allowed: true, breaker };
  if (atMs < breaker.untilMs) return { allowed: false, breaker };
  const { restMs } = breaker;
  return { allowed: true, breaker: { state: 'tried', untilMs: atMs + rules.restMs, restMs } };
}

export function afterSuccess(breaker: Breaker, rules: BreakerRules, atMs: number): Breaker {
  if (breaker.state === 'trusted') return breaker;
  // One good answer is not health: within the window, the next failure is the last one again.
  return { state: 'trusted', failedAtMs: Array(rules.failuresMax - 1).fill(atMs) };
}

export function afterFailure(breaker: Breaker, rules: BreakerRules, atMs: number): Breaker {
  if (breaker.state === 'resting') return breaker;
  if (breaker.state === 'tried') {
    const restMs = Math.min(breaker.restMs * 2, rules.restMsMax);
    return { state: 'resting', untilMs: atMs + restMs, restMs };
  }
  const failedAtMs = [...breaker.failedAtMs.filter((ms) => ms > atMs - rules.windowMs), atMs];
  if (failedAtMs.length < rules.failuresMax) return { state: 'trusted', failedAtMs };
  return { state: 'resting', untilMs: atMs + rules.restMs, restMs: rules.restMs };
}
