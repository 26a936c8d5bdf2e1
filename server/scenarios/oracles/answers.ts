/** What a caller says is answered, and by the right thing: known from requirements, not from a chart. */
import {
  asksFor,
  type EntryOf,
  type Evidence,
  entriesOf,
  eventsNamed,
  type Oracle,
} from './evidence.ts';

type Command = EntryOf<'command'>['command'];
type Spoken = EntryOf<'event'>['event'];
type Say = Extract<Command, { type: 'say' }>;

/** What a caller did, and everything that happened until they did something again. */
interface Exchange {
  seq: number;
  event: Spoken;
  commands: Command[];
  effects: EntryOf<'effect-asked'>['request'][];
  says: Say[];
  /** States that were come to. */
  states: string[];
  ended: boolean;
}

/** Eight rules ask for the same, in thousands of calls a second. */
const known = new WeakMap<Evidence['entries'], Exchange[]>();

function exchanges({ entries }: Evidence): Exchange[] {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const found: Exchange[] = [];
  known.set(entries, found);
  for (const entry of entries) {
    if (entry.kind === 'event' && entry.event.type.startsWith('caller.')) {
      const { seq, event } = entry;
      found.push({ seq, event, commands: [], effects: [], says: [], states: [], ended: false });
      continue;
    }
    const last = found.at(-1);
    if (last === undefined) continue;
    if (entry.kind === 'command') {
      last.commands.push(entry.command);
      if (entry.command.type === 'say') last.says.push(entry.command);
    }
    if (entry.kind === 'effect-asked') last.effects.push(entry.request);
    if (entry.kind === 'transition') last.states.push(...entry.to);
    if (entry.kind === 'call-ended') last.ended = true;
  }
  return found;
}

const does = ({ commands }: Exchange, type: Command['type']) =>
  commands.some((command) => command.type === type);
const saysOne = ({ says }: Exchange, ...sentences: string[]) =>
  says.some(({ sentence }) => sentences.includes(sentence));
const leaves = (exchange: Exchange) =>
  exchange.ended || does(exchange, 'hang-up') || saysOne(exchange, 'goodbye');

/** Known from the caller's side alone: what must follow each courtesy. */
const courtesies: Partial<Record<Spoken['type'], (exchange: Exchange) => boolean>> = {
  'caller.asked-if-robot': (exchange) => saysOne(exchange, 'i-am-an-ai'),
  'caller.spoke-language': (exchange) => saysOne(exchange, 'only-english'),
  'caller.asked-wait': (exchange) => does(exchange, 'wait-for-caller'),
  'caller.asked-repeat': (exchange) => does(exchange, 'repeat-last'),
  'caller.asked-slower': (exchange) =>
    does(exchange, 'speak-slower') && does(exchange, 'repeat-last'),
  // Thanked for putting them through, the line goes on doing so.
  'caller.thanked': ({ commands, effects }) => commands.length + effects.length > 0,
  'caller.said-goodbye': (exchange) => leaves(exchange) || exchange.effects.length > 0,
  'caller.was-out-of-scope': (exchange) => exchange.commands.length > 0,
};

const courtesiesAnswered: Oracle = {
  rule: 'what callers say about the call itself is answered by that',
  armed: (evidence) => exchanges(evidence).some(({ event }) => event.type in courtesies),
  judge: (evidence) =>
    exchanges(evidence)
      .filter((exchange) => courtesies[exchange.event.type]?.(exchange) === false)
      .map(({ event }) => `${event.type} was answered by something else`),
};

/** A question that was open is asked again after something said in between. */
const asideComesBack: Oracle = {
  rule: 'an aside comes back to the open question',
  armed: (evidence) => eventsNamed(evidence, 'caller.asked-if-robot').length > 0,
  judge: (evidence) =>
    exchanges(evidence)
      .filter(({ event }) =>
        ['caller.asked-if-robot', 'caller.spoke-language'].includes(event.type),
      )
      .filter((exchange) => !does(exchange, 'repeat-question') && !leaves(exchange))
      .map(({ event }) => `after ${event.type} the question was not asked again`),
};

const noWordUnanswered: Oracle = {
  rule: 'no word of the caller is met with silence',
  armed: (evidence) => exchanges(evidence).length > 0,
  judge: (evidence) =>
    exchanges(evidence)
      .filter(({ event }) => event.type !== 'caller.hung-up')
      .filter(({ states }) => !states.some((state) => /^(?:closing|ended|failing)/.test(state)))
      .filter(({ commands, effects, ended }) => !ended && commands.length + effects.length === 0)
      .map(({ event }) => `nothing answered ${event.type}`),
};

