/** The gap before an answer, as a waterfall: where each of its milliseconds went. */
import type { Clock } from '../../services/clock.ts';
import type { WayOut } from '../../services/media/media.ts';

export interface Gap {
  /** The caller fell silent at `endedAtMs`; the turn is understood now, and `parts` were spent. */
  open(endedAtMs: number, parts: Record<string, number>): void;
  /** The chart has decided what is said. */
  said(): void;
  /** The chart rests; when nothing was said, there is no answer and no gap. */
  answered(): void;
  /** The answer is audible from `atMs` on. */
  close(atMs: number, way: WayOut): void;
}

interface Opened {
  endedAtMs: number;
  parts: Record<string, number>;
  understoodAtMs: number;
  saidAtMs: number | undefined;
}

const since = (fromMs: number, toMs: number) => Math.max(0, Math.round(toMs - fromMs));

/** Parts, in the order of time: patience, understanding, deciding, voice, sending, way. */
export function createGap(
  clock: Clock,
  closed: (ms: number, parts: Record<string, number>) => void,
): Gap {
  let opened: Opened | null = null;
  return {
    open(endedAtMs, parts) {
      opened = { endedAtMs, parts, understoodAtMs: clock.now(), saidAtMs: undefined };
    },
    said() {
      if (opened !== null) opened.saidAtMs ??= clock.now();
    },
    answered() {
      if (opened?.saidAtMs === undefined) opened = null;
    },
    close(atMs, { madeAtMs, lagMs }) {
      if (opened?.saidAtMs === undefined) return;
      const { endedAtMs, parts, understoodAtMs, saidAtMs } = opened;
      opened = null;
      // Audio made ahead was there before it was wanted.
      const readyAtMs = Math.max(saidAtMs, madeAtMs);
      closed(since(endedAtMs, atMs + lagMs), {
        ...parts,
        deciding: since(understoodAtMs, saidAtMs),
        voice: since(saidAtMs, readyAtMs),
        sending: since(readyAtMs, atMs),
        way: Math.round(lagMs),
      });
    },
  };
}
