/**
 * A call on the real engine without its audio: the chart's actor, its effects, what it keeps while it
 * waits, and its sentences. Events come in as they would from the ear; time is virtual.
 */

import type { CallContext } from '../../../machines/call/context.ts';
import { expectationOf } from '../../../machines/call/expectation.ts';
import type { CallEvent } from '../../../machines/events.ts';
import type { Start } from '../../../machines/paths/moves.ts';
import type { Definition, Rule } from '../../../machines/policy/definition.ts';
import type { EffectAnswer } from '../../../machines/ports.ts';
import type { Expectation } from '../../../machines/vocabulary.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import type { Messages } from '../../../services/messages/messages.ts';
import type { CallJournal } from '../../../services/store/journal.ts';
import type { VirtualClock } from '../../../services/virtual-clock.ts';
import type { Words } from '../../../services/words/words.ts';
import { type CallActor, startCallActor } from '../../conversation/call-actor.ts';
import { createEffects } from '../../conversation/effects.ts';
import { createHeldEvents } from '../../conversation/held-events.ts';
import type { Line } from '../../lines.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { createSilentMouth, type SilentMouth } from './silent-mouth.ts';
import { toldEvent } from './told-event.ts';

export interface BareCallDeps {
  callId: string;
  line: Line;
  words: Words;
  start: Start;
  /** The call's own time. */
  clock: VirtualClock;
  localNow(): string;
  calendar: Calendar;
  messages: Messages;
  /** What the rules are the next time they are asked; after that, what is published. */
  rules?(): Rule[] | undefined;
}

export interface BareCall {
  readonly state: string;
  readonly over: boolean;
  /** The chart waits for the world: what is said is kept. */
  readonly busy: boolean;
  /** A person is being rung, and the caller hears that. */
  readonly ringing: boolean;
  readonly countsSilence: boolean;
  readonly mouth: SilentMouth;
  readonly clock: VirtualClock;
  readonly journal: CallJournal;
  expectation(): Expectation;
  context(): CallContext;
  /** The caller says something. Over the agent, it stops. */
  says(event: CallEvent): void;
  /** Something that is not the caller's words, and never waits. */
  happens(event: CallEvent): void;
  /** Hears everything that is being said. */
  hears(): void;
  /** The carrier's word on how the ringing went. */
  rung(outcome: string): void;
}

export function startBareCall(deps: BareCallDeps): BareCall {
  const { callId, line, start, words, clock, localNow } = deps;
  const { definition, chart } = line;
  const journal = createMemoryJournal(callId, clock.now);
  let actor: CallActor;
  let over = false;
  let ring: ((answer: EffectAnswer) => void) | null = null;

  noteStart(journal, deps);
  const mouth = createSilentMouth({ words, journal, state: () => actor.state });
  const held = createHeldEvents({
    send: (event) => actor.send(event),
    state: () => actor.state,
    busy: () => actor.busy,
  });
  const caller = { phone: start.phone, vouched: start.vouched };
  const runEffect = createEffects({
    callId,
    caller,
    locationId: start.locationId,
    definition: underRules(definition, deps.rules),
    calendar: deps.calendar,
    messages: deps.messages,
    transfer: {
      name: 'cue',
      transfer: (_request, _input, signal) =>
        new Promise((resolve) => {
          ring = resolve;
          signal.addEventListener('abort', () => resolve({ outcome: 'unknown' }), { once: true });
        }),
    },
    journal,
    localNow,
  });
  actor = startCallActor({
    chart,
    input: inputOf(deps),
    clock,
    journal,
    runEffect,
    command: (command) => mouth.command(command),
    settled: () => queueMicrotask(settled),
    ended(outcome, { written }) {
      over = true;
      journal.note({ kind: 'call-ended', outcome, ...(written ? { booking: written } : {}) });
    },
    crashed(error) {
      over = true;
      journal.note({ kind: 'error', where: 'chart', message: String(error) });
      journal.note({ kind: 'call-ended', outcome: 'failed' });
    },
  });

  /** The chart rests: it says what it wanted said, or is given what was kept. */
  function settled(): void {
    if (over) return;
    try {
      mouth.flush();
      if (!actor.busy) held.drain();
    } catch (error) {
      journal.note({ kind: 'error', where: 'settled', message: String(error) });
      held.send([{ type: 'line.broke', why: 'settled' }], '');
    }
  }

  return {
    get state() {
      return actor.state;
    },
    get over() {
      return over;
    },
    get busy() {
      return actor.busy;
    },
    get ringing() {
      return ring !== null;
    },
    get countsSilence() {
      return actor.countsSilence;
    },
    mouth,
    clock,
    journal,
    expectation: () => expectationOf(actor.snapshot() as never, definition),
    context: () => actor.snapshot().context as CallContext,
    says(event) {
      if (over) return;
      const { state } = actor;
      // What must be heard is heard to its end: until then nobody is listened to.
      if (mouth.interruptible) mouth.cut();
      else mouth.heard();
      journal.note({ kind: 'caller-words', text: toldEvent(event), final: true });
      held.send([event], state);
    },
    happens(event) {
      if (!over) held.send([event], '');
    },
    hears() {
      if (!over && mouth.heard()) held.send([{ type: 'agent.was-heard' }], '');
    },
    rung(outcome) {
      const answer = ring;
      ring = null;
      answer?.({ outcome });
    },
  };
}

function underRules(definition: Definition, rules: BareCallDeps['rules']): Definition {
  if (rules === undefined) return definition;
  return {
    ...definition,
    get rules() {
      return rules() ?? definition.rules;
    },
  };
}

function noteStart(journal: CallJournal, { line, start, callId: _callId }: BareCallDeps): void {
  const { definition } = line;
  journal.note({
    kind: 'call-started',
    from: start.phone,
    to: '',
    vouched: start.vouched,
    business: definition.business.id,
    businessName: definition.business.name,
    ...(start.locationId ? { location: start.locationId } : {}),
    version: definition.version,
  });
}

function inputOf({ callId, start }: BareCallDeps) {
  const { phone, vouched, locationId, remembered } = start;
  return {
    callId,
    caller: { phone, vouched },
    mode: 'new' as const,
    ...(remembered ? { remembered: { flow: remembered, slots: {} } } : {}),
    ...(locationId ? { locationId } : {}),
    slots: {
      ...(phone === '' ? {} : { phone }),
      ...(locationId ? { location: locationId } : {}),
    },
  };
}
