/** A small dental practice to be understood in, and one short way to read a sentence there. */
import type { Choice, Command, Expectation, Understood } from '../../../../machines/vocabulary.ts';
import { expectationOf } from '../../../../server/commands/understand-lines.ts';
import { understandLocally } from '../../../../services/understanding/local-reader.ts';
import type { Vocabulary } from '../../../../services/understanding/vocabulary.ts';

const weekday: [string, string][] = [['09:00', '17:00']];

export const practice: Vocabulary = {
  flows: [
    { id: 'book', names: ['book an appointment', 'I need an appointment', 'schedule a visit'] },
    { id: 'reschedule', names: ['reschedule my appointment', 'move my appointment'] },
    { id: 'cancel', names: ['cancel my appointment', "I can't come to my appointment"] },
    { id: 'message', names: ['leave a message', 'have someone call me back'] },
  ],
  services: [
    { id: 'cleaning', names: ['teeth cleaning', 'cleaning', 'hygiene visit'] },
    { id: 'whitening', names: ['teeth whitening'] },
    { id: 'root-canal', names: ['root canal'] },
    { id: 'exam', names: ['check-up', 'exam', 'checkup'] },
  ],
  staff: [
    { id: 'chen', names: ['Dr. Sarah Chen'] },
    { id: 'smythe', names: ['Dr. Jonathan Smythe', 'Dr. Johnny'] },
  ],
  locations: [
    { id: 'riverside', names: ['Riverside'] },
    { id: 'hilltop', names: ['Hilltop', 'the hill office'] },
  ],
  questions: [
    { id: 'hours', wordings: ['what are your hours', 'when are you open'], keywords: [] },
    { id: 'address', wordings: ['where are you located', 'what is your address'], keywords: [] },
    { id: 'parking', wordings: ['do you have parking', 'where can I park'], keywords: ['parking'] },
    { id: 'insurance', wordings: ['do you take my insurance'], keywords: [] },
    { id: 'price', wordings: ['how much is a cleaning', 'what do you charge'], keywords: [] },
    { id: 'fee', wordings: ['is there a fee for cancelling'], keywords: [] },
  ],
  hours: [weekday, weekday, weekday, weekday, weekday, [], []],
  country: 'US',
  customers: [{ first: 'Siobhan', last: 'Kerrigan' }],
};

export interface Hearing {
  expecting?: string[];
  nbest?: string[];
  asked?: string;
  choices?: Choice[];
  expectation?: Partial<Expectation>;
  vocabulary?: Vocabulary;
}

/** A Friday afternoon in November. */
export const now = '2026-11-20T15:00';

export function understood(text: string, hearing: Hearing = {}): Understood {
  const vocabulary = hearing.vocabulary ?? practice;
  return understandLocally({
    text,
    expectation: {
      ...expectationOf(hearing.expecting ?? [], vocabulary, hearing.choices ?? []),
      ...hearing.expectation,
    },
    now,
    timeZone: 'America/New_York',
    vocabulary,
    ...(hearing.nbest === undefined ? {} : { nbest: hearing.nbest }),
    ...(hearing.asked === undefined ? {} : { asked: hearing.asked }),
  });
}

export function heard(text: string, hearing: Hearing = {}): Command[] {
  return understood(text, hearing).commands;
}

/** The commands in short: `set when`, `start-flow book`, `affirm`. */
export function inShort(text: string, hearing: Hearing = {}): string[] {
  return heard(text, hearing).map(({ command, slot, value }) =>
    slot !== undefined
      ? `${command} ${slot}`
      : value === undefined
        ? command
        : `${command} ${String(value)}`,
  );
}

export function valueIn(text: string, slot: string, hearing: Hearing = {}): unknown {
  return heard(text, { expecting: [slot], ...hearing }).find((one) => one.slot === slot)?.value;
}
