/** Fifty frames a second for many lines, from one timer, by the clock. */
import { now } from './caller-line.ts';
import { frameMs } from './voiced-audio.ts';

export interface Paced {
  /** Called once for each frame that is due. */
  frame(nowMs: number): void;
}

export interface Pacer {
  add(line: Paced): void;
  remove(line: Paced): void;
  stop(): void;
}

/** Lines spread evenly over a frame's time, as callers are: they do not all send at once. */
const slotCount = 10;
const slotMs = frameMs / slotCount;

export function createPacer(): Pacer {
  const slots = Array.from({ length: slotCount }, () => new Set<Paced>());
  const startedAtMs = now();
  let slotsDone = 0;
  let added = 0;
  let timer = setTimeout(tick, 0);

  function tick(): void {
    const due = Math.floor((now() - startedAtMs) / slotMs);
    for (; slotsDone < due; slotsDone += 1) {
      const nowMs = now();
      for (const line of slots[slotsDone % slotCount] ?? []) line.frame(nowMs);
    }
    timer = setTimeout(tick, 1);
  }

  return {
    add(line) {
      slots[added % slotCount]?.add(line);
      added += 1;
    },
    remove(line) {
      for (const slot of slots) slot.delete(line);
    },
    stop: () => clearTimeout(timer),
  };
}
