/** Success is the database's word: what is said, what is written and how the call ends agree. */
import type { Opening } from '../../../machines/ports.ts';
import {
  answersOf,
  asksFor,
  type EntryOf,
  type Evidence,
  entriesOf,
  eventsNamed,
  type Oracle,
} from './evidence.ts';

/** Sentences that tell the caller of a success, and the effects that can have brought it. */
const successes: Record<string, readonly string[]> = {
  booked: ['book', 'settle'],
  moved: ['reschedule', 'settle'],
  cancelled: ['cancel', 'settle'],
  'message-taken': ['take-message'],
  'hold-taken': ['take-message'],
};
const appointmentWrites = ['book', 'reschedule', 'cancel'];

type Say = Extract<EntryOf<'command'>['command'], { type: 'say' }>;
interface Saying {
  seq: number;
  say: Say;
}

function sayings(evidence: Evidence): Saying[] {
  return entriesOf(evidence, 'command').flatMap(({ seq, command }) =>
    command.type === 'say' ? [{ seq, say: command }] : [],
  );
}

function successesSaid(evidence: Evidence): Saying[] {
  return sayings(evidence).filter(({ say }) => say.sentence in successes);
}

function committed(evidence: Evidence, effects: readonly string[]): EntryOf<'effect-answered'>[] {
  return effects
    .flatMap((effect) => answersOf(evidence, effect))
    .filter(({ answer }) => answer.outcome === 'committed')
    .sort((one, other) => one.seq - other.seq);
}

/** "You're booked" only after the database committed, and never less often than it did. */
const saidMeansDone: Oracle = {
  rule: 'success is said if and only if the database committed it',
  armed: (evidence) => successesSaid(evidence).length > 0,
  judge(evidence) {
    const said = successesSaid(evidence);
    const unfounded = said.filter(({ seq, say }) => {
      const before = committed(evidence, successes[say.sentence] ?? []);
      return !before.some((answer) => answer.seq < seq);
    });
    const [gone] = eventsNamed(evidence, 'caller.hung-up');
    const withheld = committed(evidence, ['book', 'reschedule', 'cancel']).filter(
      ({ seq }) =>
        (gone === undefined || seq < gone.seq) &&
        !said.some((saying) => saying.seq > seq) &&
        evidence.entries.some((entry) => entry.kind === 'event' && entry.seq > seq),
    );
    return [
      ...unfounded.map(({ say }) => `"${say.sentence}" without a committed write`),
      ...withheld.map(({ effect }) => `${effect} was committed, and nobody was told`),
    ];
  },
};

function changesOf(evidence: Evidence): number {
  return asksFor(evidence, 'reschedule').length + asksFor(evidence, 'cancel').length;
}

/** What the caller heard is what the database has: day, time, service, person, name. */
const saidAsWritten: Oracle = {
  rule: 'what the caller hears is what is written',
  armed: (evidence) => sayings(evidence).some(({ say }) => say.sentence === 'booked'),
  judge(evidence) {
    // What was changed later in the call no longer stands as it was told.
    if (changesOf(evidence) > 0) return [];
    return sayings(evidence)
      .filter(({ say }) => say.sentence === 'booked')
      .flatMap(({ say }) => {
        const told = say.values.booking as { id?: string; start?: string; serviceId?: string };
        const row = evidence.appointments.find(({ id }) => id === told?.id);
        if (row === undefined) return ['an appointment was told that no row has'];
        const parts = ['start', 'serviceId', 'staffId', 'customerName'] as const;
        return parts
          .filter((part) => (told as Record<string, unknown>)[part] !== row[part])
          .map((part) => `${part} was told otherwise than written`);
      });
  },
};

/** Of two that were written in one call, the caller is told of the one that has just been. */
const toldOfThis: Oracle = {
  rule: 'a success is told of what has just been written',
  armed: (evidence) => successesSaid(evidence).some(({ say }) => say.values.booking !== undefined),
  judge: (evidence) =>
    successesSaid(evidence).flatMap(({ seq, say }) => {
      const told = say.values.booking as { id?: string; start?: string } | undefined;
      const writes = committed(evidence, successes[say.sentence] ?? []);
      const written = writes.findLast((each) => each.seq < seq)?.answer.booking;
      if (told === undefined || written === undefined) return [];
      return told.id === written.id && told.start === written.start
        ? []
        : [`"${say.sentence}" was said of another appointment`];
    }),
};

