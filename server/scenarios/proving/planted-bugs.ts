/** Bugs of the kinds that hurt, planted by hand: each one thing that a careful person got wrong. */
import { callChart } from '../../../machines/call/build-call-chart.ts';
import type { ChartState, Edge } from '../../../machines/call/chart-types.ts';
import type { Definition } from '../../../machines/policy/definition.ts';

export type Touches = 'booking' | 'disclosure' | 'tenancy' | 'hand-over' | 'conduct';

export interface PlantedBug {
  what: string;
  touches: Touches;
  plant(definition: Definition): { definition: Definition; chart: ChartState };
}

const at = (chart: ChartState, path: string): ChartState => {
  let state = chart;
  for (const name of path.split('.').filter(Boolean)) {
    const inner = state.states?.[name];
    if (inner === undefined) throw new Error(`no state ${path}`);
    state = inner;
  }
  return state;
};

const inChart = (
  what: string,
  touches: Touches,
  change: (chart: ChartState) => void,
): PlantedBug => ({
  what,
  touches,
  plant(definition) {
    const chart = structuredClone(callChart(definition));
    change(chart);
    return { definition, chart };
  },
});

const inPolicy = (
  what: string,
  touches: Touches,
  change: (definition: Definition) => void,
): PlantedBug => ({
  what,
  touches,
  plant(published) {
    const definition = structuredClone(published);
    change(definition);
    return { definition, chart: callChart(definition) };
  },
});

const step = (definition: Definition, flow: string, name: string) =>
  definition.flows[flow]?.steps[name] as unknown as Record<string, unknown>;
const outcomes = (definition: Definition, flow: string, name: string) =>
  step(definition, flow, name).outcomes as Record<string, string>;
const edges = (state: ChartState, event: string): Edge[] =>
  state.on?.[event as keyof typeof state.on] ?? [];
const drop = (list: Edge[] | undefined, type: string) => {
  for (const edge of list ?? []) {
    edge.actions = (edge.actions ?? []).filter((action) => action.type !== type);
  }
};

/** A line for numbers that nobody listed names no business, and so cannot name a wrong one. */
function mustBeNamed({ business }: Definition): void {
  if (!business.numbers.some((each) => 'number' in each)) throw new Error('has no name');
}

/** A business on the same machine that is not this one. */
function strangerTo({ business }: Definition): string {
  return business.name === 'Stride Shoes' ? 'Bright Smile Dental' : 'Stride Shoes';
}

const booking: PlantedBug[] = [
  inPolicy('booked before the yes', 'booking', (of) => {
    step(of, 'book', 'who').then = 'write';
  }),
  inPolicy('a lost answer counts as booked', 'booking', (of) => {
    outcomes(of, 'book', 'write').unknown = 'booked';
  }),
  inPolicy('a lost answer is written again at once', 'booking', (of) => {
    outcomes(of, 'book', 'write').unknown = 'not-written';
  }),
  inPolicy('a taken time counts as booked', 'booking', (of) => {
    outcomes(of, 'book', 'write').taken = 'booked';
  }),
  inPolicy('an absent booking counts as booked', 'booking', (of) => {
    outcomes(of, 'book', 'settle').absent = 'booked';
  }),
  inPolicy('a refused booking counts as booked', 'booking', (of) => {
    outcomes(of, 'book', 'write').refused = 'booked';
  }),
  inPolicy('a committed booking is not told', 'booking', (of) => {
    outcomes(of, 'book', 'write').committed = 'done';
  }),
  inPolicy('the rules are not asked for an offered time', 'booking', (of) => {
    step(of, 'book', 'offer').chosen = 'who';
  }),
  inPolicy('a refused time is booked all the same', 'booking', (of) => {
    step(of, 'book', 'allowed').refuse = 'who';
  }),
  inPolicy('no free time is taken for a free one', 'booking', (of) => {
    outcomes(of, 'book', 'times').none = 'allowed';
  }),
  inPolicy('an unreadable calendar is taken for a free one', 'booking', (of) => {
    outcomes(of, 'book', 'times').unknown = 'allowed';
  }),
  inPolicy('cancelled before the yes', 'booking', (of) => {
    step(of, 'cancel', 'allowed').allow = 'write';
  }),
  inPolicy('the no to a cancellation cancels', 'booking', (of) => {
    step(of, 'cancel', 'read-back').no = 'write';
  }),
  inPolicy('a lost cancellation counts as done', 'booking', (of) => {
    outcomes(of, 'cancel', 'write').unknown = 'cancelled';
  }),
  inPolicy('moved before the yes', 'booking', (of) => {
    outcomes(of, 'reschedule', 'times').free = 'write';
  }),
  inPolicy('a lost move counts as moved', 'booking', (of) => {
    outcomes(of, 'reschedule', 'write').unknown = 'moved';
  }),
  inPolicy('a sentence before the write promises it', 'booking', (of) => {
    step(of, 'book', 'is-free').say = 'time-is-free';
    of.words['time-is-free'] = "You're all set for {opening}.";
  }),
  inChart('yes and no are exchanged', 'booking', (chart) => {
    const { on } = at(chart, 'serving.book.read-back.reading-back');
    if (on === undefined) return;
    const { 'caller.affirmed': yes = [], 'caller.denied': no = [] } = on;
    on['caller.affirmed'] = no;
    on['caller.denied'] = yes;
  }),
  inChart('an early yes counts', 'booking', (chart) => {
    const yes = edges(at(chart, 'serving.book.read-back.reading-back'), 'caller.affirmed');
    for (const edge of yes) if (edge.guard?.type === 'questionHeard') delete edge.guard;
  }),
  inChart('each try to write has a new key', 'booking', (chart) => {
    const write = at(chart, 'serving.book.write');
    write.entry = [...(write.entry ?? []), { type: 'newWrite' }];
  }),
  inChart('a correction at the read-back is ignored', 'booking', (chart) => {
    const state = at(chart, 'serving.book.read-back.reading-back');
    const flow = at(chart, 'serving.book');
    for (const event of ['caller.corrected', 'caller.gave']) {
      drop(edges(state, event), 'fill');
      drop(edges(flow, event), 'fill');
    }
  }),
  inChart('what was booked is forgotten', 'booking', (chart) => {
    drop(at(chart, 'serving.book.write.waiting').invoke?.onDone, 'takeAnswer');
  }),
  inChart('a booking that never answers waits for ever', 'booking', (chart) => {
    at(chart, 'serving.book.write.waiting').after = {};
  }),
  inChart('an error of the calendar is swallowed', 'booking', (chart) => {
    const { invoke } = at(chart, 'serving.book.write.waiting');
    if (invoke) invoke.onError = [];
  }),
];

