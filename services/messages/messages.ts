/** The messages contract: what callers leave for the staff. */
import type { EffectAnswer, TakeMessageInput } from '../../machines/ports.ts';

export interface MessageRequest {
  businessId: string;
  callId: string;
  key: string;
}

export interface Messages {
  /** `committed` only when the row is in the database; the same key never writes twice. */
  take(request: MessageRequest, input: TakeMessageInput): Promise<EffectAnswer>;
}
