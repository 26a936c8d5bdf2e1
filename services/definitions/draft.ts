/** One business's definition before it is checked: every value still knows its file and line. */
import type { Flow } from '../../machines/flow/schema.ts';
import type { Business } from '../../machines/policy/business.ts';
import type { Question, Repair, Rule, Timing } from '../../machines/policy/definition.ts';
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import type { Finding, Sourced } from './finding.ts';

export type Wording = string | string[];

/** What a folder gave. What could not be read is absent, and has its finding. */
export interface Draft {
  /** The folder's name, which is the business's id. */
  id: string;
  business?: Sourced<Business>;
  /** The flows listed in business.yaml that could be read. */
  flows: Map<string, Sourced<Flow>>;
  /** Every flow this business could list: its own and the defaults. */
  flowsAvailable: Map<string, Sourced<Flow>>;
  questions: Sourced<Question>[];
  words: Map<string, Sourced<Wording>>;
  /** The names of the common sentences, which the call and the shipped flows say. */
  wordsOfDefaults: string[];
  /** The business's own ones first, then the defaults. */
  rules: Sourced<Rule>[];
  timing?: Timing;
  repair?: Repair;
  understanding?: UnderstandingPolicy;
  /** Where each danger sign's reaction was written. */
  signals: Map<string, Sourced<Repair['signals'][keyof Repair['signals']]>>;
  /** Each sentence that must be heard, where it was named. */
  mustBeHeard: Sourced<string>[];
  /** Faults of the files themselves. */
  findings: Finding[];
}

/** A draft of which everything could be read: only such a one can be checked across its files. */
export type WholeDraft = Draft &
  Required<Pick<Draft, 'business' | 'timing' | 'repair' | 'understanding'>>;

export function isWhole(draft: Draft): draft is WholeDraft {
  const { findings, business, timing, repair, understanding } = draft;
  return findings.length === 0 && !!business && !!timing && !!repair && !!understanding;
}