const others: PlantedBug[] = [
  inChart('nothing says that an AI answers', 'disclosure', (chart) => {
    at(chart, 'greeting.disclosing').entry = [];
  }),
  inChart('the question comes before the disclosure', 'disclosure', (chart) => {
    const [first, second] = [at(chart, 'greeting.disclosing'), at(chart, 'greeting.inviting')];
    [first.entry, second.entry] = [second.entry ?? [], first.entry ?? []];
  }),
  inPolicy('the greeting hides what answers', 'disclosure', (of) => {
    of.words.greeting = 'Thanks for calling {business}. This is Anna.';
  }),
  inPolicy('the greeting names nobody', 'tenancy', (of) => {
    mustBeNamed(of);
    of.words.greeting = "Thanks for calling. I'm the AI assistant here.";
  }),
  inPolicy("the greeting is another business's", 'tenancy', (of) => {
    of.words.greeting = `Thanks for calling ${strangerTo(of)}. I'm the AI assistant here.`;
  }),
  inPolicy('another business is named on the way', 'tenancy', (of) => {
    of.words['anything-else'] = `Anything else from ${strangerTo(of)}?`;
  }),
  inPolicy('the business has another name', 'tenancy', (of) => {
    mustBeNamed(of);
    of.business.name = strangerTo(of);
  }),
  inChart('who asks for a person is asked again', 'hand-over', (chart) => {
    if (chart.on) chart.on['caller.wanted-person'] = [{ actions: [{ type: 'repeatQuestion' }] }];
  }),
  inChart('a person is rung although the rules say no', 'hand-over', (chart) => {
    const { invoke } = at(chart, 'escalating.checking');
    for (const edge of invoke?.onDone ?? []) edge.target = 'announcing';
  }),
  inChart('nobody picks up, and the line goes dead', 'hand-over', (chart) => {
    const { invoke } = at(chart, 'escalating.dialing');
    for (const edge of invoke?.onDone ?? []) edge.target = '#ended';
  }),
  inChart('ringing has no end', 'hand-over', (chart) => {
    at(chart, 'escalating.dialing').after = {};
  }),
  inChart('an emergency is repaired like a mishearing', 'hand-over', (chart) => {
    if (chart.on) chart.on['caller.alarmed'] = [{ actions: [{ type: 'repeatQuestion' }] }];
  }),
  inChart('being transferred is not announced', 'hand-over', (chart) => {
    at(chart, 'escalating.announcing').entry = [];
  }),
  inChart('a hang-up is ignored', 'conduct', (chart) => {
    delete chart.on?.['caller.hung-up'];
  }),
  inChart('silence is ignored', 'conduct', (chart) => {
    delete chart.on?.['caller.was-silent'];
  }),
  inChart('the line is closed at the first silence', 'conduct', (chart) => {
    if (chart.on) chart.on['caller.was-silent'] = [{ target: '#closing' }];
  }),
  inChart('a question is asked for ever', 'conduct', (chart) => {
    for (const [, state] of Object.entries(at(chart, 'serving.book.what').states ?? {})) {
      drop(edges(state, 'caller.was-unclear'), 'countMiss');
    }
  }),
  inChart('callers are given up on at once', 'conduct', (chart) => {
    for (const [, state] of Object.entries(at(chart, 'serving.book.what').states ?? {})) {
      const of = edges(state, 'caller.was-unclear');
      if (of.length > 1) of.splice(0, 1);
    }
  }),
  inChart('"are you a robot?" is not answered', 'conduct', (chart) => {
    if (chart.on) chart.on['caller.asked-if-robot'] = [{ actions: [{ type: 'repeatQuestion' }] }];
  }),
  inChart('the longest call has no end', 'conduct', (chart) => {
    chart.after = {};
  }),
  inChart('a message is taken and not kept', 'conduct', (chart) => {
    const { invoke } = at(chart, 'serving.message.keep.waiting');
    for (const edge of invoke?.onDone ?? []) edge.target = '#message.taken';
  }),
];

export const plantedBugs: readonly PlantedBug[] = [...booking, ...others];
