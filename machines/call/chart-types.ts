/**
 * The charts as data. A state is plain JSON: every guard and action is named and takes parameters,
 * so a chart can be drawn, walked and compared, and a path search can read what a guard depends on.
 */
import type { CallEventType, CallOutcome } from '../events.ts';
import type { EffectName } from '../ports.ts';
import type { SignalName } from '../vocabulary.ts';

/** Where a digression comes back to. */
export type Place = 'asking-intent' | 'serving' | 'anything-else';

export type Guard =
  | { type: 'startedAs'; params: { mode: StartMode } }
  | { type: 'at'; params: { place: Place } }
  | { type: 'wants'; params: { flow: string } }
  | { type: 'wantsCurrent'; params: { flow: string } }
  | { type: 'gives'; params: { slots: string[] } }
  /** `below`: and the state was not missed as often as that. */
  | {
      type: 'givesOnly';
      params: { slots: string[]; below?: { max: number; state: string } };
    }
  | { type: 'changes'; params: { slots: string[] } }
  | { type: 'needs'; params: { slot: string } }
  | { type: 'needsUnlessVouched'; params: { slot: string } }
  | { type: 'unsure'; params: { slots: string[] } }
  /** Only a first name is known, and the last one was not asked for yet. */
  | { type: 'lacksLastName'; params: { slot: string } }
  | { type: 'hasOpening' }
  /** The caller's booking is known already, and is still theirs by what they said of themselves. */
  | { type: 'hasBooking' }
  | { type: 'singleOffer'; params: { of: OfferOf } }
  | { type: 'offered'; params: { of: OfferOf } }
  | { type: 'missesBelow'; params: { max: number; state: string } }
  /** A question of that flow was asked as often as is allowed, and never understood. */
  | { type: 'givenUp'; params: { flow: string; max: number } }
  | { type: 'tooManySteps'; params: { max: number } }
  | { type: 'failuresBelow'; params: { max: number } }
  | { type: 'silencesUpTo'; params: { max: number } }
  | { type: 'questionHeard' }
  | { type: 'outcomeIs'; params: { is: string } }
  | { type: 'outcomeWhileGone'; params: { is: string } }
  | { type: 'callerGone' }
  | { type: 'alarm'; params: { signal: SignalName } }
  /** The question is one of these. */
  | { type: 'questionIn'; params: { questions: string[] } }
  /** The question's answer needs a value that nobody has named. */
  | { type: 'lacksDetail'; params: { questions: string[]; slots: string[] } }
  | { type: 'ruleSays' }
  /** That flow is being served, be it under a digression. */
  | { type: 'serves'; params: { flow: string } }
  | { type: 'remembers'; params: { flow: string } }
  | { type: 'hasWritten' }
  | { type: 'changesWritten'; params: { slots: string[] } };

export type StartMode = 'new' | 'failing' | 'recovering';
export type OfferOf = 'times' | 'bookings' | 'readings';

export type Action =
  | { type: 'say'; params: SayParams }
  | { type: 'sayRule'; params: { otherwise: string } }
  | { type: 'sayAnswer'; params?: { role: 'question'; missesOf: string } }
  | { type: 'sayNoted'; params: { sentence: string; asked: string } }
  | { type: 'withdrawQuestion' }
  | { type: 'repeatQuestion' }
  | { type: 'repeatLast' }
  | { type: 'speakSlower' }
  | { type: 'waitForCaller' }
  | { type: 'hangUp' }
  | { type: 'place'; params: { place: Place } }
  | { type: 'beginFlow'; params: { flow: string } }
  | { type: 'leaveFlow'; params: { keep: string[] } }
  | { type: 'fill'; params: { slots: string[] } }
  | { type: 'noteNamed'; params: { but: string[] } }
  | { type: 'fillFromAnswer'; params: { slots: string[] } }
  | { type: 'fillYesNo'; params: { slot: string; value: boolean } }
  | { type: 'fillReading' }
  | { type: 'fillRemembered' }
  | { type: 'forget'; params: { slots: string[] } }
  | { type: 'forgetUnsure' }
  | { type: 'noteLastNameAsked'; params: { slot: string } }
  | { type: 'takeOffer'; params: { of: OfferOf } }
  | { type: 'takeAnswer' }
  | { type: 'forgetAnswer' }
  | { type: 'keepWritten'; params: { stands: boolean } }
  | { type: 'takeWritten' }
  | { type: 'forgetOpening' }
  | { type: 'newWrite' }
  | { type: 'countStep' }
  | { type: 'countMiss'; params: { state: string } }
  | { type: 'countFailure' }
  | { type: 'callerGone' }
  | { type: 'takeQuestion' }
  | { type: 'takeDetail' }
  | { type: 'outcome'; params: { is: CallOutcome } }
  | { type: 'reason'; params: { reason: string } };

export interface SayParams {
  sentence: string;
  role: 'statement' | 'question';
  /** The state whose misses pick the wording; without it the first wording. */
  missesOf?: string;
  /** False only for what must be heard to its end. */
  interruptible?: boolean;
}

export interface Edge {
  target?: string;
  guard?: Guard;
  actions?: Action[];
  reenter?: boolean;
  /** Reads as the edge's name in the journal and the picture. */
  description?: string;
}

export interface Invocation {
  id: string;
  src: 'effect';
  /** With `about`, what a question is about counts as said. */
  input: { effect: EffectName; topic?: string; reason?: string; about?: true };
  onDone: Edge[];
  onError: Edge[];
}

/** What a state expects to hear; slots by name, the kinds come from the flow. */
export interface StateExpectation {
  asks?: string[];
  /** The slot that is asked for though it is known in part: a first name. */
  asksTheRestOf?: string;
  accepts?: 'flow' | 'all-flows';
  yesNo?: boolean;
  /** More is invited than the yes or no itself. */
  invites?: boolean;
  choices?: OfferOf;
  keypad?: boolean;
  dictation?: boolean;
  /** True while the chart waits for the world: what the caller says is kept until it is over. */
  busy?: boolean;
  /** Nobody is waited for (ringing, closing): silence does not count. */
  silenceAllowed?: boolean;
}

export interface ChartState {
  id?: string;
  initial?: string;
  type?: 'final' | 'history';
  history?: 'deep' | 'shallow';
  description?: string;
  entry?: Action[];
  exit?: Action[];
  on?: Partial<Record<CallEventType, Edge[]>>;
  always?: Edge[];
  after?: Record<string, Edge[]>;
  invoke?: Invocation;
  states?: Record<string, ChartState>;
  meta?: StateExpectation;
  tags?: string[];
}
