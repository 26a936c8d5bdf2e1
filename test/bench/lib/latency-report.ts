/** The figures of a latency run, worked out of what the callers experienced and the journals hold. */
import { loadavg } from 'node:os';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { type TurnKind, turnKinds } from './caller-script.ts';
import { type EngineShare, engineShare } from './engine-share.ts';
import { heardOn, journalFigures } from './journal-figures.ts';
import { rounded, type Spread, shareOf, spreadOf } from './statistics.ts';
import type { ExperiencedCall } from './talking-caller.ts';

export interface MeasuredCall extends ExperiencedCall {
  callId: string;
  violations: number;
}

export interface SystemFigures {
  calls: number;
  turns: number;
  gapMs: Spread;
  gapMsByKind: Partial<Record<TurnKind, Spread>>;
  cutIns: { count: number; share: number; words: string[] };
  unanswered: { count: number; words: string[] };
  silentAfterInterruptionMs: Spread;
  falseInterruptions: { count: number; wentOn: number; share: number };
  violations: number;
}

export interface LatencyReport {
  seed: number;
  seconds: number;
  loadAverage: number;
  frontdesk: SystemFigures;
  plain: SystemFigures;
  ratio: { p50: number; p95: number };
  /** False interruptions after which the same sentence was heard to its end, by the journal. */
  resumed: { count: number; share: number };
  engine: EngineShare;
  turnsLabelledByModel: number;
  outcomes: Record<string, number>;
  errors: string[];
}

export interface LatencyMeasured {
  ours: MeasuredCall[];
  theirs: MeasuredCall[];
  journals: Map<string, JournalEntry[]>;
  labelled: number;
  seconds: number;
  options: { seed: number };
}

const wordsShown = 12;

export function systemFigures(calls: readonly MeasuredCall[]): SystemFigures {
  const turns = calls.flatMap((call) => call.turns);
  const gaps = (kind?: TurnKind) =>
    turns
      .filter((turn) => kind === undefined || turn.kind === kind)
      .flatMap(({ gapMs }) => (gapMs === undefined ? [] : [gapMs]));
  const cutIns = turns.filter(({ cutIn }) => cutIn);
  const unanswered = turns.filter((turn) => turn.unanswered);
  const noises = calls.flatMap((call) => call.noises);
  const wentOn = noises.filter((noise) => noise.wentOn).length;
  const kinds = turnKinds.map((kind) => [kind, spreadOf(gaps(kind))]);
  return {
    calls: calls.length,
    turns: turns.length,
    gapMs: spreadOf(gaps()),
    gapMsByKind: Object.fromEntries(kinds),
    cutIns: {
      count: cutIns.length,
      share: shareOf(cutIns.length, turns.length),
      words: cutIns.map(({ words }) => words).slice(0, wordsShown),
    },
    unanswered: {
      count: unanswered.length,
      words: unanswered.map(({ words }) => words).slice(0, wordsShown),
    },
    silentAfterInterruptionMs: spreadOf(
      calls.flatMap((call) => call.interruptions.map(({ silentMs }) => silentMs)),
    ),
    falseInterruptions: { count: noises.length, wentOn, share: shareOf(wentOn, noises.length) },
    violations: calls.reduce((sum, { violations }) => sum + violations, 0),
  };
}

export function latencyReport(measured: LatencyMeasured): LatencyReport {
  const { ours, theirs, journals } = measured;
  const frontdesk = systemFigures(ours);
  const plain = systemFigures(theirs);
  const noises = ours.flatMap(({ callId, noises }) =>
    noises.map((noise) => heardOn(journals.get(callId) ?? [], noise)),
  );
  const resumed = noises.filter(Boolean).length;
  const { outcomes, errors } = journalFigures([...journals.values()]);
  return {
    seed: measured.options.seed,
    seconds: rounded(measured.seconds),
    loadAverage: rounded(loadavg()[0] ?? Number.NaN, 2),
    frontdesk,
    plain,
    ratio: {
      p50: rounded(frontdesk.gapMs.p50 / plain.gapMs.p50, 3),
      p95: rounded(frontdesk.gapMs.p95 / plain.gapMs.p95, 3),
    },
    resumed: { count: noises.length, share: shareOf(resumed, noises.length) },
    engine: engineShare([...journals.values()]),
    turnsLabelledByModel: measured.labelled,
    outcomes,
    errors: [...new Set(errors)].slice(0, wordsShown),
  };
}
