/** Measures slot values turn by turn: `node test/bench/appointment-dialogues.ts <jsonl> [--half h] [--misses]`. */
import type { Command, TimeValue } from '../../machines/vocabulary.ts';
import { neutralVocabulary } from '../../server/commands/neutral-vocabulary.ts';
import type { Named, Vocabulary } from '../../services/understanding/vocabulary.ts';
import { printTimes, read, rowsFromCommandLine, share } from './reading-rows.ts';

interface Act {
  act: string;
  slot: string;
  canonical: string[];
}
interface Turn {
  speaker: 'user' | 'system';
  utterance: string;
  frames: { acts: Act[] }[];
}
interface Row {
  dialogue_id: string;
  reference_date: string;
  turns: Turn[];
}
type State = Partial<Record<Slot, string>>;
type Slot = 'date' | 'time' | 'city' | 'name';

const method = `The catalogue is every city and provider that any row of the file names. Expected are the slots that
the agent asked for, and a yes or no after an offer or a confirmation. Turn: a slot value given in words by the caller
and read with that very value; spurious: a value read in a turn that gives none for that slot. Joint: after each turn
of the caller, every slot told so far is right; what the agent offered or confirmed is taken over by a yes.`;

const slotNames: Record<string, Slot> = {
  appointment_date: 'date',
  appointment_time: 'time',
  city: 'city',
  dentist_name: 'name',
  doctor_name: 'name',
};
const agreeing = new Set(['AFFIRM', 'SELECT', 'AFFIRM_INTENT']);

const { rows, misses } = rowsFromCommandLine<Row>(({ dialogue_id }) => dialogue_id);
console.log(method);
const vocabulary: Vocabulary = {
  ...neutralVocabulary,
  locations: catalogue('city'),
  staff: catalogue('name'),
  hours: Array.from({ length: 7 }, () => [['08:00', '19:00'] as [string, string]]),
};
const count = { given: 0, right: 0, spurious: 0, turns: 0, joint: 0 };
const bySlot = new Map<Slot, { given: number; right: number }>();
for (const row of rows) measure(row);
console.log(`slot values turn by turn ${share(count.right, count.given)} of ${count.given}`);
for (const [slot, { given, right }] of bySlot)
  console.log(`  ${slot.padEnd(5)} ${share(right, given)} of ${given}`);
console.log(`spurious values ${share(count.spurious, count.turns)} of ${count.turns} turns`);
console.log(`joint ${share(count.joint, count.turns)} of ${count.turns} turns`);
printTimes();

function catalogue(slot: Slot): Named[] {
  const names = new Set<string>();
  for (const row of rows) {
    for (const turn of row.turns) {
      for (const [name, value] of valuesOf(turn)) if (name === slot) names.add(value);
    }
  }
  return [...names].map((name) => ({ id: name, names: [name] }));
}

function valuesOf(turn: Turn): [Slot, string][] {
  return turn.frames.flatMap(({ acts }) =>
    acts.flatMap(({ act, slot, canonical }) => {
      const name = slotNames[slot];
      const [value] = canonical;
      return name && value !== undefined && act !== 'REQUEST'
        ? [[name, value] as [Slot, string]]
        : [];
    }),
  );
}

function measure(row: Row): void {
  const gold: State = {};
  const told: State = {};
  let before: Turn | undefined;
  for (const turn of row.turns) {
    if (turn.speaker === 'system') {
      before = turn;
      continue;
    }
    const offered = before ? valuesOf(before) : [];
    const asked = before?.frames.flatMap(({ acts }) => acts) ?? [];
    const understood = read(turn.utterance, {
      expecting: expectingOf(asked),
      now: `${row.reference_date}T09:00`,
      asked: before?.utterance ?? '',
      vocabulary,
    });
    const agreed = turn.frames.some(({ acts }) => acts.some(({ act }) => agreeing.has(act)));
    if (agreed) Object.assign(gold, Object.fromEntries(offered));
    if (understood.commands.some(({ command }) => command === 'affirm'))
      Object.assign(told, Object.fromEntries(offered));
    const given = new Map(valuesOf(turn));
    for (const [slot, value] of given) gold[slot] = value;
    const read_ = readValuesOf(understood.commands);
    for (const [slot, value] of read_) told[slot] = value;
    compare(turn, given, read_, understood.commands);
    count.turns++;
    if (sameState(gold, told)) count.joint++;
  }
}

function expectingOf(acts: Act[]): string[] {
  const kinds: string[] = [];
  for (const { act, slot } of acts) {
    const name = slotNames[slot];
    if (act === 'REQUEST' && (name === 'date' || name === 'time')) kinds.push('when');
    if (act === 'REQUEST' && name === 'city') kinds.push('location');
    if (act === 'CONFIRM' || act === 'OFFER' || act === 'OFFER_INTENT' || act === 'REQ_MORE')
      kinds.push('yes-no');
  }
  return [...new Set(kinds)];
}

function readValuesOf(commands: Command[]): Map<Slot, string> {
  const found = new Map<Slot, string>();
  for (const { slot, value, readings } of commands) {
    const one = value ?? readings?.[0];
    if (slot === 'location' && one !== undefined) found.set('city', String(one));
    if (slot === 'staff' && one !== undefined && one !== 'any') found.set('name', String(one));
    if (slot !== 'when' || typeof one !== 'object') continue;
    const { date, time } = one as TimeValue;
    if (date !== undefined) found.set('date', date);
    if (time !== undefined) found.set('time', time);
  }
  return found;
}

function compare(
  turn: Turn,
  given: Map<Slot, string>,
  found: Map<Slot, string>,
  commands: Command[],
): void {
  for (const [slot, value] of given) {
    const each = bySlot.get(slot) ?? { given: 0, right: 0 };
    bySlot.set(slot, each);
    count.given++;
    each.given++;
    if (found.get(slot) === value) {
      count.right++;
      each.right++;
    } else if (misses) report(`${slot} ${value} missed`, turn, commands);
  }
  for (const slot of found.keys()) {
    if (given.has(slot)) continue;
    count.spurious++;
    if (misses) report(`${slot} spurious`, turn, commands);
  }
}

function report(what: string, turn: Turn, commands: Command[]): void {
  console.log(`${what}: ${turn.utterance} -> ${JSON.stringify(commands).slice(0, 300)}`);
}

function sameState(gold: State, told: State): boolean {
  const slots: Slot[] = ['date', 'time', 'city', 'name'];
  return slots.every((slot) => gold[slot] === told[slot]);
}
