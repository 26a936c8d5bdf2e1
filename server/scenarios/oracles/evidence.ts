/** What a rule may look at: the call's journal, the rows it left, and the limits that are required. */
import type { Business } from '../../../machines/policy/business.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';

export interface AppointmentRow {
  id: string;
  /** Local, `YYYY-MM-DDTHH:MM`. */
  start: string;
  serviceId: string;
  staffId: string;
  customerName: string;
  customerPhone: string;
  status: 'booked' | 'cancelled';
  key: string;
}

export interface MessageRow {
  key: string;
  text: string;
  customerName?: string;
  customerPhone?: string;
}

/** The facts and the wordings of a business, as operations wrote them. */
export interface House {
  facts: Business;
  /** Every wording of a sentence, by its name; answers to questions as well. */
  wordings: ReadonlyMap<string, readonly string[]>;
  /** False where a calendar of paper answers, which knows no opening hours. */
  realCalendar: boolean;
  /** Whether the rules decided by themselves, or a generated call said what they answer. */
  verdicts: 'published' | 'of-the-path';
}

export interface Evidence {
  callId: string;
  entries: readonly JournalEntry[];
  /** Every appointment of the business, made by this call or before it. */
  appointments: AppointmentRow[];
  /** The messages that this call left; nothing where a call is walked on paper, and none are kept. */
  messages: MessageRow[] | null;
  /** What operations wrote, to be held against what is said; nothing where no words were made. */
  house: House | null;
  businessName: string;
  /** Names of the other businesses on this machine. */
  otherNames: string[];
  limits: Limits;
  /** Failures that were brought about on purpose, by where they show. */
  broken: string[];
}

/** Required of every call; none of them is taken from what the engine happens to do. */
export interface Limits {
  /** The longest a caller may hear nothing. */
  deadAirMsMax: number;
  /** The same after they asked for a moment. */
  waitingMsMax: number;
  /** How often one question may be put in other words. */
  rewordingsMax: number;
  silencesMax: number;
}

/** A rule of the house, readable by itself. It names each breach; none is none. */
export interface Oracle {
  rule: string;
  judge(evidence: Evidence): string[];
  /** Whether the call gave the rule anything to judge. */
  armed(evidence: Evidence): boolean;
}

type Kind = JournalEntry['kind'];
export type EntryOf<K extends Kind> = Extract<JournalEntry, { kind: K }>;

/** Some thirty rules ask for the same few kinds of entries, in thousands of calls a second. */
const sorted = new WeakMap<readonly JournalEntry[], Partial<Record<Kind, JournalEntry[]>>>();

export function entriesOf<K extends Kind>({ entries }: Evidence, kind: K): EntryOf<K>[] {
  const known = sorted.get(entries) ?? Object.groupBy(entries, (entry) => entry.kind);
  sorted.set(entries, known);
  return (known[kind] ?? []) as EntryOf<K>[];
}

/** What the chart was told, in order. */
export function eventsNamed(evidence: Evidence, type: string): EntryOf<'event'>[] {
  return entriesOf(evidence, 'event').filter(({ event }) => event.type === type);
}

export function answersOf(evidence: Evidence, effect: string): EntryOf<'effect-answered'>[] {
  return entriesOf(evidence, 'effect-answered').filter((entry) => entry.effect === effect);
}

export function asksFor(evidence: Evidence, effect: string): EntryOf<'effect-asked'>[] {
  return entriesOf(evidence, 'effect-asked').filter(({ request }) => request.effect === effect);
}
