/** The caller's last word counts: what they said last is looked for, chosen, written and passed on. */
import type { Booking, FindTimesInput, Opening } from '../../../machines/ports.ts';
import type { TimeValue } from '../../../machines/vocabulary.ts';
import { asksFor, type Evidence, entriesOf, eventsNamed, type Oracle } from './evidence.ts';
import { createListener, following, isAskedBack, type Say } from './listener.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const timeParts = ['date', 'dateTo', 'time', 'timeTo'] as const;

const ends = (part: (typeof timeParts)[number], { date, time }: TimeValue) =>
  (part === 'dateTo' && date !== undefined) || (part === 'timeTo' && time !== undefined);

const lookedForAsSaid: Oracle = {
  rule: 'what is looked for is what the caller has just said',
  armed: (evidence) => asksFor(evidence, 'find-times').length > 0,
  judge(evidence) {
    if (asksFor(evidence, 'find-times').length === 0) return [];
    return following(evidence, ({ effect, input }, { said }) => {
      if (effect !== 'find-times') return [];
      const asked = input as FindTimesInput;
      const when = (said.when ?? {}) as TimeValue;
      const { service, staff } = said;
      const lost = timeParts.filter((part) =>
        // The end of a stretch belongs to its beginning.
        when[part] === undefined
          ? ends(part, when) && asked.when[part]
          : asked.when[part] !== when[part],
      );
      return [
        ...lost.map((part) => `${part} ${asked.when[part]} was looked for, not ${when[part]}`),
        ...(service === undefined || asked.movingBookingId || asked.serviceId === service
          ? []
          : [`${asked.serviceId} was looked for, not ${service}`]),
        ...(staff === undefined || staff === 'any' || asked.staffId === staff
          ? []
          : [`a time with ${asked.staffId ?? 'anybody'} was looked for, not with ${staff}`]),
      ];
    });
  },
};

const isWritten = (evidence: Evidence) =>
  ['book', 'take-message'].some((effect) => asksFor(evidence, effect).length > 0);

const writtenUnderSaid: Oracle = {
  rule: 'who is to be reached is reached at the number they gave last',
  armed: isWritten,
  judge(evidence) {
    if (!isWritten(evidence)) return [];
    return following(evidence, ({ effect, input }, listener) => {
      if (effect !== 'book' && effect !== 'take-message') return [];
      const [start] = entriesOf(evidence, 'call-started');
      const own = start?.from.startsWith('+') ? [start.from] : [];
      const wanted = listener.phonesOf(own);
      const { customerPhone = 'no number' } = input as { customerPhone?: string };
      return wanted.length === 0 || wanted.includes(customerPhone)
        ? []
        : [`${effect} with ${customerPhone}, not ${wanted.join(' or ')}`];
    });
  },
};

/** Plain words told in answer to a flow's questions, for whoever reads its message. */
const messageIsWhole: Oracle = {
  rule: 'a message holds everything that was told for it',
  armed: (evidence) => asksFor(evidence, 'take-message').length > 0,
  judge(evidence) {
    if (asksFor(evidence, 'take-message').length === 0) return [];
    let flow = '';
    let place: string | undefined = '';
    let texts = new Map<string, string>();
    let question: Say | undefined;
    return evidence.entries.flatMap((entry) => {
      if (entry.kind === 'transition') {
        const [next, served = ''] = (entry.to.at(-1) ?? '').split('.');
        place = next;
        if (place === 'serving' && served !== flow) texts = new Map();
        if (place === 'serving') flow = served;
      }
      if (entry.kind === 'event' && entry.event.type === 'caller.wanted') texts = new Map();
      if (entry.kind === 'command' && entry.command.type === 'say') {
        if (entry.command.role === 'question') question = entry.command;
      }
      const isTold = place === 'serving' && !isAskedBack(question);
      if (entry.kind === 'event' && 'values' in entry.event && isTold) {
        for (const slot of Object.keys(entry.event.unsure)) texts.delete(slot);
        for (const [slot, value] of Object.entries(entry.event.values)) {
          if (typeof value === 'string' && slot !== 'phone') texts.set(slot, value);
        }
      } else if (entry.kind === 'event' && 'values' in entry.event) {
        // Said where something else was asked, it may change what was told, or be left.
        for (const slot of Object.keys(entry.event.values)) texts.delete(slot);
      }
      if (entry.kind !== 'effect-asked' || entry.request.effect !== 'take-message') return [];
      const { text } = entry.request.input as { text: string };
      const lacking = [...texts].filter(([, value]) => !text.includes(value));
      return lacking.map(([slot]) => `the message lacks the ${slot}`);
    });
  },
};

/** What was offered, by the blank of the question that offers it. */
const offered = ['openings', 'bookings', 'readings'] as const;

/** Whether something that was chosen is what is spoken of next. */
function speaksOf(of: (typeof offered)[number], chosen: unknown, { values }: Say): boolean | null {
  if (of === 'readings') {
    return values.readings === undefined && Object.keys(values).length > 0
      ? Object.values(values).some((value) => same(value, chosen))
      : null;
  }
  const next = (of === 'openings' ? values.opening : values.booking) as
    | Opening
    | Booking
    | undefined;
  if (next === undefined) return null;
  const { start, staffId } = chosen as Opening;
  return next.start === start && next.staffId === staffId;
}

/** Until the line looks anew, or the caller says something else, the chosen one is spoken of. */
const chosenIsTaken: Oracle = {
  rule: 'what a caller chooses is what they get',
  armed: (evidence) => eventsNamed(evidence, 'caller.chose').length > 0,
  judge(evidence) {
    if (eventsNamed(evidence, 'caller.chose').length === 0) return [];
    const listener = createListener();
    let open: { of: (typeof offered)[number]; chosen: unknown } | null = null;
    return evidence.entries.flatMap((entry) => {
      if (entry.kind === 'event' && entry.event.type.startsWith('caller.')) {
        open = null;
        const { event } = entry;
        const values: Say['values'] = listener.question?.values ?? {};
        const sentence = listener.question?.sentence ?? '';
        const of = offered.find((each) => sentence in offering && offering[sentence] === each);
        if (event.type === 'caller.chose' && of !== undefined) {
          const chosen = (values[of] as unknown[] | undefined)?.[Number(event.choice)];
          if (chosen !== undefined) open = { of, chosen };
        }
      }
      if (entry.kind === 'effect-asked' && entry.request.effect.startsWith('find-')) open = null;
      if (entry.kind !== 'command' || entry.command.type !== 'say') return [];
      listener.says(entry.command);
      if (open === null || entry.command.role === 'statement') return [];
      const fits = speaksOf(open.of, open.chosen, entry.command);
      const { of } = open;
      open = null;
      return fits === false ? [`another of the ${of} was taken than was chosen`] : [];
    });
  },
};

/** The questions that offer something to choose from. */
const offering: Record<string, (typeof offered)[number]> = {
  'offer-times': 'openings',
  'which-booking': 'bookings',
  clarify: 'readings',
};

export const lastWordOracles: Oracle[] = [
  lookedForAsSaid,
  writtenUnderSaid,
  messageIsWhole,
  chosenIsTaken,
];
