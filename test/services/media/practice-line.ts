/** A telephone line for media tests: plays in real time by a manual clock, and returns marks. */

import { createPlayout } from '../../../server/handset/playout.ts';
import type { PhoneLine } from '../../../services/media/media.ts';
import type { ManualClock } from '../../support/manual-clock.ts';

export interface PracticeLine extends PhoneLine {
  /** What was sent, in order: audio as its bytes' length. */
  sent: ({ audio: number } | { mark: string } | { clear: true })[];
  /** Every byte of audio sent since the last clear. */
  bytes: number[];
  /** The most audio that was ever waiting at the other end. */
  aheadMsMax: number;
  connect(markReturned: (name: string) => void): void;
  /** A dead handset: no mark comes back any more. */
  deaf: boolean;
  closed: boolean;
}

export function createPracticeLine(clock: ManualClock, wayMs = 0): PracticeLine {
  const playout = createPlayout();
  let give: (name: string) => void = () => undefined;
  let stop: (() => void) | undefined;
  function back(names: string[]): void {
    for (const name of names) clock.after(wayMs, () => line.deaf || give(name));
    stop?.();
    const next = playout.nextDueAtMs;
    if (next !== undefined) {
      stop = clock.after(next - clock.now(), () => back(playout.due(clock.now())));
    }
  }
  const line: PracticeLine = {
    sent: [],
    bytes: [],
    aheadMsMax: 0,
    deaf: false,
    closed: false,
    connect(markReturned) {
      give = markReturned;
    },
    sendAudio(mulaw) {
      line.sent.push({ audio: mulaw.length });
      for (const byte of mulaw) line.bytes.push(byte);
      playout.audio(mulaw.length / 8, clock.now());
      line.aheadMsMax = Math.max(line.aheadMsMax, playout.endsAtMs - clock.now());
    },
    sendMark(name) {
      line.sent.push({ mark: name });
      back(playout.mark(name, clock.now()));
    },
    sendClear() {
      line.sent.push({ clear: true });
      line.bytes = [];
      back(playout.clear(clock.now()));
    },
    close() {
      line.closed = true;
    },
  };
  return line;
}
