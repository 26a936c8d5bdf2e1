/** What the caller hears of the agent, and when: the telephone network's playout, played by the clock. */
import { createPlayout } from '../../../server/handset/playout.ts';
import { audibleSpans, type Span } from './voiced-audio.ts';

export interface AgentEar {
  audio(mulaw: Uint8Array, nowMs: number): void;
  /** Returns the marks that are due. */
  mark(name: string, nowMs: number): string[];
  clear(nowMs: number): string[];
  due(nowMs: number): string[];
  /** When what was received so far has been played. */
  readonly endsAtMs: number;
  /** The first moment from `ms` on at which the agent was, or will be, heard. */
  heardFrom(ms: number): number | undefined;
  /** The first moment from `ms` on at which nothing was heard for at least `pauseMs`. */
  silentFrom(ms: number, pauseMs: number): number;
  /** When the agent's audio was last thrown away. */
  readonly clearedAtMs: number;
}

/** Stretches remembered; a call's questions are asked about its last few seconds. */
const spansMax = 400;

export function createAgentEar(): AgentEar {
  const playout = createPlayout();
  let spans: Span[] = [];
  let clearedAtMs = Number.NEGATIVE_INFINITY;
  return {
    audio(mulaw, nowMs) {
      const atMs = Math.max(playout.endsAtMs, nowMs);
      playout.audio(mulaw.length / 8, nowMs);
      spans = [...spans, ...audibleSpans(mulaw, atMs)].slice(-spansMax);
    },
    mark: playout.mark,
    clear(nowMs) {
      clearedAtMs = nowMs;
      spans = spans
        .filter(({ fromMs }) => fromMs < nowMs)
        .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, nowMs) }));
      return playout.clear(nowMs);
    },
    due: playout.due,
    get endsAtMs() {
      return playout.endsAtMs;
    },
    heardFrom(ms) {
      const span = spans.find(({ toMs }) => toMs > ms);
      return span === undefined ? undefined : Math.max(ms, span.fromMs);
    },
    silentFrom(ms, pauseMs) {
      let silentMs = ms;
      for (const { fromMs, toMs } of spans) {
        if (toMs <= silentMs) continue;
        if (fromMs - silentMs >= pauseMs) return silentMs;
        silentMs = toMs;
      }
      return silentMs;
    },
    get clearedAtMs() {
      return clearedAtMs;
    },
  };
}
