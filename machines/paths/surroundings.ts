/**
 * The world around a chart as an automaton: which moves can come next, and what each one leads to.
 * The earliest deadline falls first, answers come only to what was asked, nobody speaks after they
 * hung up, and what is said while the chart waits for the world is kept until it has its answer.
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { CallContext } from '../call/context.ts';
import { expectationOf, leafPath, stateExpectation } from '../call/expectation.ts';
import type { CallEvent } from '../events.ts';
import type { Definition } from '../policy/definition.ts';
import type { EffectRequest } from '../ports.ts';
import { callerMoves, callerMovesWhileWaiting } from './caller-alphabet.ts';
import { answerMoves, answersAtOnce } from './effect-alphabet.ts';
import type { Move, Start } from './moves.ts';
import {
  type PureChart,
  type PureStep,
  pureChart,
  type TakenEdge,
  type Wish,
} from './pure-step.ts';
import type { ExampleDays } from './slot-values.ts';

interface Timer {
  id: string;
  event: { type: string };
  dueMs: number;
}

/** A call at rest, with what the world around it knows. Immutable: each move makes a new one. */
export interface Moment {
  snapshot: AnyMachineSnapshot;
  leaf: string;
  atMs: number;
  timers: readonly Timer[];
  pending: { id: string; request: EffectRequest } | null;
  /** Something is being said that was not wholly heard yet. */
  speaking: boolean;
  /** A question stands, so that it can be repeated. */
  openQuestion: boolean;
  silences: number;
  gone: boolean;
  broke: boolean;
  held: { event: CallEvent; leaf: string } | null;
  /** Edges taken by the move that led here, in order. */
  taken: readonly TakenEdge[];
  /** Our own bug: the chart threw. */
  crash: string | null;
}

export interface Surroundings {
  begin(start: Start): Moment;
  moves(moment: Moment): Move[];
  make(moment: Moment, move: Move): Moment;
}

export interface SurroundingsDeps {
  definition: Definition;
  machine: AnyStateMachine;
  days: ExampleDays;
  /** The machine's own steps, unless somebody looks on. */
  chart?: PureChart;
}

/** Answers count only in the state whose question they answer. */
const answers = new Set<string>(['caller.affirmed', 'caller.denied', 'caller.chose']);
/** The line gives up on hearing that something was heard after about as long. */
const heardWithinMs = 3_000;
const callTimer = /^xstate\.after\.\d+\.call$/;

interface EdgedNode {
  config: { on?: object };
}
const asksWhetherHeard = new WeakMap<EdgedNode, boolean>();

