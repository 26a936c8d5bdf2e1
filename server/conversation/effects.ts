/** What a chart asks of the world, given to the service that does it. */
import { decide, rulesLookAt } from '../../machines/policy/decide.ts';
import type { Definition, Rule } from '../../machines/policy/definition.ts';
import { factsFor } from '../../machines/policy/facts.ts';
import { scoreOf } from '../../machines/policy/score.ts';
import type {
  Caller,
  CheckPolicyInput,
  EffectAnswer,
  EffectInputs,
  EffectName,
  EffectRequest,
  RunEffect,
} from '../../machines/ports.ts';
import type { Calendar } from '../../services/calendar/calendar.ts';
import type { Messages } from '../../services/messages/messages.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import type { TransferMaker } from '../../services/transfer/transfer.ts';
import { soundAnswer } from './sound-answer.ts';

export interface EffectDeps {
  callId: string;
  caller: Caller;
  locationId?: string | undefined;
  definition: Definition;
  calendar: Calendar;
  messages: Messages;
  transfer: TransferMaker;
  journal: CallJournal;
  localNow(): string;
}

type Runner<Name extends EffectName> = (
  input: EffectInputs[Name],
  key: string,
  signal: AbortSignal,
) => Promise<EffectAnswer>;

export function createEffects(deps: EffectDeps): RunEffect {
  const { callId, definition, calendar, messages } = deps;
  const businessId = definition.business.id;
  const request = (key: string) => ({ businessId, callId, key });

  /** Counted only where a rule of the topic looks at it: the others answer without waiting. */
  async function upcoming(
    rules: readonly Rule[],
    topic: string,
    key: string,
  ): Promise<number | undefined> {
    const { phone } = deps.caller;
    if (phone === '' || !rulesLookAt(rules, topic, 'caller.bookings')) return 0;
    const found = await calendar.findBookings(request(key), { customerPhone: phone });
    return found.outcome === 'unknown' ? undefined : (found.bookings?.length ?? 0);
  }

  async function checkPolicy(input: CheckPolicyInput, key: string): Promise<EffectAnswer> {
    // Read once: one question is answered by one set of rules.
    const { rules } = definition;
    const count = await upcoming(rules, input.topic, key);
    if (count === undefined) return { outcome: 'unknown' };
    const facts = factsFor(definition, {
      now: deps.localNow(),
      from: deps.caller.phone,
      vouched: deps.caller.vouched,
      locationId: deps.locationId,
      slots: input.slots,
      opening: input.opening,
      booking: input.booking,
      reason: input.reason,
      upcoming: count,
    });
    const score = scoreOf(definition, input.flow, facts);
    if (score !== undefined) facts.flow.score = BigInt(score);
    const { verdict, rule, say } = decide(rules, input.topic, facts);
    deps.journal.note({ kind: 'verdict', topic: input.topic, verdict, ...(rule ? { rule } : {}) });
    return {
      outcome: verdict,
      ...(rule ? { rule } : {}),
      ...(say ? { say } : {}),
      ...(score === undefined ? {} : { score }),
    };
  }

  async function transfer(
    input: EffectInputs['transfer'],
    signal: AbortSignal,
  ): Promise<EffectAnswer> {
    const numbers = definition.business.people.map(({ number }) => number);
    if (numbers.length === 0) return { outcome: 'no-answer' };
    const ringMs = definition.timing['ring-max'];
    return deps.transfer.transfer({ businessId, callId, numbers, ringMs }, input, signal);
  }

  const runners: { [Name in EffectName]: Runner<Name> } = {
    'check-policy': checkPolicy,
    'find-times': (input, key) => calendar.findTimes(request(key), input),
    book: (input, key) => calendar.book(request(key), input),
    settle: (input, key) => calendar.settle(request(key), input.key),
    'find-bookings': (input, key) => calendar.findBookings(request(key), input),
    reschedule: (input, key) => calendar.reschedule(request(key), input),
    cancel: (input, key) => calendar.cancel(request(key), input),
    'take-message': (input, key) => messages.take(request(key), input),
    transfer: (input, _key, signal) => transfer(input, signal),
  };

  return ({ effect, key, input }: EffectRequest, signal) => {
    const run = runners[effect] as Runner<EffectName>;
    const answered = run(input, key, signal);
    // The rules answer at once: what they have said belongs to the same breath.
    if (effect === 'check-policy') return answered;
    return answered.then((answer) => soundAnswer(effect, answer));
  };
}
