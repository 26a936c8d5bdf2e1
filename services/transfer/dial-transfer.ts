/**
 * Transfers by the carrier's dial: the stream is let go, the carrier rings the person and tells us
 * how that went. The carrier speaks to the phone's routes; those speak to this.
 */
import type { EffectAnswer } from '../../machines/ports.ts';
import type { TransferMaker, TransferRequest } from './transfer.ts';

export interface PendingDial {
  number: string;
  ringMs: number;
}

export interface DialTransfer {
  maker: TransferMaker;
  /** What the carrier should dial for this call now. */
  pending(callId: string): PendingDial | undefined;
  /** The person picked up. */
  answered(callId: string): void;
  /** A dial is over, in the carrier's word: ring the next one, or have the caller back, or neither. */
  ended(callId: string, status: string): PendingDial | 'back' | 'over';
}

const outcomes: Record<string, string> = {
  completed: 'connected',
  answered: 'connected',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'no-answer',
  canceled: 'no-answer',
};

interface Dialling {
  numbers: string[];
  ringMs: number;
  resolve(answer: EffectAnswer): void;
  connected: boolean;
}

/** `letGo` ends the call's stream, so that the carrier asks what comes next. */
export function createDialTransfer(letGo: (callId: string) => void): DialTransfer {
  const dials = new Map<string, Dialling>();

  function current(callId: string): PendingDial | undefined {
    const dialling = dials.get(callId);
    const number = dialling?.numbers[0];
    return dialling && number !== undefined ? { number, ringMs: dialling.ringMs } : undefined;
  }

  function dial(request: TransferRequest, signal: AbortSignal): Promise<EffectAnswer> {
    const { callId, numbers, ringMs } = request;
    return new Promise((resolve) => {
      dials.set(callId, { numbers, ringMs, resolve, connected: false });
      // The chart no longer waits. A dial that is under way still needs its end to be known.
      signal.addEventListener('abort', () => resolve({ outcome: 'unknown' }), { once: true });
      letGo(callId);
    });
  }

  return {
    maker: { name: 'dial', transfer: (request, _input, signal) => dial(request, signal) },
    pending(callId) {
      return current(callId);
    },
    answered(callId) {
      const dialling = dials.get(callId);
      if (dialling === undefined) return;
      dialling.connected = true;
      dialling.resolve({ outcome: 'connected' });
    },
    ended(callId, status) {
      const dialling = dials.get(callId);
      if (dialling === undefined) return 'over';
      const outcome = dialling.connected ? 'connected' : (outcomes[status] ?? 'unknown');
      if (outcome !== 'connected') {
        dialling.numbers = dialling.numbers.slice(1);
        const next = current(callId);
        if (next !== undefined) return next;
      }
      dials.delete(callId);
      dialling.resolve({ outcome });
      return outcome === 'connected' ? 'over' : 'back';
    },
  };
}
