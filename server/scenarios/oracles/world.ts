/** What the world answers is heeded: verdicts, outcomes and what callers gave reach where they belong. */
import {
  answersOf,
  asksFor,
  type EntryOf,
  type Evidence,
  entriesOf,
  eventsNamed,
  type Oracle,
} from './evidence.ts';

const topicOf: Record<string, string> = {
  book: 'booking',
  reschedule: 'reschedule',
  cancel: 'cancel',
  transfer: 'transfer',
};

/** The last verdict before a deed lets it happen. */
const verdictHeeded: Oracle = {
  rule: 'nothing happens that its rules do not allow',
  armed: (evidence) => entriesOf(evidence, 'verdict').length > 0,
  judge(evidence) {
    const verdicts = entriesOf(evidence, 'verdict');
    return Object.entries(topicOf).flatMap(([effect, topic]) =>
      asksFor(evidence, effect).flatMap(({ seq }) => {
        const last = verdicts.findLast((each) => each.topic === topic && each.seq < seq);
        if (last === undefined) return [`${effect} without asking the rules`];
        const may =
          last.verdict === 'allow' || (last.verdict === 'confirm-first' && effect !== 'transfer');
        return may ? [] : [`${effect} although the rules say ${last.verdict}`];
      }),
    );
  },
};

/** Known to be said without any rule as well. */
const saidAnyway = ['nobody-there'];

/** A rule that decided before has nothing to say about what another one is asked, or about ringing. */
const ruleSpeaksForItself: Oracle = {
  rule: 'what a rule says is said of its own verdict, and of no other',
  armed: (evidence) =>
    answersOf(evidence, 'check-policy').some(({ answer }) => answer.say !== undefined),
  judge: (evidence) =>
    answersOf(evidence, 'check-policy').flatMap(({ seq, key, answer: { say, rule } }) => {
      if (say === undefined || saidAnyway.includes(say)) return [];
      const later = entriesOf(evidence, 'effect-asked').find(
        ({ seq: asked, request }) =>
          asked > seq && ['check-policy', 'transfer'].includes(request.effect),
      );
      const again = answersOf(evidence, 'check-policy').find(
        (other) => other.seq > seq && other.answer.say === say,
      );
      const from = later?.seq ?? Number.POSITIVE_INFINITY;
      const until = again?.seq ?? Number.POSITIVE_INFINITY;
      return said(evidence, from).some(
        (entry) =>
          entry.seq < until && entry.command.type === 'say' && entry.command.sentence === say,
      )
        ? [`${say}, which ${rule ?? key} said before`]
        : [];
    }),
};

const said = (evidence: Evidence, from: number) =>
  entriesOf(evidence, 'command').filter(({ seq, command }) => seq > from && command.type === 'say');

/** Whatever the world answers, the caller hears of it, or something is done about it. */
const answersLeadOn: Oracle = {
  rule: 'every answer of the world leads on',
  armed: (evidence) => entriesOf(evidence, 'effect-answered').length > 0,
  judge(evidence) {
    const [gone] = eventsNamed(evidence, 'caller.hung-up');
    const ends = entriesOf(evidence, 'call-ended').map(({ seq }) => seq);
    return entriesOf(evidence, 'effect-answered').flatMap(({ seq, effect, answer }) => {
      if (gone !== undefined && gone.seq < seq) return [];
      const next = entriesOf(evidence, 'event').find((each) => each.seq > seq)?.seq;
      const until = next ?? Number.POSITIVE_INFINITY;
      // What was given up on has been led on from before its answer came.
      const asked = asksFor(evidence, effect).findLast((each) => each.seq < seq)?.seq ?? seq;
      const from = answer.outcome === 'unknown' ? asked : seq;
      const then = [
        ...said(evidence, from),
        ...entriesOf(evidence, 'effect-asked').filter((each) => each.seq > from),
      ].some((each) => each.seq < until);
      return then || ends.some((end) => end > seq && end < until)
        ? []
        : [`nothing came of ${effect} ${answer.outcome}`];
    });
  },
};

/** Each way in which the world can let a caller down has its words. */
const wordsFor: [effect: string, outcome: string, sentences: string[]][] = [
  ['find-times', 'none', ['nothing-free']],
  ['find-times', 'unknown', ['calendar-trouble']],
  ['find-times', 'alternatives', ['offer-times']],
  ['book', 'taken', ['just-taken']],
  ['transfer', 'no-answer', ['nobody-there']],
  ['transfer', 'busy', ['nobody-there']],
  ['take-message', 'committed', ['message-taken', 'hold-taken']],
];

