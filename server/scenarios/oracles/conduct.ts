/** How the line behaves towards its caller: who it is, whose it is, and that a person can be had. */
import { asksFor, entriesOf, eventsNamed, type Oracle } from './evidence.ts';

const disclosureFirst: Oracle = {
  rule: 'the first thing said is whose line it is and that an AI answers',
  armed: (evidence) => entriesOf(evidence, 'said').length > 0,
  judge(evidence) {
    const [first] = entriesOf(evidence, 'said');
    if (first === undefined) return [];
    const names = first.text.includes(evidence.businessName);
    const says = /\b(AI|artificial|automated|virtual)\b/i.test(first.text);
    const [heard] = entriesOf(evidence, 'heard');
    return [
      ...(names ? [] : ['the business is not named']),
      ...(says ? [] : ['nothing says that an AI answers']),
      ...(heard === undefined || heard.utterance === first.utterance
        ? []
        : ['something else was heard before it']),
      ...(heard !== undefined && !heard.complete ? ['it was cut'] : []),
    ];
  },
};

/** What was decided on is begun to be said at once; later, it answers something else. */
const answerBeginsMsMax = 1_000;

/** Somebody was asked for: the rules of ringing are asked, or it is said that nobody is there. */
const personReachable: Oracle = {
  rule: 'a caller who asks for a person is on the way to one at once',
  armed: (evidence) => eventsNamed(evidence, 'caller.wanted-person').length > 0,
  judge(evidence) {
    return eventsNamed(evidence, 'caller.wanted-person')
      .filter(({ seq }) => {
        const next = entriesOf(evidence, 'event').find(
          (later) => later.seq > seq && later.event.type.startsWith('caller.'),
        );
        const until = next?.seq ?? Number.POSITIVE_INFINITY;
        const rung = [...asksFor(evidence, 'transfer'), ...asksFor(evidence, 'check-policy')].some(
          (asked) =>
            asked.seq > seq &&
            asked.seq < until &&
            (asked.request.effect === 'transfer' ||
              (asked.request.input as { topic?: string }).topic === 'transfer'),
        );
        // Decided on before the next thing they said; what was kept in a wait is answered together.
        const told = entriesOf(evidence, 'command').find(
          ({ seq: at, command }) =>
            at > seq && at < until && command.type === 'say' && command.sentence === 'nobody-there',
        );
        const said = entriesOf(evidence, 'said').some(
          (each) =>
            told !== undefined &&
            each.sentence === 'nobody-there' &&
            each.seq > told.seq &&
            each.atMs - told.atMs <= answerBeginsMsMax,
        );
        return !rung && !said;
      })
      .map(() => 'nothing was done about it');
  },
};

const writes = new Set(['book', 'reschedule', 'cancel', 'transfer']);

const nothingAfterHangUp: Oracle = {
  rule: 'nothing is said or begun after the caller hung up',
  armed: (evidence) => eventsNamed(evidence, 'caller.hung-up').length > 0,
  judge(evidence) {
    const [gone] = eventsNamed(evidence, 'caller.hung-up');
    if (gone === undefined) return [];
    const said = entriesOf(evidence, 'said').filter(({ seq }) => seq > gone.seq);
    const begun = entriesOf(evidence, 'effect-asked').filter(
      ({ seq, request }) => seq > gone.seq && writes.has(request.effect),
    );
    return [
      ...said.map(({ sentence }) => `said ${sentence}`),
      ...begun.map(({ request }) => `began ${request.effect}`),
    ];
  },
};

const ownTenant: Oracle = {
  rule: "no sentence of another business in this one's call",
  armed: ({ otherNames, entries }) => otherNames.length > 0 && entries.length > 0,
  judge(evidence) {
    return entriesOf(evidence, 'said').flatMap(({ text }) =>
      evidence.otherNames.filter((name) => text.includes(name)).map((name) => `named ${name}`),
    );
  },
};

/** Errors brought about on purpose are allowed for; each of them once. */
const noBugs: Oracle = {
  rule: 'no crash, and no event without an answer',
  armed: ({ entries }) => entries.length > 0,
  judge(evidence) {
    const allowed = [...evidence.broken];
    const errors = entriesOf(evidence, 'error').filter(({ where }) => {
      const at = allowed.indexOf(where);
      if (at < 0) return true;
      allowed.splice(at, 1);
      return false;
    });
    const ignored = entriesOf(evidence, 'event').filter(({ handled }) => !handled);
    return [
      ...errors.map(({ where, message }) => `${where}: ${message}`),
      ...ignored.map(({ event }) => `nothing took ${event.type}`),
    ];
  },
};

const refusalHasRule: Oracle = {
  rule: 'every refusal names its rule',
  armed: (evidence) => entriesOf(evidence, 'verdict').some(({ verdict }) => verdict !== 'allow'),
  judge(evidence) {
    return entriesOf(evidence, 'verdict')
      .filter(({ verdict, rule }) => verdict !== 'allow' && !rule)
      .map(({ topic, verdict }) => `${topic}: ${verdict} without a rule`);
  },
};

const oneOutcome: Oracle = {
  rule: 'every call has exactly one outcome, and ends with it',
  armed: ({ entries }) => entries.length > 0,
  judge(evidence) {
    const ends = entriesOf(evidence, 'call-ended');
    if (ends.length !== 1) return [`${ends.length} outcomes`];
    const after = evidence.entries.filter(({ seq }) => seq > (ends[0]?.seq ?? 0));
    return after.some(({ kind }) => kind === 'said' || kind === 'effect-asked')
      ? ['the call went on after its end']
      : [];
  },
};

export const conductOracles: Oracle[] = [
  disclosureFirst,
  personReachable,
  nothingAfterHangUp,
  ownTenant,
  noBugs,
  refusalHasRule,
  oneOutcome,
];
