/** The transfer contract: ringing a person and joining the caller to them. */
import type { EffectAnswer, TransferInput } from '../../machines/ports.ts';

export interface TransferRequest {
  businessId: string;
  callId: string;
  /** The person's number, E.164. */
  number: string;
  /** How long to let it ring, in ms. */
  ringMs: number;
}

export interface TransferMaker {
  readonly name: string;
  /** Resolves when the person answered, or did not. Aborting gives up the ringing. */
  transfer(
    request: TransferRequest,
    input: TransferInput,
    signal: AbortSignal,
  ): Promise<EffectAnswer>;
}
