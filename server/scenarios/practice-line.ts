/** The caller's end of the line: what is played waits until the caller is made to hear it. */
import type { PhoneLine } from '../../services/media/media.ts';
import { settle } from '../../services/virtual-clock.ts';
import type { ConnectedCall } from '../phone/call-desk.ts';

export interface PracticeLine {
  line: PhoneLine;
  /** The call at the other end, once it answered. */
  attach(call: ConnectedCall): void;
  /** Pieces played and not yet heard. */
  readonly unheard: number;
  /** Hears pieces, the oldest first, until `left` are left. */
  hear(left: number): Promise<void>;
  readonly closed: boolean;
}

/** Hearing one answer may bring the next; more than this in a row is a loop. */
const roundsMax = 50;

export function createPracticeLine(): PracticeLine {
  let call: ConnectedCall | null = null;
  let marks: string[] = [];
  let closed = false;
  return {
    line: {
      sendAudio() {},
      sendMark: (name) => marks.push(name),
      sendClear() {
        // The carrier gives back every mark of what it threw away.
        const thrown = marks;
        marks = [];
        queueMicrotask(() => {
          for (const name of thrown) call?.markReturned(name);
        });
      },
      close() {
        closed = true;
      },
    },
    attach(next) {
      call = next;
    },
    get unheard() {
      return marks.length;
    },
    get closed() {
      return closed;
    },
    async hear(left) {
      for (let round = 0; round < roundsMax && marks.length > left; round += 1) {
        const name = marks.shift();
        if (name !== undefined) call?.markReturned(name);
        await settle();
      }
    },
  };
}
