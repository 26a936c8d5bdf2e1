/** The health of every maker that depends on the world: who failed, who rests, who is tried again. */
import type { Clock } from '../clock.ts';
import {
  afterFailure,
  afterSuccess,
  ask,
  type Breaker,
  type BreakerRules,
  trusted,
} from './breaker.ts';

/** What is known of one maker, for whoever watches the system. */
export interface HealthRecord {
  maker: string;
  state: Breaker['state'];
  worked: number;
  failed: number;
  lastFailure?: { atMs: number; why: string };
}

export interface Health {
  /** Whether the maker may be asked now. Asking is part of it: after a rest, one is let through. */
  mayTry(maker: string): boolean;
  worked(maker: string): void;
  failed(maker: string, why: string): void;
  records(): HealthRecord[];
}

/** Three failures in half a minute are an outage and no accident; half a minute later it may be over. */
const rulesOtherwise: BreakerRules = {
  failuresMax: 3,
  windowMs: 30_000,
  restMs: 30_000,
  restMsMax: 5 * 60_000,
};

interface Entry {
  breaker: Breaker;
  worked: number;
  failed: number;
  lastFailure?: { atMs: number; why: string };
}

export function createHealth(options: { clock: Clock; rules?: BreakerRules }): Health {
  const { clock, rules = rulesOtherwise } = options;
  const entries = new Map<string, Entry>();

  function entryOf(maker: string): Entry {
    const known = entries.get(maker);
    if (known !== undefined) return known;
    const entry: Entry = { breaker: trusted, worked: 0, failed: 0 };
    entries.set(maker, entry);
    return entry;
  }

  return {
    mayTry(maker) {
      const entry = entryOf(maker);
      const { allowed, breaker } = ask(entry.breaker, rules, clock.now());
      entry.breaker = breaker;
      return allowed;
    },
    worked(maker) {
      const entry = entryOf(maker);
      entry.worked += 1;
      entry.breaker = afterSuccess(entry.breaker, rules, clock.now());
    },
    failed(maker, why) {
      const entry = entryOf(maker);
      const atMs = clock.now();
      entry.failed += 1;
      entry.lastFailure = { atMs, why };
      entry.breaker = afterFailure(entry.breaker, rules, atMs);
    },
    records: () =>
      [...entries].map(([maker, { breaker, ...entry }]) => ({
        maker,
        state: breaker.state,
        ...entry,
      })),
  };
}
