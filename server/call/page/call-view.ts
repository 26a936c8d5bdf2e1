/** Everything the page shows of a call, folded from its journal entry by entry: pure. */
import type { CallOutcome } from '../../../machines/events.ts';
import type { Booking } from '../../../machines/ports.ts';
import type { Expectation, SlotValue } from '../../../machines/vocabulary.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { foldLine, type TranscriptLine } from './transcript-lines.ts';

export interface ShownSlot {
  name: string;
  spoken: string;
  value: SlotValue;
  /** The entry that last changed it: a new number draws the eye. */
  changedAt: number;
}

/** One step on the chart: the leaves it left and the leaves it reached. */
export interface WayStep {
  from: string[];
  to: string[];
  /** What led there, in words. */
  why: string;
}

export interface CallView {
  business?: { id: string; name: string; location?: string };
  version?: string;
  lines: TranscriptLine[];
  slots: ShownSlot[];
  expecting?: Expectation;
  callerSpeaking: boolean;
  /** The gap before each answer, in ms, oldest first. */
  gaps: { ms: number; parts: Record<string, number> }[];
  /** The active leaf states. */
  active: string[];
  way: WayStep[];
  /** What this call wrote, as the database has it. */
  bookings: Booking[];
  cancelled: string[];
  outcome?: CallOutcome;
  problem?: string;
}

export const nothingYet: CallView = {
  lines: [],
  slots: [],
  callerSpeaking: false,
  gaps: [],
  active: [],
  way: [],
  bookings: [],
  cancelled: [],
};

/** Steps of the way that are drawn; a call that circles longer shows the newest ones. */
const wayStepsMax = 300;

export function foldEntry(view: CallView, entry: JournalEntry): CallView {
  const lines = foldLine(view.lines, entry);
  const next = lines === view.lines ? view : { ...view, lines };
  switch (entry.kind) {
    case 'call-started':
      return started(next, entry);
    case 'caller-speaking':
      return { ...next, callerSpeaking: entry.speaking };
    case 'transition': {
      const { from, to } = entry;
      const step = { from, to, why: whyOf(entry.edge) };
      return { ...next, active: to, way: [...next.way, step].slice(-wayStepsMax) };
    }
    case 'expecting':
      return { ...next, expecting: entry.expectation };
    case 'slots':
      return { ...next, slots: slotsAfter(next.slots, entry) };
    case 'gap':
      return { ...next, gaps: [...next.gaps, { ms: entry.ms, parts: entry.parts }] };
    case 'effect-answered':
      return entry.answer.outcome === 'committed' ? committed(next, entry) : next;
    case 'error':
      return { ...next, problem: `Something went wrong in ${entry.where}.` };
    case 'call-ended':
      return ended(next, entry);
    default:
      return next;
  }
}

/** The end of an edge's name, after its state: a description, or an event's type. */
function whyOf(edge: string): string {
  const name = edge.slice(edge.lastIndexOf(': ') + 1).trim();
  if (name.startsWith('xstate.after.')) return 'after a while';
  if (name.startsWith('xstate.')) return 'done';
  return name.replace(/^(caller|agent)\./, '').replaceAll('-', ' ');
}

type EntryOf<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

function started(view: CallView, entry: EntryOf<'call-started'>): CallView {
  const { business: id, businessName: name, location, version } = entry;
  return { ...view, business: { id, name, ...(location !== undefined && { location }) }, version };
}

function slotsAfter(before: ShownSlot[], entry: EntryOf<'slots'>): ShownSlot[] {
  return Object.entries(entry.slots).map(([name, { value, spoken }]) => {
    const known = before.find((slot) => slot.name === name);
    const changedAt = known?.spoken === spoken ? known.changedAt : entry.seq;
    return { name, spoken, value, changedAt };
  });
}

function committed(view: CallView, entry: EntryOf<'effect-answered'>): CallView {
  const { booking } = entry.answer;
  if (booking === undefined) return view;
  const others = view.bookings.filter((other) => other.id !== booking.id);
  if (entry.effect === 'cancel') {
    return { ...view, bookings: others, cancelled: [...view.cancelled, booking.id] };
  }
  return { ...view, bookings: [...others, booking] };
}

function ended(view: CallView, { outcome, booking }: EntryOf<'call-ended'>): CallView {
  const over = { ...view, outcome, callerSpeaking: false };
  const written = view.bookings.some((other) => other.id === booking?.id);
  if (booking === undefined || written || outcome === 'cancelled') return over;
  return { ...over, bookings: [...view.bookings, booking] };
}
