/** The transfer contract: ringing a person and joining the caller to them. */
import type { EffectAnswer, TransferInput } from '../../machines/ports.ts';

export interface TransferRequest {
  businessId: string;
  callId: string;
  /** The people's numbers, E.164, in the order in which they are rung. */
  numbers: string[];
  /** How long to let each one ring, in ms. */
  ringMs: number;
}

export interface TransferMaker {
  readonly name: string;
  /** Resolves when one of them answered, or none did. Aborting gives up the ringing. */
  transfer(
    request: TransferRequest,
    input: TransferInput,
    signal: AbortSignal,
  ): Promise<EffectAnswer>;
}