/** Nothing is written that was not read back and agreed to, as it was read back last. */
const agreedFirst: Oracle = {
  rule: 'nothing is written before a yes to exactly that',
  armed: (evidence) => appointmentWrites.some((effect) => asksFor(evidence, effect).length > 0),
  judge(evidence) {
    const yeses = eventsNamed(evidence, 'caller.affirmed').filter(
      ({ event }) => event.type === 'caller.affirmed' && event.heard,
    );
    return appointmentWrites
      .flatMap((effect) => asksFor(evidence, effect))
      .flatMap(({ seq, request }) => {
        const readBack = sayings(evidence).findLast(
          (saying) => saying.seq < seq && saying.say.sentence.startsWith('read-back'),
        );
        if (readBack === undefined) return [`${request.effect} was asked for without a read-back`];
        const agreed = yeses.some((yes) => yes.seq > readBack.seq && yes.seq < seq);
        const { opening, bookingId } = request.input as { opening?: Opening; bookingId?: string };
        const { values } = readBack.say;
        const named = values.booking as { id?: string } | undefined;
        return [
          ...(agreed ? [] : [`${request.effect} was asked for without a yes`]),
          ...(opening === undefined
            ? []
            : unlikeReadBack(opening, values).map(
                (what) => `${request.effect} ${what} than was read back`,
              )),
          ...(bookingId === undefined || named?.id === bookingId
            ? []
            : [`${request.effect} of another appointment than was read back`]),
        ];
      });
  },
};

/** A service by itself, said again since the time was found, is what the caller hears of. */
function unlikeReadBack(opening: Opening, { opening: read, service }: Say['values']): string[] {
  const { start, staffId, serviceId } = (read ?? {}) as Partial<Opening>;
  return [
    ...(start === opening.start ? [] : ['at another time']),
    ...(staffId === opening.staffId ? [] : ['with somebody else']),
    ...((service ?? serviceId) === opening.serviceId ? [] : ['of another service']),
  ];
}

const achievements: Record<string, readonly string[]> = {
  booked: ['book', 'settle'],
  rescheduled: ['reschedule', 'settle'],
  cancelled: ['cancel', 'settle'],
  'message-taken': ['take-message'],
  transferred: ['transfer'],
};

/** Appointments that the call cancelled, those of a lost answer that was settled among them. */
function cancelledIds(evidence: Evidence): (string | undefined)[] {
  const asked = asksFor(evidence, 'cancel').map(({ request }) => request.key);
  const settled = asksFor(evidence, 'settle')
    .filter(({ request }) => asked.includes((request.input as { key: string }).key))
    .map(({ request }) => request.key);
  return committed(evidence, ['cancel', 'settle'])
    .filter(({ effect, key }) => effect === 'cancel' || settled.includes(key))
    .map(({ answer }) => answer.booking?.id);
}

const outcomeFits: Oracle = {
  rule: 'the outcome of a call is what happened in it',
  armed: (evidence) =>
    entriesOf(evidence, 'call-ended').some(({ outcome }) => outcome in achievements),
  judge(evidence) {
    const [end] = entriesOf(evidence, 'call-ended');
    const effects = end === undefined ? undefined : achievements[end.outcome];
    const undone = cancelledIds(evidence);
    const booked = committed(evidence, ['book']).some(
      ({ answer }) => !undone.includes(answer.booking?.id),
    );
    // What was booked in a call may be moved or cancelled in it.
    const later = ['booked', 'rescheduled', 'cancelled'];
    return [
      ...(effects !== undefined &&
      committed(evidence, effects).length === 0 &&
      !answersOf(evidence, 'transfer').some(({ answer }) => answer.outcome === 'connected')
        ? [`${end?.outcome}, and nothing of the kind happened`]
        : []),
      ...(booked && !later.includes(end?.outcome ?? '')
        ? [`a booking, and the outcome is ${end?.outcome}`]
        : []),
    ];
  },
};

/** One decision of the caller, one row. */
const writtenOnce: Oracle = {
  rule: 'nothing is written twice',
  armed: (evidence) => asksFor(evidence, 'book').length > 0,
  judge({ appointments, callId }) {
    const own = appointments.filter(
      ({ key }) => key.startsWith(`${callId}/`) && /^\d+$/.test(key.slice(callId.length + 1)),
    );
    const keys = own.map(({ key }) => key);
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
    return twice.map((key) => `two rows with the key ${key}`);
  },
};

export const successOracles: Oracle[] = [
  saidMeansDone,
  saidAsWritten,
  toldOfThis,
  agreedFirst,
  outcomeFits,
  writtenOnce,
];
