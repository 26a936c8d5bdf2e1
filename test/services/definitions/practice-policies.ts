/** A small, sound policies folder in memory, and ways to break one thing in it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDefinitions, type Definitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';

const business = `name: Corner Barber
what: a barber
timeZone: America/New_York
numbers:
  - number: "+16145550170"
    at: main
locations:
  - id: main
    name: Main Street
    address: 1 Main Street
    hours:
      monday: [["09:00", "12:00"], ["13:00", "17:00"]]
      tuesday: [["09:00", "17:00"]]
rooms:
  - { id: chair-one, kind: chair, location: main }
staff:
  - id: lee
    name: Lee
    role: barber
services:
  - id: haircut
    name: Haircut
    spoken: a haircut
    nicknames: [trim]
    minutes: 30
    price: { exactly: 30 }
    by: [barber]
    rooms: [chair]
flows: [visit, message]
people:
  - { name: Lee, number: "+16145550171" }
`;

const visit = `flow: visit
about: The caller wants a haircut.
wordings: [I need a haircut]
starts-with: [service]
slots:
  service: { kind: service, ask: ask-service }
  name: { kind: name, ask: ask-name }
  phone: { kind: phone, ask: ask-phone }
first: what
steps:
  what:
    ask: [service]
    then: times
  times:
    find: times
    outcomes:
      kept: allowed
      free: allowed
      alternatives: offer
      none: bye
      unknown: person
  offer:
    offer: times
    sentence: offer-times
    chosen: allowed
    none-fits: bye
  allowed:
    check: booking
    allow: who
    refuse: bye
  who:
    ask: [name, phone]
    then: read-back
  read-back:
    confirm: read-back
    yes: write
    no: bye
  write:
    do: book
    outcomes:
      committed: told
      taken: times
      refused: bye
      unknown: person
  told:
    say: booked
    then: bye
  bye:
    end: nothing
  person:
    hand-over: trouble
`;

const message = `flow: message
about: The caller leaves a message.
slots:
  message: { kind: text, ask: ask-message }
first: text
steps:
  text:
    ask: [message]
    then: done
  done:
    end: nothing
`;

const rules = `- id: too-far
  topic: booking
  when: opening.daysUntil > 60
  then: refuse
  say: too-far
- id: closed
  topic: transfer
  when: "!call.open"
  then: refuse
`;

const questions = `- id: hours
  wordings: [when are you open]
  answer: "We are open {hours}."
- id: price
  wordings: [how much is it]
  answer: "{service} is {price}."
  otherwise: "Which do you mean: {services}?"
`;

/** The call's own sentences, so that every chart has all its words. */
const sentencesOfEveryCall = [
  ...['abuse', 'anything-else', 'apology', 'ask-change', 'ask-intent', 'calendar-trouble'],
  ...['changing-over', 'checking-calendar', 'clarify', 'emergency', 'go-on', 'goodbye'],
  ...['greeting', 'how-can-i-help', 'i-am-an-ai', 'nobody-there', 'not-known', 'one-moment'],
  ...['only-english', 'putting-through', 'rule-confirm-first', 'rule-hand-over', 'rule-refuse'],
  ...['noted', 'still-there', 'stopped', 'take-your-time', 'to-a-person', 'writing-it-down'],
  ...[
    'you-are-welcome',
    'ask-message',
    'ask-name',
    'ask-phone',
    'ask-service',
    'booked',
    'offer-times',
  ],
  ...['read-back', 'too-far'],
];

const repair = `misses-max: 3
silences-max: 2
laps-max: 4
must-be-heard: []
signals:
  emergency: { from: 0.6, say: emergency, then: person }
  legal-threat: { from: 0.6, say: to-a-person, then: person }
  dispute: { from: 0.6, say: to-a-person, then: person }
  anger: { from: 0.7, say: to-a-person, then: person }
  abuse: { from: 0.8, say: abuse, then: end }
`;

const timing = `patience-complete: 120
patience-likely: 350
patience-open: 500
patience-partial: 1000
patience-unfinished: 1500
silence: 7000
wait-for-caller: 30000
filler-after: 600
effect-max: 6000
ring-max: 25000
closing-max: 9000
call-max: 900000
interrupt-after: 180
others-below-db: 12
`;

/** A call that begins without saying who answers fails wherever it is rehearsed. */
const tellingSentences: Record<string, string> = {
  greeting: 'This is {business}, and I am an AI assistant.',
  'read-back': 'It is {opening}. Shall I book it?',
  booked: 'Words for {booking}.',
};

function wording(id: string): string {
  return tellingSentences[id] ?? 'Words for it.';
}

/** The shipped one: its prompt is long, and any sound one serves here. */
const understanding = readFileSync(
  fileURLToPath(new URL('../../../policies/defaults/understanding.yaml', import.meta.url)),
  'utf8',
);

/** File name → text. */
export type Files = Record<string, string>;

export const practiceFiles: Files = {
  'barber/business.yaml': business,
  'barber/flows/visit.yaml': visit,
  'barber/questions.yaml': questions,
  'barber/rules.yaml': rules,
  'defaults/flows/message.yaml': message,
  'defaults/repair.yaml': repair,
  'defaults/timing.yaml': timing,
  'defaults/understanding.yaml': understanding,
  'defaults/words.yaml': sentencesOfEveryCall.map((id) => `${id}: ${wording(id)}\n`).join(''),
};

export function judge(files: Files): Definitions {
  const list = Object.entries(files).map(([name, text]) => ({ path: `policies/${name}`, text }));
  return checkDefinitions('policies', list);
}

/** The printed findings of the practice folder after one change; the text must be there once. */
export function findingsAfter(file: string, from: string, to: string): string[] {
  const text = practiceFiles[file] ?? '';
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not once in ${file}`);
  return judge({ ...practiceFiles, [file]: text.replace(from, () => to) }).findings.map(
    printFinding,
  );
}