const outcomeTold: Oracle = {
  rule: 'the caller hears how it went',
  armed: (evidence) =>
    wordsFor.some(([effect, outcome]) =>
      answersOf(evidence, effect).some(({ answer }) => answer.outcome === outcome),
    ),
  judge(evidence) {
    const stops = entriesOf(evidence, 'event').filter(({ event }) =>
      ['caller.hung-up', 'line.broke'].includes(event.type),
    );
    return wordsFor.flatMap(([effect, outcome, sentences]) =>
      answersOf(evidence, effect)
        .filter(({ answer }) => answer.outcome === outcome)
        .flatMap(({ seq }) => {
          const stopped = stops.some((each) => each.seq < seq || each.seq - seq < 2);
          const later = said(evidence, seq).map(({ command }) =>
            command.type === 'say' ? command.sentence : '',
          );
          const refused = entriesOf(evidence, 'verdict').some(
            (each) => each.seq > seq && each.verdict !== 'allow',
          );
          const told = later.some((sentence) => sentences.includes(sentence));
          // Who could not be put through is never simply cut off.
          const ended = later.length === 0 && effect !== 'transfer';
          return told || stopped || refused || ended ? [] : [`${effect} ${outcome}`];
        }),
    );
  },
};

/** Everything the caller ever named, slot by slot; what they did not name is not asked about. */
type Named = Record<string, unknown[]>;

function namedBefore(evidence: Evidence, until: number): Named {
  const named: Named = {};
  for (const { event, seq } of entriesOf(evidence, 'event')) {
    if (seq > until) break;
    // Another wish is served with what is said from there on, and with who says it.
    if (event.type === 'caller.wanted') delete named.message;
    if (!('values' in event)) continue;
    for (const [slot, value] of Object.entries(event.values))
      named[slot] = [...(named[slot] ?? []), value];
    for (const [slot, readings] of Object.entries(event.unsure)) {
      named[slot] = [...(named[slot] ?? []), ...readings];
    }
  }
  return named;
}

/** The name that is booked under, and the message that is kept, are those that were said. */
const asTheCallerSaid: Oracle = {
  rule: 'what is written is what the caller said',
  armed: (evidence) => ['book', 'take-message'].some((each) => asksFor(evidence, each).length > 0),
  judge: (evidence) =>
    ['book', 'take-message'].flatMap((effect) =>
      asksFor(evidence, effect).flatMap((asked) =>
        differences(asked, namedBefore(evidence, asked.seq)),
      ),
    ),
};

function differences({ request }: EntryOf<'effect-asked'>, named: Named): string[] {
  const { effect } = request;
  const input = request.input as { customerName?: string; text?: string };
  const names = namesSaid((named.name ?? []) as HalfName[]);
  const messages = (named.message ?? []).map(String);
  const among = (value: string | undefined, known: unknown[]) =>
    value === undefined || known.length === 0 || known.includes(value);
  return [
    ...(among(input.customerName, names) ? [] : [`${effect} under ${input.customerName}`]),
    ...(messages.length > 0 && !messages.some((text) => (input.text ?? text).includes(text))
      ? ['a message that was not said']
      : []),
  ];
}

interface HalfName {
  first?: string;
  last?: string;
  spelled?: boolean;
}

/** Letters by themselves do not say which of the two they spell. */
function halvesOf({ first, last, spelled }: HalfName): HalfName[] {
  const told = { ...(first ? { first } : {}), ...(last ? { last } : {}) };
  return spelled && first && !last ? [told, { last: first }] : [told];
}

/**
 * First and last name may be told, and corrected, one at a time; and any of it may have been said where
 * no name was asked for. A whole name keeps nothing of another, and loses nothing of itself.
 */
function namesSaid(said: HalfName[]): string[] {
  const standing = new Map<string, HalfName>([['', {}]]);
  for (const name of said) {
    for (const before of [...standing.values()]) {
      for (const half of halvesOf(name)) {
        const whole = { ...before, ...half };
        standing.set([whole.first, whole.last].filter(Boolean).join(' '), whole);
      }
    }
  }
  return [...standing.keys()].filter((name) => name !== '');
}

const wins: [effect: string, outcomes: string[]][] = [
  ['take-message', ['message-taken', 'booked', 'rescheduled', 'cancelled', 'transferred']],
  ['reschedule', ['rescheduled', 'booked', 'cancelled']],
  ['cancel', ['cancelled', 'booked', 'rescheduled']],
];

const achievementCounts: Oracle = {
  rule: 'what was achieved is how the call counts',
  armed: (evidence) => wins.some(([effect]) => answersOf(evidence, effect).length > 0),
  judge(evidence) {
    const [end] = entriesOf(evidence, 'call-ended');
    return wins
      .filter(([effect]) =>
        answersOf(evidence, effect).some(({ answer }) => answer.outcome === 'committed'),
      )
      .filter(([, outcomes]) => end !== undefined && !outcomes.includes(end.outcome))
      .map(([effect]) => `${effect} was committed, and the call counts as ${end?.outcome}`);
  },
};

export const worldOracles: Oracle[] = [
  verdictHeeded,
  ruleSpeaksForItself,
  answersLeadOn,
  outcomeTold,
  asTheCallerSaid,
  achievementCounts,
];
