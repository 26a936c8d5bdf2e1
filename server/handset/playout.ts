/** Twilio's side of the agent's audio: played in real time, and each mark returned when it is due. */

/** What the playout asks to be told, and tells; the owner brings the time and the timers. */
export interface Playout {
  /** Queues audio of this length. */
  audio(lengthMs: number, nowMs: number): void;
  /** Queues a mark; returns the marks that are due at once (nothing is queued before it). */
  mark(name: string, nowMs: number): string[];
  /** Stops playing; every pending mark is due at once. */
  clear(nowMs: number): string[];
  /** The marks whose audio has been played by now. */
  due(nowMs: number): string[];
  /** When the next mark is due, if one is pending. */
  readonly nextDueAtMs: number | undefined;
  /** When the audio queued so far has been played; in the past when nothing is queued. */
  readonly endsAtMs: number;
  /** Audio played by now. */
  playedMs(nowMs: number): number;
}

interface PendingMark {
  name: string;
  dueAtMs: number;
}

/** Nothing here knows a clock or a socket, so a browser, a terminal and a test can all use it. */
export function createPlayout(): Playout {
  let marks: PendingMark[] = [];
  let endsAtMs = Number.NEGATIVE_INFINITY;
  let queuedMs = 0;

  function due(nowMs: number): string[] {
    const played = marks.filter((mark) => mark.dueAtMs <= nowMs);
    marks = marks.filter((mark) => mark.dueAtMs > nowMs);
    return played.map((mark) => mark.name);
  }

  return {
    get nextDueAtMs() {
      return marks[0]?.dueAtMs;
    },
    get endsAtMs() {
      return endsAtMs;
    },
    audio(lengthMs, nowMs) {
      endsAtMs = Math.max(endsAtMs, nowMs) + lengthMs;
      queuedMs += lengthMs;
    },
    mark(name, nowMs) {
      marks.push({ name, dueAtMs: Math.max(endsAtMs, nowMs) });
      return due(nowMs);
    },
    clear(nowMs) {
      const names = marks.map((mark) => mark.name);
      marks = [];
      queuedMs -= Math.max(0, endsAtMs - nowMs);
      endsAtMs = Math.min(endsAtMs, nowMs);
      return names;
    },
    due,
    playedMs(nowMs) {
      return queuedMs - Math.max(0, endsAtMs - nowMs);
    },
  };
}
