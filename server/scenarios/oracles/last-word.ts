/** The caller's last word counts: what they said last is looked for, chosen, written and passed on. */
import type { Booking, FindTimesInput, Opening } from '../../../machines/ports.ts';
import type { SlotValue, TimeValue } from '../../../machines/vocabulary.ts';
import { asksFor, type EntryOf, type Evidence, entriesOf, type Oracle } from './evidence.ts';

type Event = EntryOf<'event'>['event'];
type Say = Extract<EntryOf<'command'>['command'], { type: 'say' }>;

/** What the caller's words amount to, wish by wish; nothing for what cannot be told from outside. */
interface Wish {
  when: TimeValue | undefined;
  /** Nothing that only the line can know of is part of it: then it is all there is. */
  whole: boolean;
  service: SlotValue | undefined;
  staff: SlotValue | undefined;
}

const blank = (whole: boolean): Wish => ({
  when: undefined,
  whole,
  service: undefined,
  staff: undefined,
});
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const timeParts = ['date', 'dateTo', 'time', 'timeTo'] as const;
/** Of a wish that goes back to something else, what was said of it must be there. */
const isSameTime = (asked: TimeValue, { when = {}, whole }: Wish) =>
  timeParts.every((part) => asked[part] === when[part] || (!whole && when[part] === undefined));

/** "Wednesday instead" keeps the hour, "at nine instead" the day; both together keep nothing. */
function toldTime(before: TimeValue | undefined, said: TimeValue): TimeValue {
  const { date, dateTo, time, timeTo } = said;
  const known = before ?? {};
  const day =
    date === undefined ? { date: known.date, dateTo: dateTo ?? known.dateTo } : { date, dateTo };
  const hour =
    time === undefined && timeTo === undefined
      ? { time: known.time, timeTo: known.timeTo }
      : { time, timeTo };
  const whole = { ...day, ...hour };
  return Object.fromEntries(Object.entries(whole).filter(([, part]) => part !== undefined));
}

/** Follows a call from the caller's side; what the line makes of it is not looked at. */
function createListener() {
  let wish = blank(true);
  let first = true;
  let phones: SlotValue[] = [];
  let isSure = false;
  let isLeaving = false;
  let question: Say | undefined;

  function gave(values: Record<string, SlotValue>, unsure: Record<string, SlotValue[]>): void {
    const { when, service, staff } = values;
    if (values.phone !== undefined) {
      phones = [values.phone];
      isSure = true;
    }
    // With two readings, or as an answer to an offer, it is for the line to say what stands.
    if ('when' in unsure) wish = { ...wish, when: undefined, whole: false };
    else if (when !== undefined) wish.when = toldTime(wish.when, when as TimeValue);
    wish.service = 'service' in unsure ? undefined : (service ?? wish.service);
    wish.staff = 'staff' in unsure ? undefined : (staff ?? wish.staff);
  }

  /** Told over the goodbye, or where something else was asked back, it may be taken or left. */
  function maybe(phone: SlotValue | undefined): void {
    if (phone === undefined) return;
    phones = [...phones, phone];
    isSure = false;
  }

  function loosen(): void {
    wish = { ...wish, when: undefined, whole: false, service: undefined, staff: undefined };
  }

  return {
    get wish() {
      return wish;
    },
    /** The number to be reached at; several, of which the line may take either. */
    phonesOf(own: string[]): SlotValue[] {
      if (isSure) return phones;
      return own.length === 0 ? [] : [...own, ...phones];
    },
    get question() {
      return question;
    },
    /** Nothing was found under it: the line asks for another one, or goes on with the caller's own. */
    isForgotten(): void {
      isSure = false;
    },
    /** Somebody is rung, or was written to: what is wanted after that is wanted anew. */
    isOver(): void {
      wish = blank(false);
    },
    says(say: Say): void {
      isLeaving = say.sentence === 'goodbye';
      if (say.role === 'question') question = say;
    },
    hears(event: Event): void {
      switch (event.type) {
        case 'caller.wanted':
          wish = blank(first);
          first = false;
          gave(event.values, event.unsure);
          break;
        case 'caller.gave':
        case 'caller.corrected':
          if (!isAskedBack(question) && !isLeaving) gave(event.values, event.unsure);
          else maybe(event.values.phone);
          break;
        case 'caller.chose':
        case 'caller.affirmed':
        case 'caller.cancelled':
          loosen();
          break;
        case 'caller.denied':
          // None of the times fits: they are looked for anew, by what is said from there on.
          if (question?.sentence === 'offer-times')
            wish = { ...wish, when: undefined, whole: true };
          else loosen();
          break;
        // Another wish may take along what was spoken of.
        case 'caller.asked':
          first = false;
          wish = blank(false);
          break;
        default:
          break;
      }
    },
  };
}

