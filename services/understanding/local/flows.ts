/** Which flow the caller wants to start, by what they want done and to what. */
import type { Named } from '../vocabulary.ts';
import { asks } from './asking.ts';
import {
  asksOfComing,
  cannotBeThere,
  type Deed,
  deedOf,
  deedPatterns,
  isDisowned,
  tellsOfBooking,
  tellsOfNews,
  withoutSecondThoughts,
} from './deeds/deeds.ts';
import { buildIndex, contentWords, score, type WordingIndex, wordsOf } from './similarity.ts';
import { concept } from './stems.ts';

export interface FlowIndex {
  index: WordingIndex;
  /** Whole wordings, word for word. */
  exact: Map<string, string>;
  byDeed: Map<Deed, string>;
  /** Every word of every wording: on their own they only name the wish. */
  words: Set<string>;
}

export interface FoundFlow {
  id: string;
  score: number;
  /** Known by what is to be done, not only by likeness to a wording. */
  byDeed: boolean;
}

const scoreMin = 0.56;
const appointmentConcept = concept('appointment');

export function indexFlows(flows: Named[]): FlowIndex {
  const byDeed = new Map<Deed, string>();
  const ordered: Deed[] = ['cancel', 'change', 'check', 'message', 'ask', 'book'];
  const nameDeed = ({ id }: Named) => idDeeds.find(([pattern]) => pattern.test(id))?.[1];
  // A flow called "cancel" is the one that cancels, wherever it is listed.
  for (const flow of flows) {
    const deed = nameDeed(flow);
    if (deed && !byDeed.has(deed)) byDeed.set(deed, flow.id);
  }
  for (const flow of flows) {
    const counts = ordered.map((deed) => {
      const pattern = deedPatterns.find(([name]) => name === deed)?.[1];
      return flow.names.filter((name) => pattern?.test(wordsOf(name).join(' '))).length;
    });
    const most = Math.max(...counts);
    const likely = most > 0 ? ordered[counts.indexOf(most)] : undefined;
    const deed = nameDeed(flow) ?? likely;
    if (deed && !byDeed.has(deed)) byDeed.set(deed, flow.id);
  }
  const exact = new Map(
    flows.flatMap(({ id, names }) =>
      names.map((name): [string, string] => [wordsOf(name).join(' '), id]),
    ),
  );
  return {
    exact,
    index: buildIndex(flows.map(({ id, names }) => ({ id, wordings: names }))),
    byDeed,
    words: new Set(flows.flatMap(({ names }) => names.flatMap(wordsOf))),
  };
}

const idDeeds: [RegExp, Deed][] = [
  [/^cancel|cancellation/, 'cancel'],
  [/resched|change|move/, 'change'],
  [/message|callback|call-back/, 'message'],
  [/^(?:question|ask)/, 'ask'],
  [/^(?:check|confirm|find|look-up)/, 'check'],
  [/^(?:book|reserve|schedule|new)/, 'book'],
];

const manners =
  /^(?:hi|hello|hey|yes|yeah|ok|okay|well|so|um|uh|actually|please|and|but)(?= )|(?<= )(?:please|thanks|thank you)$/;

function withoutManners(plain: string): string {
  let bare = plain;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(manners, '').trim();
  }
  return bare;
}

/** Whether some wording of the flow says no more than these content words. */
function saysAll({ entries }: WordingIndex, id: string, contents: string[]): boolean {
  const said = new Set(contents);
  return entries.some(
    (entry) => entry.id === id && entry.contents.size > 0 && entry.contents.isSubsetOf(said),
  );
}

/** Likeness alone proves no wish of somebody who says that they do not know. */
const atALoss = /\b(?:don't|do not) (?:really )?know\b/;

/** Shorter ones are said in passing as well. */
const wholeWordingWordsMin = 4;

/**
 * A business's own wording, said word for word within a longer sentence: "put me on the waiting list
 * for a cleaning". Flows for the common deeds are known by more than their wordings.
 */
export function wholeWording(
  { exact, byDeed }: FlowIndex,
  words: readonly string[],
): { id: string; first: number; end: number } | undefined {
  const common = new Set(byDeed.values());
  const text = ` ${words.join(' ')} `;
  for (const [wording, id] of exact) {
    const length = wording.split(' ').length;
    if (common.has(id) || length < wholeWordingWordsMin) continue;
    const at = text.indexOf(` ${wording} `);
    if (at < 0) continue;
    const first = text.slice(0, at).split(' ').length - 1;
    return { id, first, end: first + length };
  }
  return undefined;
}

/** The flow that the words start: by the deed first, then by likeness to the flows' wordings. */
export function findFlow(known: FlowIndex, said: string[]): FoundFlow | undefined {
  const plain = withoutSecondThoughts(said.join(' '));
  const words = plain.split(' ');
  if (isDisowned(plain) || tellsOfNews(plain)) return undefined;
  const exact = known.exact.get(withoutManners(plain));
  if (exact !== undefined) return { id: exact, score: 1, byDeed: true };
  const whole = wholeWording(known, words);
  if (whole !== undefined) return { id: whole.id, score: 1, byDeed: true };
  const scored = score(known.index, words);
  const [best] = scored;
  const deed = deedOf(plain);
  const byDeed = deed === undefined ? undefined : known.byDeed.get(deed);
  const contents = contentWords(words);
  const telling = new Set(contents.filter((word) => word !== appointmentConcept));
  if (byDeed !== undefined) {
    const rival =
      telling.size > 0 && best && best.id !== byDeed && best.score > 0.8 ? best : undefined;
    if (rival) return { ...rival, byDeed: false };
    return { id: byDeed, score: 0.9, byDeed: true };
  }
  // Who tells of an appointment wants something with it, which is said elsewhere.
  const told = tellsOfBooking(plain) && !asks(plain);
  if (deed !== undefined || told || atALoss.test(plain) || cannotBeThere(plain)) return undefined;
  if (asksOfComing(plain)) return undefined;
  if (!best || best.score < scoreMin || contents.length === 0) return undefined;
  // One word of a longer wording ("back" of "call me back", "time") is no wish.
  if (contents.length === 1 && !saysAll(known.index, best.id, contents)) return undefined;
  // "Appointment" alone names what every flow is about; only as a whole answer does it mean one.
  if (telling.size === 0 && (words.length > 3 || tellsOfBooking(plain))) return undefined;
  // An appointment that is only named is one to book: "an emergency visit".
  if (telling.size > 0 && !sharesAny(known.index, best.id, telling)) {
    // "I missed my appointment" tells of one that was booked.
    const book = /\b(?:my|our)\b/.test(plain) ? undefined : known.byDeed.get('book');
    return book === undefined ? undefined : { id: book, score: best.score, byDeed: false };
  }
  return { ...best, byDeed: false };
}

function sharesAny({ entries }: WordingIndex, id: string, contents: Set<string>): boolean {
  return entries.some((entry) => entry.id === id && !entry.contents.isDisjointFrom(contents));
}
