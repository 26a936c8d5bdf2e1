/** The figures of this process, for whoever watches it. No caller's data is in any of them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { HealthRecord } from '../services/health/health.ts';
import type { JournalEntry } from '../services/store/journal-entry.ts';

export interface Metrics {
  registry: Registry;
  /** Counts what a call's journal tells; `state` is where the caller's turn ended. */
  note(business: string, entry: JournalEntry): void;
  calls(count: () => number): void;
  /** An error that nobody waited for, by how it came. */
  strayed(kind: string): void;
  /** The health of whoever hears, understands and speaks. */
  makers(records: () => HealthRecord[]): void;
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
  const switched = new Counter({
    name: 'frontdesk_maker_switches_total',
    help: 'Makers that another one took over from in the middle of a call.',
    labelNames: ['business', 'stage', 'from', 'to'],
    registers,
  });
  const strays = new Counter({
    name: 'frontdesk_stray_errors_total',
    help: 'Errors that nobody waited for and the process survived, by how they came.',
    labelNames: ['kind'],
    registers,
  });
  /** Who read the last turn of a call, and in which state. */
  const reading = new Map<string, { state: string; maker: string }>();

  return {
    registry,
    strayed: (kind) => strays.inc({ kind }),
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
        case 'maker-switched':
          switched.inc({ business, stage: entry.stage, from: entry.from, to: entry.to });
          break;
        case 'error':
          errors.inc({ business, where: entry.where });
          break;
        case 'call-ended':
          reading.delete(entry.callId);
          ended.inc({ business, outcome: entry.outcome });
          break;
      }
    },
    makers(records) {
      const labelNames = ['maker'];
      new Gauge({
        name: 'frontdesk_maker_resting',
        help: '1 while a maker that kept failing is left alone or tried again, else 0.',
        labelNames,
        registers,
        collect() {
          for (const { maker, state } of records()) {
            this.set({ maker }, state === 'trusted' ? 0 : 1);
          }
        },
      });
      new Gauge({
        name: 'frontdesk_maker_answers',
        help: 'What a maker was asked since the start, by whether it worked.',
        labelNames: ['maker', 'worked'],
        registers,
        collect() {
          for (const { maker, worked, failed } of records()) {
            this.set({ maker, worked: 'yes' }, worked);
            this.set({ maker, worked: 'no' }, failed);
          }
        },
      });
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