/** What is told to a question that is asked back, or not known, belongs to that question. */
const isAskedBack = (question: Say | undefined) =>
  question?.sentence.startsWith('question-') === true || question?.sentence === 'not-known';

type Listener = ReturnType<typeof createListener>;

/** Walks through the call; `look` sees each effect asked for with what was said until then. */
function following(
  evidence: Evidence,
  look: (request: EntryOf<'effect-asked'>['request'], listener: Listener) => string[],
): string[] {
  const listener = createListener();
  return evidence.entries.flatMap((entry) => {
    if (entry.kind === 'event') listener.hears(entry.event);
    if (entry.kind === 'command' && entry.command.type === 'say') listener.says(entry.command);
    if (entry.kind === 'effect-answered' && entry.answer.outcome === 'none') listener.isForgotten();
    if (entry.kind !== 'effect-asked') return [];
    if (['transfer', 'take-message'].includes(entry.request.effect)) listener.isOver();
    return look(entry.request, listener);
  });
}

const lookedForAsSaid: Oracle = {
  rule: 'what is looked for is what the caller said last',
  armed: (evidence) => asksFor(evidence, 'find-times').length > 0,
  judge: (evidence) =>
    following(evidence, ({ effect, input }, { wish }) => {
      if (effect !== 'find-times') return [];
      const asked = input as FindTimesInput;
      const { when, service, staff } = wish;
      return [
        ...(when === undefined || isSameTime(asked.when, wish)
          ? []
          : [`${JSON.stringify(asked.when)} was looked for, not ${JSON.stringify(when)}`]),
        ...(service === undefined || asked.movingBookingId || asked.serviceId === service
          ? []
          : [`${asked.serviceId} was looked for, not ${service}`]),
        ...(staff === undefined || staff === 'any' || asked.staffId === staff
          ? []
          : [`a time with ${asked.staffId ?? 'anybody'} was looked for, not with ${staff}`]),
      ];
    }),
};

const writtenUnderSaid: Oracle = {
  rule: 'who is to be reached is reached at the number they gave last',
  armed: (evidence) =>
    ['book', 'take-message'].some((effect) => asksFor(evidence, effect).length > 0),
  judge: (evidence) =>
    following(evidence, ({ effect, input }, listener) => {
      if (effect !== 'book' && effect !== 'take-message') return [];
      const [start] = entriesOf(evidence, 'call-started');
      const own = start?.from.startsWith('+') ? [start.from] : [];
      const wanted = listener.phonesOf(own);
      const { customerPhone = 'no number' } = input as { customerPhone?: string };
      return wanted.length === 0 || wanted.includes(customerPhone)
        ? []
        : [`${effect} with ${customerPhone}, not ${wanted.join(' or ')}`];
    }),
};

/** Plain words told in answer to a flow's questions, for whoever reads its message. */
const messageIsWhole: Oracle = {
  rule: 'a message holds everything that was told for it',
  armed: (evidence) => asksFor(evidence, 'take-message').length > 0,
  judge(evidence) {
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
  armed: (evidence) =>
    entriesOf(evidence, 'event').some(({ event }) => event.type === 'caller.chose'),
  judge(evidence) {
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