export function surroundings(deps: SurroundingsDeps): Surroundings {
  const { definition, machine, days, chart = pureChart(machine) } = deps;
  const context = (moment: Moment) => moment.snapshot.context as CallContext;

  function begin(start: Start): Moment {
    const slots = {
      ...(start.phone === '' ? {} : { phone: start.phone }),
      ...(start.locationId ? { location: start.locationId } : {}),
    };
    const step = chart.begin({
      callId: 'call',
      caller: { phone: start.phone, vouched: start.vouched },
      mode: 'new',
      ...(start.locationId ? { locationId: start.locationId } : {}),
      ...(start.remembered ? { remembered: { flow: start.remembered, slots: {} } } : {}),
      slots,
    });
    const blank: Moment = {
      snapshot: step.snapshot,
      leaf: leafPath(step.snapshot),
      atMs: 0,
      timers: [],
      pending: null,
      speaking: false,
      openQuestion: false,
      silences: 0,
      gone: false,
      broke: false,
      held: null,
      taken: [],
      crash: null,
    };
    return settled(blank, step);
  }

  function settled(before: Moment, { snapshot, taken, wishes }: PureStep): Moment {
    const next: Moment = {
      ...before,
      snapshot,
      leaf: leafPath(snapshot),
      timers: timersAfter(before, wishes),
      ...speechAfter(before, wishes),
      taken: [...before.taken, ...taken],
    };
    const asked = wishes.findLast((wish) => wish.type === 'ask');
    const still = before.pending && before.pending.id in snapshot.children;
    next.pending = asked ? { id: asked.id, request: asked.request } : still ? before.pending : null;
    return next;
  }

  function give(moment: Moment, event: { type: string }): Moment {
    try {
      return settled(moment, chart.step(moment.snapshot, event));
    } catch (error) {
      return { ...moment, crash: error instanceof Error ? error.message : String(error) };
    }
  }

  const busy = ({ snapshot }: Moment) => stateExpectation(snapshot).busy === true;
  const over = ({ snapshot, crash }: Moment) => crash !== null || snapshot.status !== 'active';

  /** The line's rule for what was kept while the chart waited. */
  function released(moment: Moment): Moment {
    if (moment.held === null || over(moment) || busy(moment)) return moment;
    const { event, leaf } = moment.held;
    const next = { ...moment, held: null };
    if (answers.has(event.type) && leaf !== moment.leaf) return next;
    return released(give(next, event));
  }

  function listeningMoves(moment: Moment): Move[] {
    const earlyYes = moment.speaking && moment.openQuestion && needsHearing(moment);
    return callerMoves({
      definition,
      expectation: expectationOf(moment.snapshot, definition),
      slots: context(moment).slots,
      days,
      earlyYes,
    });
  }

  function needsHearing({ snapshot }: Moment): boolean {
    const nodes = (snapshot as unknown as { _nodes: EdgedNode[] })._nodes;
    return nodes.some((node) => {
      const known = asksWhetherHeard.get(node);
      if (known !== undefined) return known;
      const asks = JSON.stringify(node.config.on ?? {}).includes('"type":"questionHeard"');
      asksWhetherHeard.set(node, asks);
      return asks;
    });
  }

  /** What the caller and the line can do; while the chart waits, what is said is kept. */
  function moves(moment: Moment): Move[] {
    if (over(moment)) return [];
    if (moment.leaf === 'arriving') {
      return [{ kind: 'open', key: 'line.opened' }, hangUp, ...waitMove(moment)];
    }
    const { pending } = moment;
    const answered = pending
      ? answerMoves({ definition, context: context(moment), request: pending.request, days })
      : [];
    if (pending && answersAtOnce(pending.request.effect)) return answered;
    if (moment.gone) return [...answered, ...waitMove(moment)];
    const away = moment.snapshot.hasTag('away');
    const line: Move[] = [hangUp, ...(moment.broke || away ? [] : [breaks])];
    if (away) return [...answered, ...line, ...waitMove(moment)];
    const said = busy(moment)
      ? moment.held === null
        ? callerMovesWhileWaiting(definition)
        : []
      : listeningMoves(moment);
    return [...answered, ...said, ...heardMoves(moment), ...line, ...waitMove(moment)];
  }

  function heardMoves(moment: Moment): Move[] {
    if (moment.speaking) return [{ kind: 'hear', key: 'agent.was-heard' }];
    const { silenceAllowed } = stateExpectation(moment.snapshot);
    if (busy(moment) || silenceAllowed !== true) return [];
    const nth = moment.silences + 1;
    const silence: Move = { kind: 'silence', key: `caller.was-silent ${nth}` };
    const patient = moment.snapshot.hasTag('question') && moment.silences === 0;
    return patient ? [silence, { kind: 'outlast', key: 'call-max' }] : [silence];
  }

  /** Nothing but the earliest deadline can fall; the call's own is a long way off. */
  function waitMove(moment: Moment): Move[] {
    const { timers, atMs, speaking } = moment;
    const [first] = timers;
    if (first === undefined || callTimer.test(first.event.type)) return [];
    const ms = first.dueMs - atMs;
    // What is said was heard by then, and that leads on.
    if (speaking && ms > heardWithinMs && heard(moment).leaf !== moment.leaf) return [];
    return [{ kind: 'wait', key: `deadline ${delayOf(first)}`, ms }];
  }

  function heard(moment: Moment): Moment {
    return give({ ...moment, speaking: false }, { type: 'agent.was-heard' });
  }

  function make(before: Moment, move: Move): Moment {
    const moment: Moment = { ...before, taken: [] };
    switch (move.kind) {
      case 'open':
        return give(moment, { type: 'line.opened' });
      case 'say':
        return said(moment, move.event);
      case 'hear':
        return heard(moment);
      case 'silence':
        return silent(moment);
      case 'hang-up':
        return give({ ...moment, gone: true, speaking: false }, { type: 'caller.hung-up' });
      case 'break':
        return released(
          give({ ...moment, broke: true }, { type: 'line.broke', why: 'speech' } as never),
        );
      case 'answer':
        return answered(moment, 'done', { output: move.answer });
      case 'error':
        return answered(moment, 'error', { error: new Error('the world broke') });
      case 'wait':
        return due(moment, moment.timers[0]);
      case 'outlast':
        return due(
          moment,
          moment.timers.find(({ event }) => callTimer.test(event.type)),
        );
    }
  }

  function said(moment: Moment, event: CallEvent): Moment {
    const heard = { ...moment, silences: 0 };
    if (busy(moment)) return { ...heard, held: { event, leaf: moment.leaf } };
    return give({ ...heard, speaking: false }, event);
  }

  function silent(moment: Moment): Moment {
    const silences = moment.silences + 1;
    const atMs = moment.atMs + definition.timing.silence;
    const event = { type: 'caller.was-silent', nth: silences };
    return give({ ...moment, silences, atMs }, event);
  }

  function answered(moment: Moment, how: 'done' | 'error', data: object): Moment {
    const { pending } = moment;
    if (pending === null) return moment;
    const event = { type: `xstate.${how}.actor.${pending.id}`, actorId: pending.id, ...data };
    return released(give({ ...moment, pending: null }, event));
  }

  function due(moment: Moment, timer: Timer | undefined): Moment {
    if (timer === undefined) return moment;
    const timers = moment.timers.filter(({ id }) => id !== timer.id);
    const atMs = Math.max(moment.atMs, timer.dueMs);
    return released(give({ ...moment, timers, atMs }, timer.event));
  }

  return { begin, moves, make };
}

