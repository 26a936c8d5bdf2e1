/** A model that gave no usable answer, with the reason that the journal keeps. */
import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { ServiceError } from '../../errors.ts';

/** `http-<status>` beside these. The words of the other side are never among them. */
export type FailureReason =
  | 'aborted'
  | 'connection'
  | 'cut-off'
  | 'empty'
  | 'filtered'
  | 'garbage'
  | 'not-heard'
  | 'out-of-schema'
  | 'prompt-too-long'
  | 'refused'
  | 'too-long'
  | `http-${number}`;

export class ModelFailure extends ServiceError {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options?: { cause?: unknown }) {
    super('understanding-failed', `the model gave no reading: ${reason}`, options);
    this.name = 'ModelFailure';
    this.reason = reason;
  }
}

/** Whatever the SDK throws is the world's failure: a broken stream is a plain `SyntaxError` there. */
export function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (signal.aborted || error instanceof APIUserAbortError) {
    return new ModelFailure('aborted', { cause: error });
  }
  if (error instanceof APIConnectionError) return new ModelFailure('connection', { cause: error });
  if (error instanceof APIError && error.status !== undefined) {
    return new ModelFailure(`http-${error.status}`, { cause: error });
  }
  return new ModelFailure('garbage', { cause: error });
}
