/** What the callers of the latency run say: bookings with questions, pauses, coughs and interruptions. */
import { pick } from './seeded.ts';

export const turnKinds = [
  'question',
  'wish',
  'date',
  'name',
  'number',
  'yes-no',
  'mid-sentence pause',
  'interruption',
] as const;
export type TurnKind = (typeof turnKinds)[number];

/** A text said in one breath, or a pause in ms. */
export type Part = string | number;

export type CallerStep =
  /** Waits until the agent has finished, and speaks. */
  | { does: 'answer'; kind: TurnKind; parts: Part[] }
  /** Speaks while the agent does, `afterMs` after the agent began. */
  | { does: 'interrupt'; parts: Part[]; afterMs: number }
  /** Makes a sound that is no turn while the agent speaks. */
  | { does: 'false-interrupt'; sound: 'cough' | 'mm-hm' | 'okay'; afterMs: number };

const questions = [
  'where can I park',
  'what are your hours',
  'how do I get there',
  'where is your office',
];
const wishes = ["I'd like to book a cleaning", 'I need an appointment for a cleaning'];
const yes = ['yes please', 'yes', 'yes that is right'];
const no = ["no thank you, that's all", 'no'];
const firstNames = ['Maria', 'Robert', 'Linda', 'Michael', 'Susan', 'David'];
const lastNames = ['Keller', 'Johnson', 'Parker', 'Morgan', 'Turner', 'Bailey'];
const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const hours = ['nine', 'ten', 'eleven'];
const pauseMsMin = 300;
const pauseMsMax = 900;
const frameMs = 20;

export interface ScriptDeps {
  random(): number;
  /** Days that are open and nobody has asked for yet, such as "Tuesday, December the eighth". */
  day(): string;
}

/** In whole frames, evenly from the shortest to the longest. */
function pause(random: () => number): number {
  const ms = pauseMsMin + random() * (pauseMsMax - pauseMsMin);
  return Math.round(ms / frameMs) * frameMs;
}

function phoneParts(random: () => number): Part[] {
  const digit = () => digits[2 + Math.floor(random() * 8)] ?? 'five';
  const group = (count: number) => Array.from({ length: count }, digit).join(' ');
  return [`six one four`, pause(random), `five five ${digit()}`, pause(random), group(4)];
}

function interlude(random: () => number): CallerStep[] {
  const afterMs = 900 + Math.floor(random() * 900);
  const sound = pick(random, ['cough', 'mm-hm', 'okay'] as const);
  const asks: CallerStep = { does: 'answer', kind: 'question', parts: [pick(random, questions)] };
  return [asks, { does: 'false-interrupt', sound, afterMs }];
}

/** One caller's whole call. Odd callers pause in the middle of their sentences. */
export function callerScript(index: number, { random, day }: ScriptDeps): CallerStep[] {
  const pauses = index % 2 === 1;
  const wish = pick(random, wishes);
  const hour = pick(random, hours);
  const [first, last] = [pick(random, firstNames), pick(random, lastNames)];
  const date = day();
  const begin: CallerStep[] = [
    ...interlude(random),
    { does: 'answer', kind: 'question', parts: [pick(random, questions)] },
    { does: 'interrupt', parts: [wish], afterMs: 1_200 + Math.floor(random() * 1_200) },
  ];
  const middle: CallerStep[] = pauses
    ? [
        paused([`${date},`, pause(random), `at ${hour} in the morning`]),
        paused(pick(random, namesGiven(first, last, pause(random)))),
      ]
    : [
        { does: 'answer', kind: 'date', parts: [`${date}, at ${hour} in the morning`] },
        { does: 'answer', kind: 'name', parts: [`${first} ${last}`] },
      ];
  const end: CallerStep[] = [
    { does: 'answer', kind: 'number', parts: phoneParts(random) },
    { does: 'answer', kind: 'yes-no', parts: [pick(random, yes)] },
    pauses
      ? paused(['yes, can you tell me', pause(random), pick(random, questions)])
      : { does: 'answer', kind: 'question', parts: [pick(random, questions)] },
    { does: 'answer', kind: 'yes-no', parts: [pick(random, no)] },
  ];
  const direct: CallerStep = pauses
    ? paused(pick(random, wishesGiven(pause(random))))
    : { does: 'answer', kind: 'wish', parts: [wish] };
  // Every third caller states the wish at once, the others after a question they cut short.
  const opening = index % 3 === 0 ? [direct] : begin;
  return [...opening, ...middle, ...end];
}

/** Where people stop to think: between the names, and before the first one. */
function namesGiven(first: string, last: string, pauseMs: number): Part[][] {
  return [
    [first, pauseMs, last],
    ['my name is', pauseMs, `${first} ${last}`],
  ];
}

function wishesGiven(pauseMs: number): Part[][] {
  return [
    ["I'd like to book a", pauseMs, 'cleaning please'],
    ["I'd like to", pauseMs, 'book a cleaning please'],
    ['I need', pauseMs, 'an appointment for a cleaning'],
  ];
}

function paused(parts: Part[]): CallerStep {
  return { does: 'answer', kind: 'mid-sentence pause', parts };
}

export function textsOf(steps: readonly CallerStep[]): string[] {
  return steps.flatMap((step) => {
    if (step.does === 'false-interrupt') return step.sound === 'cough' ? [] : [step.sound];
    return step.parts.filter((part) => typeof part === 'string');
  });
}
