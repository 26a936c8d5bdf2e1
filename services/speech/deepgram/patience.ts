/** How sure Flux must be that a turn is over, by what the caller was asked. */
import type { Expectation, SlotKind } from '../../../machines/vocabulary.ts';

/** Flux's own names and ranges: 0.5 to 0.9, 0.3 to 0.9, 500 to 10,000. */
export interface Patience {
  eot_threshold: number;
  eager_eot_threshold: number;
  eot_timeout_ms: number;
}

/** A yes, a no, or one of the things just offered: a word or two, and nothing follows. */
const short: Patience = { eot_threshold: 0.6, eager_eot_threshold: 0.4, eot_timeout_ms: 3_000 };
const ordinary: Patience = { eot_threshold: 0.7, eager_eot_threshold: 0.5, eot_timeout_ms: 5_000 };
/** Said in groups with pauses between them: a number that is cut in two is a wrong number. */
const grouped: Patience = { eot_threshold: 0.85, eager_eot_threshold: 0.6, eot_timeout_ms: 6_000 };

const groupedKinds: SlotKind[] = ['phone', 'name', 'birth-date', 'email', 'text'];

export function patienceFor(expectation: Expectation | undefined): Patience {
  const focus = expectation?.asks[0]?.kind;
  if (focus !== undefined && groupedKinds.includes(focus)) return grouped;
  return expectation?.yesNo || (expectation?.choices.length ?? 0) > 0 ? short : ordinary;
}
