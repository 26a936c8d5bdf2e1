/** When the agent's audio plays, and so when each mark is due: pure, fed with timestamps. */

export interface Playout {
  /** Queues audio of this length; answers when it starts to sound. */
  audio(lengthMs: number, nowMs: number): number;
  /** A mark behind everything queued. */
  mark(name: string, nowMs: number): void;
  /** Marks whose audio has sounded to its end, in order; each is named once. */
  due(nowMs: number): string[];
  /** Drops what is queued; answers with every pending mark, in order. */
  clear(nowMs: number): string[];
  playing(nowMs: number): boolean;
}

/** Audio arrives frame by frame over a network: the first one waits so that the next is not late. */
export const leadMs = 40;
/** Marks kept at once; beyond it the oldest is given back as if it had played. */
const marksMax = 2000;

export function createPlayout(): Playout {
  let endsAtMs = 0;
  let marks: { name: string; atMs: number }[] = [];
  const take = (isTaken: (mark: { atMs: number }, index: number) => boolean): string[] => {
    const taken = marks.filter(isTaken);
    marks = marks.filter((mark) => !taken.includes(mark));
    return taken.map((mark) => mark.name);
  };
  return {
    audio(lengthMs, nowMs) {
      const startsAtMs = endsAtMs > nowMs ? endsAtMs : nowMs + leadMs;
      endsAtMs = startsAtMs + lengthMs;
      return startsAtMs;
    },
    mark(name, nowMs) {
      marks.push({ name, atMs: Math.max(endsAtMs, nowMs) });
    },
    due: (nowMs) => {
      const surplus = marks.length - marksMax;
      return take((mark, index) => mark.atMs <= nowMs || index < surplus);
    },
    clear(nowMs) {
      endsAtMs = nowMs;
      return take(() => true);
    },
    playing: (nowMs) => endsAtMs > nowMs,
  };
}