const alarmAnswered: Oracle = {
  rule: 'danger and anger are answered at once, and go to a person',
  armed: (evidence) => eventsNamed(evidence, 'caller.alarmed').length > 0,
  judge: (evidence) =>
    exchanges(evidence).flatMap((exchange) => {
      const { event, says, effects } = exchange;
      if (event.type !== 'caller.alarmed') return [];
      const own =
        event.signal === 'emergency' ? 'emergency' : event.signal === 'abuse' ? 'abuse' : '';
      const said = own === '' ? says.length > 0 : saysOne(exchange, own);
      const rung = effects.some(
        ({ effect, input }) =>
          effect === 'transfer' || (input as { topic?: string }).topic === 'transfer',
      );
      const told = saysOne(exchange, 'nobody-there', 'after-hours') || leaves(exchange);
      return [
        ...(said ? [] : [`${event.signal} was not answered`]),
        ...(rung || told ? [] : [`${event.signal} went to nobody`]),
      ];
    }),
};

/** Who wants something gets that: the conversation that begins is the one they asked for. */
const wishServed: Oracle = {
  rule: 'whoever wants something gets that, and nothing else',
  armed: (evidence) => eventsNamed(evidence, 'caller.wanted').length > 0,
  judge: (evidence) =>
    exchanges(evidence).flatMap(({ event, states }) => {
      if (event.type !== 'caller.wanted') return [];
      const [first] = states.filter((state) => /^(?:serving\.|escalating)/.test(state));
      const other =
        first === undefined ||
        (!first.startsWith(`serving.${event.flow}.`) && !first.startsWith('escalating'));
      const escalates = first?.startsWith('escalating') === true && event.flow !== 'human';
      return (other || escalates) && states.length > 0
        ? [`${event.flow} was wanted, and ${first ?? 'nothing'} began`]
        : [];
    }),
};

/** Two misses in a row at one question: the second time it is put in other words. */
const otherWords: Oracle = {
  rule: 'what was not understood is asked in other words',
  armed: (evidence) => eventsNamed(evidence, 'caller.was-unclear').length > 0,
  judge(evidence) {
    const all = exchanges(evidence);
    return all.flatMap((exchange, at) => {
      const before = all[at - 1]?.says.findLast(({ role }) => role === 'question');
      const after = exchange.says.findLast(({ role }) => role === 'question');
      const unclear = exchange.event.type === 'caller.was-unclear';
      if (!unclear || before === undefined || after?.sentence !== before.sentence) return [];
      return after.attempt > before.attempt ? [] : [`${after.sentence} in the same words again`];
    });
  },
};

/** A caller is given as many tries as the policy says, and no fewer. */
const notGivenUpEarly: Oracle = {
  rule: 'nobody is given up on before their last try',
  armed: (evidence) => asksFor(evidence, 'transfer').length > 0,
  judge(evidence) {
    const { rewordingsMax } = evidence.limits;
    return exchanges(evidence)
      .filter(({ effects, event }) => {
        const topic = effects.map(({ input }) => (input as { topic?: string }).topic);
        return event.type === 'caller.was-unclear' && topic.includes('transfer');
      })
      .flatMap(({ seq }) => {
        const misses = missesBefore(evidence, seq);
        return misses < rewordingsMax ? [`after ${misses} misses`] : [];
      });
  },
};

const missEvents = new Set([
  'caller.was-unclear',
  'caller.affirmed',
  'caller.denied',
  'caller.chose',
  'caller.gave',
]);

/** How often something was not what was asked for, until then. */
function missesBefore(evidence: Evidence, seq: number): number {
  return entriesOf(evidence, 'event').filter(
    (entry) =>
      entry.seq <= seq &&
      (missEvents.has(entry.event.type) || entry.event.type === 'caller.corrected'),
  ).length;
}

const patientWithSilence: Oracle = {
  rule: 'silence is asked about before the line is closed',
  armed: (evidence) => eventsNamed(evidence, 'caller.was-silent').length > 0,
  judge(evidence) {
    const { silencesMax } = evidence.limits;
    return exchanges(evidence).flatMap((exchange) => {
      const { event } = exchange;
      if (event.type !== 'caller.was-silent' || event.nth >= silencesMax) return [];
      const asks = does(exchange, 'repeat-question') || exchange.says.length > 0;
      const first = event.nth === 1 && saysOne(exchange, 'still-there');
      const last = event.nth === silencesMax - 1 && !saysOne(exchange, 'still-there');
      return [
        ...(leaves(exchange) ? [`closed after ${event.nth}`] : []),
        ...(asks ? [] : [`silence ${event.nth} was not asked about`]),
        ...(silencesMax > 2 && (first || last) ? [`silence ${event.nth} in the wrong order`] : []),
      ];
    });
  },
};

export const answerOracles: Oracle[] = [
  courtesiesAnswered,
  asideComesBack,
  noWordUnanswered,
  alarmAnswered,
  wishServed,
  otherWords,
  notGivenUpEarly,
  patientWithSilence,
];
