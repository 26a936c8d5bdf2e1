/** Whose appointment it is, and which one: opened to its owner, and changed as the one that was meant. */
import type {
  CheckPolicyInput,
  FindBookingsInput,
  FindTimesInput,
  Opening,
} from '../../../machines/ports.ts';
import {
  answersOf,
  asksFor,
  type EntryOf,
  type Evidence,
  entriesOf,
  type Oracle,
} from './evidence.ts';
import { following } from './listener.ts';

const changes = ['reschedule', 'cancel'];
const changesOf = (evidence: Evidence) => changes.flatMap((effect) => asksFor(evidence, effect));
const idOf = (input: object) => (input as { bookingId: string }).bookingId;

/** Anybody can pretend to call from any number, and anybody can say one. */
const numberOpensNothing: Oracle = {
  rule: 'a number alone opens appointments only where the carrier vouches for it',
  armed: (evidence) => asksFor(evidence, 'find-bookings').length > 0,
  judge(evidence) {
    const [start] = entriesOf(evidence, 'call-started');
    if (start === undefined) return [];
    return asksFor(evidence, 'find-bookings').flatMap(({ request }) => {
      const { customerName, customerPhone = 'no number' } = request.input as FindBookingsInput;
      const isTheirs = start.vouched && customerPhone === start.from;
      return customerName !== undefined || isTheirs
        ? []
        : [`the appointments of ${customerPhone} were opened without a name`];
    });
  },
};

/** Found under one number, and then "no, it's under another": that one is not the caller's. */
const changedIsTheirs: Oracle = {
  rule: 'what is changed was found under the number that the caller gave last',
  armed: (evidence) => changesOf(evidence).length > 0,
  judge(evidence) {
    if (changesOf(evidence).length === 0) return [];
    return following(evidence, ({ effect, input }, listener, seq) => {
      if (!changes.includes(effect)) return [];
      const found = answersOf(evidence, 'find-bookings').findLast(
        ({ seq: at, answer }) => at < seq && answer.bookings?.some(({ id }) => id === idOf(input)),
      );
      const asked = asksFor(evidence, 'find-bookings').findLast(
        (each) => each.seq < (found?.seq ?? 0),
      );
      // Made or moved since, it is the one that was just talked about.
      const since = ['book', ...changes].some((write) =>
        answersOf(evidence, write).some(
          (each) => each.seq > (found?.seq ?? 0) && each.answer.booking?.id === idOf(input),
        ),
      );
      if (since) return [];
      const { customerPhone } = (asked?.request.input ?? {}) as FindBookingsInput;
      const wanted = listener.phonesOf([]);
      return customerPhone === undefined || wanted.length === 0 || wanted.includes(customerPhone)
        ? []
        : [`${effect} of an appointment of ${customerPhone}, not of ${wanted.join(' or ')}`];
    });
  },
};

/** "Make it Wednesday instead", after it was cancelled, is a wish for another one. */
const cancelledIsOver: Oracle = {
  rule: 'what was cancelled is neither moved nor cancelled again',
  armed: (evidence) => answersOf(evidence, 'cancel').length > 0,
  judge(evidence) {
    // On paper, every search finds the same two appointments again.
    if (evidence.messages === null) return [];
    const gone = answersOf(evidence, 'cancel').filter(
      ({ answer }) => answer.outcome === 'committed',
    );
    return changesOf(evidence)
      .filter(({ seq, request }) =>
        gone.some((each) => each.seq < seq && each.answer.booking?.id === idOf(request.input)),
      )
      .map(({ request }) => `${request.effect} of an appointment that was cancelled`);
  },
};

/** Moved by a quarter of an hour, a visit is not in its own way. */
const ownTimeIsFree: Oracle = {
  rule: 'who moves an appointment may have the time that it has now',
  armed: (evidence) => asksFor(evidence, 'reschedule').length > 0,
  judge: (evidence) =>
    asksFor(evidence, 'reschedule').flatMap(({ seq, request }) => {
      const looked = asksFor(evidence, 'find-times').findLast((each) => each.seq < seq);
      const wish = looked?.request.input as FindTimesInput | undefined;
      return wish === undefined || wish.movingBookingId === idOf(request.input)
        ? []
        : ['another time was looked for as if the appointment did not move'];
    }),
};

const flowIn = ({ to }: EntryOf<'transition'>) =>
  /^(?:serving\.(?<flow>[^.]+)|anything-else)/.exec(to.at(-1) ?? '');

const timeOf = ({ start, staffId, serviceId }: Opening) => `${start} ${staffId} ${serviceId}`;

/** What was found for one wish is no part of the next one: neither asked about nor written for it. */
const foundForThisWish: Oracle = {
  rule: 'a time that was found for one wish is no part of another',
  armed: (evidence) => answersOf(evidence, 'find-times').length > 0,
  judge(evidence) {
    if (answersOf(evidence, 'find-times').length === 0) return [];
    let flow = '';
    const foundIn = new Map<string, string>();
    return evidence.entries.flatMap((entry) => {
      if (entry.kind === 'transition') {
        const into = flowIn(entry);
        if (into !== null) flow = into.groups?.flow ?? '';
      }
      if (entry.kind === 'effect-answered' && entry.effect === 'find-times') {
        const { opening, openings = [] } = entry.answer;
        for (const each of opening ? [opening] : openings) foundIn.set(timeOf(each), flow);
      }
      if (entry.kind !== 'effect-asked') return [];
      const { opening, topic } = entry.request.input as Partial<CheckPolicyInput>;
      // Whoever is asked for takes over the wish that was not served.
      if (opening === undefined || topic === 'transfer') return [];
      const found = foundIn.get(timeOf(opening));
      return found === undefined || found === flow
        ? []
        : [`${entry.request.effect} in "${flow}" with a time that was found in "${found}"`];
    });
  },
};

export const whoseOracles: Oracle[] = [
  numberOpensNothing,
  changedIsTheirs,
  cancelledIsOver,
  ownTimeIsFree,
  foundForThisWish,
];
