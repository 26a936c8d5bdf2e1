/** What the emulated models that listen share: how they answer, and how they misbehave on request. */

/** Everything is off, and nothing is late, unless a test says so. */
export interface ListeningBehaviour {
  /** The transcript comes this much after the caller's pause. */
  wordsLateMs: number;
  /** The labels come this much after the caller's pause. */
  labelsLateMs: number;
  /** New connections are refused with this status. */
  refuseWith: number | undefined;
  /** New connections do not get an answer to their handshake. */
  neverOpen: boolean;
  /** Audio is taken and nothing is said, as over a line whose other end is gone. */
  silent: boolean;
  /** The connection breaks off, once, after this much audio. */
  dropAfterMs: number | undefined;
  /** Before each answer comes one that is no JSON. */
  garbage: boolean;
  /** All answers are of a kind that nobody knows. */
  gibberish: boolean;
  /** It transcribes, and has no labels to give for now. */
  rateLimited: boolean;
}

export const welcoming: ListeningBehaviour = {
  wordsLateMs: 0,
  labelsLateMs: 0,
  refuseWith: undefined,
  neverOpen: false,
  silent: false,
  dropAfterMs: undefined,
  garbage: false,
  gibberish: false,
  rateLimited: false,
};

/** What the model makes of one turn. */
export type ListeningAnswer =
  /** The tool's arguments, well-formed or not; a model is held to its schema only by its manners. */
  | { kind: 'call'; arguments: string; tool?: string }
  /** It talks to the caller instead. */
  | { kind: 'talk'; text: string }
  | { kind: 'hang' };

export interface ListeningRequest {
  /** The words it heard, as it should have. */
  heard: string;
  /** What it was last told to do. */
  instructions: string;
}

export type AnswerHeard = (request: ListeningRequest) => ListeningAnswer;

export function callOf(...meant: [label: string, words: string][]): ListeningAnswer {
  const value = { meant: meant.map(([label, words]) => ({ label, words })) };
  return { kind: 'call', arguments: JSON.stringify(value) };
}