const hangUp: Move = { kind: 'hang-up', key: 'caller.hung-up' };
const breaks: Move = { kind: 'break', key: 'line.broke' };

function delayOf({ event }: Timer): string {
  return event.type.split('.')[2] ?? event.type;
}

function timersAfter(moment: Moment, wishes: Wish[]): Timer[] {
  let timers = [...moment.timers];
  for (const wish of wishes) {
    if (wish.type === 'drop-timer') timers = timers.filter(({ id }) => id !== wish.id);
    if (wish.type !== 'set-timer') continue;
    timers = timers.filter(({ id }) => id !== wish.id);
    timers.push({ id: wish.id, event: wish.event, dueMs: moment.atMs + wish.delayMs });
  }
  return timers.sort((one, other) => one.dueMs - other.dueMs);
}

function speechAfter(
  { speaking, openQuestion, gone }: Moment,
  wishes: Wish[],
): Pick<Moment, 'speaking' | 'openQuestion'> {
  for (const wish of wishes) {
    if (wish.type !== 'command') continue;
    const { command } = wish;
    if (command.type === 'say') {
      speaking = true;
      if (command.role === 'question') openQuestion = true;
    } else if (command.type === 'repeat-last') speaking = true;
    else if (command.type === 'repeat-question') speaking ||= openQuestion;
    else if (command.type === 'withdraw-question') openQuestion = false;
  }
  return { speaking: speaking && !gone, openQuestion };
}
