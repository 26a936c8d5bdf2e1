/** The closed vocabulary: everything a caller's sentence can be understood as, and what a state expects. */

/** What kind of value a slot holds; each kind has one reader and one spoken form. */
export const slotKinds = [
  'when',
  'service',
  'staff',
  'location',
  'name',
  'phone',
  'birth-date',
  'email',
  'count',
  'money',
  'text',
  'yes-no',
] as const;
export type SlotKind = (typeof slotKinds)[number];

/**
 * A moment or a stretch of time in the business's local time. `date` and `dateTo` are `YYYY-MM-DD`,
 * `time` and `timeTo` are `HH:MM`. A missing part was not said. `dateTo` and `timeTo` close a range.
 */
export interface TimeValue {
  date?: string;
  time?: string;
  dateTo?: string;
  timeTo?: string;
}

/** A caller's name. `spelled` is true when it was given letter by letter. */
export interface PersonValue {
  first?: string;
  last?: string;
  spelled?: boolean;
}

/** A phone number is E.164, a birth date `YYYY-MM-DD`, a service or person or location its id. */
export type SlotValue = string | number | boolean | TimeValue | PersonValue;

/** The names of the commands a sentence can hold; nothing outside this list reaches a chart. */
export const commandNames = [
  'start-flow',
  'set',
  'correct',
  'affirm',
  'deny',
  'choose',
  'ask',
  'cancel',
  'repeat',
  'slower',
  'wait',
  'human',
  'goodbye',
  'thanks',
  'greeting',
  'language',
  'are-you-a-robot',
  'unclear',
  'out-of-scope',
] as const;
export type CommandName = (typeof commandNames)[number];

/**
 * One thing the caller meant. `value` is the flow's id for `start-flow`, the question's id for `ask`,
 * the choice's id for `choose`, the language code for `language`, the reason for `unclear`, and the
 * slot's value for `set` and `correct`. When more than one reading is possible, `value` is absent and
 * `readings` lists them: the chart asks which one.
 */
export interface Command {
  command: CommandName;
  slot?: string;
  value?: SlotValue;
  heard?: string;
  readings?: SlotValue[];
  /** With a wish to change an appointment: the time that it has, which says which one is meant. */
  bookedFor?: TimeValue;
}

/** How strongly the sentence shows each danger sign, from 0 (none) to 1 (certain). */
export const signalNames = ['anger', 'legal-threat', 'emergency', 'abuse', 'dispute'] as const;
export type SignalName = (typeof signalNames)[number];
export type Signals = Partial<Record<SignalName, number>>;

/** A caller's turn, understood. `confidence` is from 0 to 1 and speaks for the whole reading. */
export interface Understood {
  commands: Command[];
  signals: Signals;
  confidence: number;
  /** Who read it, where more than one could have. */
  by?: string;
  /** What was dropped on the way to this reading, and why: for the journal, never for the caller. */
  notes?: string[];
}

/** A slot by the name a flow gives it, and the kind of value that fits it. */
export interface SlotRequest {
  slot: string;
  kind: SlotKind;
  /** For free text: wordings around it, with its name in braces, by which it is told unasked. */
  saidAs?: string[];
}

/** One of a few things the caller was just offered. `words` are other ways to name it. */
export interface Choice {
  id: string;
  words: string[];
  value?: SlotValue;
}

/**
 * What a state expects to hear next. The reader's focus, the model's label set, the recogniser's
 * hints, the end-of-turn patience and the keypad all read this one value.
 */
export interface Expectation {
  /** The state this was derived from, as a dotted path. */
  state: string;
  /** Slots the agent has just asked for; the first one is the focus. */
  asks: SlotRequest[];
  /** Slots the caller may volunteer here without being asked. */
  accepts: SlotRequest[];
  /** A yes or a no answers the open question. */
  yesNo: boolean;
  /** The question invites more than its yes or no: a wish after the yes, a farewell after the no. */
  invites?: boolean;
  /** The question just answered: "and on Tuesday?" asks it again, about another day. */
  answered?: string;
  /** When the appointment is that is talked about, or was just made: "the same day", "an hour later". */
  lastBooked?: TimeValue;
  /** The options on the table, in the order they were spoken. */
  choices: Choice[];
  /** Flows that may start here. */
  flows: string[];
  /** Digits on the keypad are taken as a value of the focus slot. */
  keypad: boolean;
  /** What is said is taken down word for word: it may hold questions, dates and anger. */
  dictation: boolean;
}

/** An expectation of nothing in particular: the base that states extend. */
export const expectNothing: Expectation = {
  state: '',
  asks: [],
  accepts: [],
  yesNo: false,
  choices: [],
  flows: [],
  keypad: false,
  dictation: false,
};
