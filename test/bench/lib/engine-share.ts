/** The engine's own share of each answer: what is left when providers and patience are taken out. */
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface EngineShare {
  ownMs: Spread;
  /** Each part of the gap, as the journals have it. */
  parts: Record<string, Spread>;
}

/** Parts that are the engine's own; the others wait for a provider or for the caller. */
const ownParts = new Set(['reading', 'deciding', 'world', 'sending']);

export function engineShare(journals: readonly JournalEntry[][]): EngineShare {
  const own: number[] = [];
  const parts = new Map<string, number[]>();
  for (const entry of journals.flat()) {
    if (entry.kind !== 'gap') continue;
    let sumMs = 0;
    for (const [name, ms] of Object.entries(entry.parts)) {
      parts.set(name, [...(parts.get(name) ?? []), ms]);
      if (ownParts.has(name)) sumMs += ms;
    }
    own.push(sumMs);
  }
  return {
    ownMs: spreadOf(own),
    parts: Object.fromEntries([...parts].map(([name, all]) => [name, spreadOf(all)])),
  };
}
