/** The figures of this process, for whoever watches it. No caller's data is in any of them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { JournalEntry } from '../services/store/journal-entry.ts';

export interface Metrics {
  registry: Registry;
  /** Counts what a call's journal tells; `state` is where the caller's turn ended. */
  note(business: string, entry: JournalEntry): void;
  calls(count: () => number): void;
}

/** A caller hears a gap from half a second on, and says "hello?" after one. */
const gapSeconds = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 4];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gap = new Histogram({
    name: 'frontdesk_turn_gap_seconds',
    help: 'End of the caller’s turn to the first audible word of the answer.',
    labelNames: ['business', 'state', 'maker'],
    buckets: gapSeconds,
    registers,
  });
  const gapPart = new Histogram({
    name: 'frontdesk_turn_gap_part_seconds',
    help: 'The parts of that gap: patience, understanding, deciding, voice, sending, way.',
    labelNames: ['business', 'part'],
    buckets: gapSeconds,
    registers,
  });
  const ended = new Counter({
    name: 'frontdesk_calls_ended_total',
    help: 'Calls by how they ended.',
    labelNames: ['business', 'outcome'],
    registers,
  });
  const errors = new Counter({
    name: 'frontdesk_call_errors_total',
    help: 'Errors that a call survived or ended with, by where they arose.',
    labelNames: ['business', 'where'],
    registers,
  });
  /** Who read the last turn of a call, and in which state. */
  const reading = new Map<string, { state: string; maker: string }>();

  return {
    registry,
    note(business, entry) {
      switch (entry.kind) {
        case 'understood':
          reading.set(entry.callId, { state: entry.state, maker: entry.maker });
          break;
        case 'gap': {
          const { state = '', maker = '' } = reading.get(entry.callId) ?? {};
          gap.observe({ business, state, maker }, entry.ms / 1000);
          for (const [part, ms] of Object.entries(entry.parts)) {
            gapPart.observe({ business, part }, ms / 1000);
          }
          break;
        }
        case 'error':
          errors.inc({ business, where: entry.where });
          break;
        case 'call-ended':
          reading.delete(entry.callId);
          ended.inc({ business, outcome: entry.outcome });
          break;
      }
    },
    calls(count) {
      new Gauge({
        name: 'frontdesk_calls',
        help: 'Calls going on now.',
        registers,
        collect() {
          this.set(count());
        },
      });
    },
  };
}
