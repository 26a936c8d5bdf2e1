/** What no call of a chart can do, and the shortest call that does it once the chart is broken. */
import { describe, expect, it } from 'vitest';
import { callChart } from '../../../../machines/call/build-call-chart.ts';
import type { ChartState } from '../../../../machines/call/chart-types.ts';
import { type ClaimId, claims, prove } from '../../../../machines/flow/proofs/prove.ts';
import { soundsDone } from '../../../../machines/flow/proofs/sounds-done.ts';
import type { Definition } from '../../../../machines/policy/definition.ts';
import { loadDefinitions } from '../../../../services/definitions/definitions.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');
const policies = new URL('../../../../policies', import.meta.url).pathname;

/** The clinic after one change to its flows or words. */
function clinicWith(change: (definition: Definition) => void): Definition {
  const definition = structuredClone(clinic);
  change(definition);
  return definition;
}

/** A flow's step as something that can be changed. */
function step(definition: Definition, flow: string, name: string): Record<string, unknown> {
  const found = definition.flows[flow]?.steps[name];
  if (found === undefined) throw new Error(`${flow} has no step ${name}`);
  return found as Record<string, unknown>;
}

function outcomes(definition: Definition, flow: string, name: string): Record<string, string> {
  return step(definition, flow, name).outcomes as Record<string, string>;
}

function stateAt(chart: ChartState, path: string): ChartState {
  let state = chart;
  for (const key of path.split('.'))
    state = (state.states as Record<string, ChartState>)[key] ?? {};
  return state;
}

/** The claims that do not hold any more, with the first fault of each. */
function brokenIn(definition: Definition, chart?: ChartState) {
  return prove(definition, chart)
    .filter(({ kept }) => !kept)
    .map(({ claim, broken }) => ({ claim, first: broken[0] }));
}

function chartWith(change: (chart: ChartState) => void): ChartState {
  const chart = structuredClone(callChart(clinic));
  change(chart);
  return chart;
}

describe('every shipped business', () => {
  it.each(loadDefinitions(policies).definitions.map((each) => [each.business.id, each] as const))(
    '%s keeps every claim, each looked at in many situations',
    (_id, definition) => {
      const proofs = prove(definition);
      expect(proofs.filter(({ kept }) => !kept)).toEqual([]);
      expect(proofs.map(({ claim }) => claim)).toEqual(Object.keys(claims));
      expect(proofs.every(({ looked }) => looked > 10)).toBe(true);
    },
  );
});

/** What an author can write, and what a call could then do. */
const slips: [
  title: string,
  change: (clinic: Definition) => void,
  claim: ClaimId,
  state: string,
][] = [
  [
    'a free time is booked past the rules',
    (definition) => {
      outcomes(definition, 'book', 'times').free = 'who';
    },
    'rules-first',
    'serving.book.write.waiting.quietly',
  ],
  [
    'another time is taken from an offer after the rules allowed the first one',
    (definition) => {
      step(definition, 'book', 'offer').chosen = 'who';
      step(definition, 'book', 'just-taken').then = 'offer';
    },
    'rules-first',
    'serving.book.write.waiting.quietly',
  ],
  [
    'an appointment is booked without reading it back',
    (definition) => {
      step(definition, 'book', 'who').then = 'write';
    },
    'yes-first',
    'serving.book.write.waiting.quietly',
  ],
  [
    'a yes to "anyway?" counts for a time that was found after it',
    (definition) => {
      outcomes(definition, 'reschedule', 'times').free = 'write';
    },
    'yes-first',
    'serving.reschedule.write.waiting.quietly',
  ],
  [
    'a rule wants a yes, and its verdict leads straight to the write',
    (definition) => {
      step(definition, 'cancel', 'allowed')['confirm-first'] = 'write';
    },
    'yes-first',
    'serving.cancel.write.waiting.quietly',
  ],
  [
    'a booking whose answer was lost is made again',
    (definition) => {
      outcomes(definition, 'book', 'write').unknown = 'not-written';
    },
    'lost-answers-settled',
    'serving.book.write.waiting.quietly',
  ],
  [
    'a taken time is called booked',
    (definition) => {
      outcomes(definition, 'book', 'write').taken = 'booked';
    },
    'true-promises',
    'serving.book.booked',
  ],
  [
    'a flow counts as booked without a booking',
    (definition) => {
      step(definition, 'book', 'nothing-free').then = 'done';
    },
    'true-promises',
    'serving.book.done',
  ],
  [
    'a sentence before the write is worded like a promise',
    (definition) => {
      definition.words['time-is-free'] = "You're all set for {opening}.";
    },
    'true-promises',
    'serving.book.is-free',
  ],
  [
    'two questions that are answered lead to one another',
    (definition) => {
      step(definition, 'message', 'who').then = 'text';
    },
    'loops-capped',
    'serving.message.text.choosing',
  ],
];

