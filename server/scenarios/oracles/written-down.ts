/** The books: what was asked to be written is what is there afterwards, once, and under its own key. */
import type { Booking, Opening, RescheduleInput } from '../../../machines/ports.ts';
import {
  type AppointmentRow,
  answersOf,
  asksFor,
  type EntryOf,
  type Evidence,
  entriesOf,
  type Oracle,
} from './evidence.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const appointmentWrites = ['book', 'reschedule', 'cancel'];
const writes = [...appointmentWrites, 'take-message'];

/** A write and what came of it, in the order of the answers. */
function done(evidence: Evidence, effect: string) {
  return answersOf(evidence, effect).flatMap((answered) => {
    const asked = asksFor(evidence, effect).findLast(
      (each) => each.request.key === answered.key && each.seq < answered.seq,
    );
    return asked === undefined ? [] : [{ input: asked.request.input, answered }];
  });
}

const places = ['start', 'serviceId', 'staffId', 'locationId'] as const;

/** Moved to a time with somebody else, an appointment is with them from then on. */
const answeredAsAsked: Oracle = {
  rule: 'what is committed is what was asked for',
  armed: (evidence) => appointmentWrites.some((effect) => done(evidence, effect).length > 0),
  judge: (evidence) =>
    appointmentWrites.flatMap((effect) =>
      done(evidence, effect).flatMap(({ input, answered }) => {
        const { booking, outcome } = answered.answer;
        if (outcome !== 'committed' || booking === undefined) return [];
        const wanted = input as {
          opening?: Opening;
          bookingId?: string;
          customerName?: string;
          customerPhone?: string;
        };
        const { opening } = wanted;
        const other = opening ? places.filter((part) => opening[part] !== booking[part]) : [];
        return [
          ...other.map((part) => `${effect} with another ${part} than was asked for`),
          ...(wanted.bookingId === undefined || wanted.bookingId === booking.id
            ? []
            : [`${effect} of another appointment than was asked for`]),
          ...(evidence.messages === null ||
          wanted.customerPhone === undefined ||
          wanted.customerPhone === booking.customerPhone
            ? []
            : [`${effect} under another number than was asked for`]),
        ];
      }),
    ),
};

/** "Move my cleaning" moves the cleaning: nobody comes out of it with another treatment. */
const movedIsTheSame: Oracle = {
  rule: 'what is moved stays what it is',
  armed: (evidence) => asksFor(evidence, 'reschedule').length > 0,
  judge: (evidence) =>
    asksFor(evidence, 'reschedule').flatMap(({ seq, request }) => {
      const { bookingId, opening } = request.input as RescheduleInput;
      const known = entriesOf(evidence, 'effect-answered')
        .filter((each) => each.seq < seq)
        .flatMap(({ answer: { booking, bookings = [] } }) => [booking, ...bookings])
        .findLast((each) => each?.id === bookingId);
      return known === undefined || known.serviceId === opening.serviceId
        ? []
        : [`${known.serviceId} would become ${opening.serviceId}`];
    }),
};

/** The last that was committed of an appointment, unless something later may have changed it. */
function settledOf(evidence: Evidence, id: string) {
  const all = appointmentWrites.flatMap((effect) =>
    done(evidence, effect)
      .filter(({ answered }) => answered.answer.booking?.id === id)
      .map(({ answered }) => ({ effect, seq: answered.seq, booking: answered.answer.booking })),
  );
  const last = all.sort((one, other) => one.seq - other.seq).at(-1);
  const after = ['reschedule', 'cancel'].some((effect) =>
    asksFor(evidence, effect).some(
      ({ seq, request }) =>
        seq > (last?.seq ?? 0) && (request.input as { bookingId: string }).bookingId === id,
    ),
  );
  return after ? undefined : last;
}

function otherwise(row: AppointmentRow, effect: string, booking: Booking): string[] {
  const status = effect === 'cancel' ? 'cancelled' : 'booked';
  const parts = ['start', 'serviceId', 'staffId', 'customerName', 'customerPhone'] as const;
  return [
    ...(row.status === status ? [] : [`after ${effect}, the appointment is ${row.status}`]),
    ...parts
      .filter((part) => row[part] !== booking[part])
      .map((part) => `after ${effect}, the books have another ${part}`),
  ];
}

const booksAsAnswered: Oracle = {
  rule: 'the books have what they said they have',
  armed: ({ appointments, messages }) => appointments.length + (messages?.length ?? 0) > 0,
  judge: (evidence) => [
    ...evidence.appointments.flatMap((row) => {
      const last = settledOf(evidence, row.id);
      return last?.booking === undefined ? [] : otherwise(row, last.effect, last.booking);
    }),
    ...done(evidence, 'take-message').flatMap(({ input, answered }) => {
      const { messages } = evidence;
      if (answered.answer.outcome !== 'committed' || messages === null) return [];
      const row = messages.find(({ key }) => key === answered.key);
      if (row === undefined) return ['a message was taken, and is not there'];
      const wanted = input as { text: string; customerName?: string; customerPhone?: string };
      const parts = ['text', 'customerName', 'customerPhone'] as const;
      return parts
        .filter((part) => wanted[part] !== row[part])
        .map((part) => `a message was kept with another ${part}`);
    }),
  ],
};

const denials = new Set(['taken', 'refused', 'absent']);

/** Who hears that nothing was written comes to no appointment, and is not expected at one. */
const deniedIsNotThere: Oracle = {
  rule: 'what was not written is not in the books',
  armed: (evidence) => asksFor(evidence, 'book').length > 0,
  judge: (evidence) =>
    asksFor(evidence, 'book').flatMap(({ request: { key } }) => {
      const settling = asksFor(evidence, 'settle')
        .filter(({ request }) => (request.input as { key: string }).key === key)
        .map(({ request }) => request.key);
      const last = entriesOf(evidence, 'effect-answered').findLast(
        (each) =>
          (each.effect === 'book' && each.key === key) ||
          (each.effect === 'settle' && settling.includes(each.key)),
      );
      const isThere = evidence.appointments.some((row) => row.key === key);
      return isThere && denials.has(last?.answer.outcome ?? '')
        ? [`book was answered ${last?.answer.outcome}, and its row is there`]
        : [];
    }),
};

/** Why a message is left may have changed since: it is the same message. */
function decisionOf({ effect, input }: EntryOf<'effect-asked'>['request']) {
  return [effect, { ...input, reason: '' }];
}

/** The same key asks for the same thing again, and what was given up is never asked for again. */
const keyIsOneDecision: Oracle = {
  rule: 'a key stands for one decision of the caller',
  armed: (evidence) => writes.some((effect) => asksFor(evidence, effect).length > 0),
  judge(evidence) {
    const asked = writes.flatMap((effect) => asksFor(evidence, effect));
    const other = asked.filter(({ seq, request }) =>
      asked.some(
        (before) =>
          before.seq < seq &&
          before.request.key === request.key &&
          !same(decisionOf(before.request), decisionOf(request)),
      ),
    );
    const given = asksFor(evidence, 'settle').flatMap(({ seq, request }) => {
      const { key } = request.input as { key: string };
      const last = asked
        .filter((each) => each.seq < seq)
        .sort((a, b) => a.seq - b.seq)
        .at(-1);
      return last?.request.key === key ? [] : [`settle asks after ${key}`];
    });
    return [
      ...other.map(({ request }) => `${request.effect} with the key of another decision`),
      ...given,
    ];
  },
};

export const bookOracles: Oracle[] = [
  answeredAsAsked,
  movedIsTheSame,
  booksAsAnswered,
  deniedIsNotThere,
  keyIsOneDecision,
];
