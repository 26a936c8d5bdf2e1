/** The engine's own share of each answer: what is left when providers and patience are taken out. */
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface EngineShare {
  ownMs: Spread;
  /** The same without the database's answers. */
  ownWithoutWorldMs: Spread;
  /** Each part of the gap, as the journals have it. */
  parts: Record<string, Spread>;
}

/**
 * Parts that are the engine's own, the database's answers among them; the others wait for a provider,
 * for the caller or for the network. Understanding is its own where no model was asked.
 */
const ownParts = ['deciding', 'sending'];
const ownReader = 'local';

export function engineShare(journals: readonly JournalEntry[][]): EngineShare {
  const own: number[] = [];
  const ownWithoutWorld: number[] = [];
  const parts = new Map<string, number[]>();
  let maker = '';
  let worldMs = 0;
  for (const entry of journals.flat()) {
    if (entry.kind === 'understood') {
      maker = entry.maker;
      worldMs = 0;
    }
    if (entry.kind === 'effect-answered') worldMs += entry.tookMs;
    if (entry.kind !== 'gap') continue;
    const counted = maker === ownReader ? ['understanding', ...ownParts] : ownParts;
    for (const [name, ms] of Object.entries(entry.parts)) {
      parts.set(name, [...(parts.get(name) ?? []), ms]);
    }
    const ownMs = counted.reduce((sumMs, name) => sumMs + (entry.parts[name] ?? 0), 0);
    own.push(ownMs);
    ownWithoutWorld.push(Math.max(0, ownMs - worldMs));
  }
  return {
    ownMs: spreadOf(own),
    ownWithoutWorldMs: spreadOf(ownWithoutWorld),
    parts: Object.fromEntries([...parts].map(([name, all]) => [name, spreadOf(all)])),
  };
}