describe('a slip in a flow is shown with the shortest call that it spoils', () => {
  it.each(slips)('%s', (_title, change, claim, state) => {
    const broken = brokenIn(clinicWith(change));
    expect(broken.map((each) => each.claim)).toContain(claim);
    const first = broken.find((each) => each.claim === claim)?.first;
    expect(first?.state).toBe(state);
    expect(first?.path[0]?.event).toBe('line.opened');
    // A ring is shown by how one comes to it; everything else ends where it happens.
    if (claim !== 'loops-capped') expect(first?.path.at(-1)?.state).toBe(state);
  });

  it('and no shorter one is there', () => {
    const [broken] = brokenIn(
      clinicWith((definition) => {
        step(definition, 'book', 'who').then = 'write';
      }),
    );
    expect(broken?.first?.path.map(({ event }) => event)).toEqual([
      'line.opened',
      'at once',
      'caller.wanted',
      'at once',
      'at once',
      'at once',
      'check-policy allow',
      'at once',
      'at once',
    ]);
  });
});

describe('a slip in the chart itself', () => {
  const own: [title: string, change: (chart: ChartState) => void, claim: ClaimId][] = [
    [
      'a question before the greeting',
      (chart) => {
        stateAt(chart, 'greeting.disclosing').entry = [];
      },
      'disclosure-first',
    ],
    [
      'a hang-up that nobody notices',
      (chart) => {
        delete chart.on?.['caller.hung-up'];
      },
      'exits-everywhere',
    ],
    [
      'a failed effect that leads nowhere',
      (chart) => {
        const { invoke } = stateAt(chart, 'serving.book.times.waiting');
        if (invoke) invoke.onError = [];
      },
      'exits-everywhere',
    ],
    [
      'a question that is asked again without counting',
      (chart) => {
        const asking = stateAt(chart, 'asking-intent.asking');
        asking.on = { 'caller.was-unclear': [{ target: '#asking-intent.asking', reenter: true }] };
      },
      'tries-capped',
    ],
    [
      'a caller without a message who is asked for it for ever',
      (chart) => {
        stateAt(chart, 'escalating.unavailable').always = [{ target: '#message' }];
      },
      'tries-capped',
    ],
    [
      'a round of effects without its breaker',
      (chart) => {
        stateAt(chart, 'serving.book.times.beginning').always = [{ target: 'waiting' }];
        const { invoke } = stateAt(chart, 'serving.book.times.waiting');
        if (invoke) invoke.onDone = [{ target: '#book.times' }];
      },
      'loops-capped',
    ],
    [
      'a wait for the world without a deadline',
      (chart) => {
        stateAt(chart, 'serving.book.times.waiting').after = {};
      },
      'waits-end',
    ],
    [
      'a call without a longest time',
      (chart) => {
        chart.after = {};
      },
      'waits-end',
    ],
    [
      'a goodbye that never ends',
      (chart) => {
        const closing = stateAt(chart, 'closing');
        closing.after = {};
        closing.on = { 'agent.was-heard': [], 'caller.hung-up': [{ target: '#closing' }] };
        chart.on = { 'caller.hung-up': [{ target: '#closing' }] };
      },
      'ends-reachable',
    ],
    [
      'a write that gets another key when the caller comes back to it',
      (chart) => {
        const write = stateAt(chart, 'serving.book.write');
        write.entry = [...(write.entry ?? []), { type: 'newWrite' }];
      },
      'lost-answers-settled',
    ],
  ];

  it.each(own)('%s', (_title, change, claim) => {
    expect(brokenIn(clinic, chartWith(change)).map((each) => each.claim)).toContain(claim);
  });
});

describe('what sounds done', () => {
  it.each([
    "You're booked for Tuesday.",
    "I've cancelled your appointment.",
    'Your visit has been moved.',
    "Great, it's confirmed. See you then!",
    'You are all set.',
  ])('%s', (wording) => expect(soundsDone(wording)).toBe(true));

  it.each([
    "You're not booked yet.",
    'Shall I say that it is booked?',
    'Once it is confirmed, you get a text.',
    'That time is free.',
    "That didn't go through, so nothing is booked or changed yet.",
    'You have a cleaning on Tuesday.',
  ])('not: %s', (wording) => expect(soundsDone(wording)).toBe(false));
});
