/** Every answer the world can give to an effect: each named outcome with the data it carries. */
import type { CallContext } from '../call/context.ts';
import type { Definition } from '../policy/definition.ts';
import type { Booking, EffectAnswer, EffectName, EffectRequest, Opening } from '../ports.ts';
import type { TimeValue } from '../vocabulary.ts';
import type { Move } from './moves.ts';
import type { ExampleDays } from './slot-values.ts';

type Answer = Extract<Move, { kind: 'answer' }>;

interface Asked {
  definition: Definition;
  context: CallContext;
  request: EffectRequest;
  days: ExampleDays;
}

function openingAt({ definition, context }: Asked, date: string, time: string): Opening {
  const { services, staff, locations } = definition.business;
  const { service, location } = context.slots;
  const serviceId = typeof service === 'string' ? service : (services[0]?.id ?? '');
  const roles = services.find(({ id }) => id === serviceId)?.by ?? [];
  return {
    start: `${date}T${time}`,
    end: `${date}T${time.slice(0, 3)}59`,
    serviceId,
    staffId: staff.find(({ role }) => roles.includes(role))?.id ?? '',
    locationId: typeof location === 'string' ? location : (locations[0]?.id ?? ''),
  };
}

function bookingAt(id: string, opening: Opening): Booking {
  return { ...opening, id, customerName: 'Anna Lee', customerPhone: '+16145550123' };
}

/** The rules are asked inside the process: they answer at once, with what some rule can say. */
function verdicts({ definition, request }: Asked): [string, EffectAnswer][] {
  const { topic } = request.input as { topic: string };
  const rules = definition.rules.filter((rule) => rule.topic === topic);
  const said = rules.map(({ id, then, say }): [string, EffectAnswer] => [
    `${then} by ${id}`,
    { outcome: then, rule: id, ...(say ? { say } : {}) },
  ]);
  return [['allow', { outcome: 'allow' }], ...said];
}

function times(asked: Asked): [string, EffectAnswer][] {
  const { days, context } = asked;
  const when = (context.slots.when ?? {}) as TimeValue;
  const wished = openingAt(asked, when.date ?? days.first, when.time ?? '10:00');
  const near = [openingAt(asked, days.second, '09:00'), openingAt(asked, days.second, '14:00')];
  return [
    ['free', { outcome: 'free', opening: wished }],
    ['alternatives several', { outcome: 'alternatives', openings: near, why: 'taken' }],
    ['alternatives single', { outcome: 'alternatives', openings: near.slice(0, 1), why: 'closed' }],
    ['none', { outcome: 'none', why: 'no-one' }],
  ];
}

function bookings(asked: Asked): [string, EffectAnswer][] {
  const { days } = asked;
  const one = bookingAt('b1', openingAt(asked, days.second, '10:00'));
  const two = bookingAt('b2', openingAt(asked, days.second, '15:00'));
  return [
    ['one', { outcome: 'one', bookings: [one] }],
    ['several', { outcome: 'several', bookings: [one, two] }],
    ['none', { outcome: 'none' }],
  ];
}

function written(asked: Asked): Booking {
  const { context } = asked;
  const opening = context.opening ?? context.booking ?? openingAt(asked, asked.days.first, '10:00');
  return bookingAt(context.booking?.id ?? 'b3', opening);
}

const plain = (...outcomes: string[]): [string, EffectAnswer][] =>
  outcomes.map((outcome) => [outcome, { outcome }]);

/** `committed` carries the row as the database has it. */
function writes(asked: Asked, ...others: string[]): [string, EffectAnswer][] {
  return [['committed', { outcome: 'committed', booking: written(asked) }], ...plain(...others)];
}

function answersTo(asked: Asked): [string, EffectAnswer][] {
  const { effect } = asked.request;
  switch (effect) {
    case 'check-policy':
      return verdicts(asked);
    case 'find-times':
      return [...times(asked), ...plain('unknown')];
    case 'find-bookings':
      return [...bookings(asked), ...plain('unknown')];
    case 'book':
      return writes(asked, 'taken', 'refused', 'unknown');
    case 'reschedule':
      return writes(asked, 'taken', 'refused', 'gone', 'unknown');
    case 'cancel':
      return writes(asked, 'refused', 'gone', 'unknown');
    case 'settle':
      return writes(asked, 'absent', 'unknown');
    case 'take-message':
      return plain('committed', 'unknown');
    case 'transfer':
      return plain('connected', 'no-answer', 'busy', 'unknown');
  }
}

/** Effects that answer inside the process: nothing can come between asking and answer. */
const immediate = new Set<EffectName>(['check-policy']);
/** Effects whose answer the carrier brings, in its own few words. */
const byCarrier = new Set<EffectName>(['transfer']);

export function answersAtOnce(effect: EffectName): boolean {
  return immediate.has(effect);
}

/** Effects that the carrier brings to an end, and names only in the words it has. */
export function endedByCarrier(effect: EffectName): boolean {
  return byCarrier.has(effect);
}

export function answerMoves(asked: Asked): Move[] {
  const { effect } = asked.request;
  const named = answersTo(asked).map(
    ([name, answer]): Answer => ({
      kind: 'answer',
      key: `${effect} ${name}`,
      effect,
      class: name,
      answer,
    }),
  );
  if (immediate.has(effect) || byCarrier.has(effect)) return named;
  const nonsense: Answer = {
    kind: 'answer',
    key: `${effect} nonsense`,
    effect,
    class: 'nonsense',
    answer: { outcome: 'gibberish' },
  };
  return [...named, nonsense, { kind: 'error', key: `${effect} error`, effect }];
}
