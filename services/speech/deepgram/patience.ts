/** How sure Flux must be that a turn is over, by what the caller was asked. */
import { type Expectation, expectNothing } from '../../../machines/vocabulary.ts';
import { type AnswerPace, answerPace } from '../answer-pace.ts';

/** Flux's own names and ranges: 0.5 to 0.9, 0.3 to 0.9, 500 to 10,000. */
export interface Patience {
  eot_threshold: number;
  eager_eot_threshold: number;
  eot_timeout_ms: number;
}

const patiences: Record<AnswerPace, Patience> = {
  short: { eot_threshold: 0.6, eager_eot_threshold: 0.4, eot_timeout_ms: 3_000 },
  ordinary: { eot_threshold: 0.7, eager_eot_threshold: 0.5, eot_timeout_ms: 5_000 },
  grouped: { eot_threshold: 0.85, eager_eot_threshold: 0.6, eot_timeout_ms: 6_000 },
};

export function patienceFor(expectation: Expectation | undefined): Patience {
  return patiences[answerPace(expectation ?? expectNothing)];
}
