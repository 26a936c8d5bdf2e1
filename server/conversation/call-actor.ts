/** The call's actor, supervised: what it does is journalled, and its crash is this call's alone. */
import {
  type AnyActor,
  type AnyMachineSnapshot,
  createActor,
  fromPromise,
  type InspectionEvent,
} from 'xstate';
import type { CallChart } from '../../machines/call/build-call-chart.ts';
import type { CallContext, CallInput } from '../../machines/call/context.ts';
import { leafPath, stateExpectation } from '../../machines/call/expectation.ts';
import type { CallCommand, CallEvent, CallOutcome } from '../../machines/events.ts';
import type { EffectAnswer, EffectRequest, RunEffect } from '../../machines/ports.ts';
import type { Clock } from '../../services/clock.ts';
import type { CallJournal } from '../../services/store/journal.ts';
import { xstateClock } from './xstate-clock.ts';

export interface CallActorDeps {
  chart: CallChart;
  input: CallInput;
  clock: Clock;
  journal: CallJournal;
  runEffect: RunEffect;
  command(command: CallCommand): void;
  /** The chart came to rest in a (perhaps new) state. */
  settled(): void;
  ended(outcome: CallOutcome, context: CallContext): void;
  crashed(error: unknown, context: CallContext | null): void;
}

export interface CallActor {
  /** Gives an event to the chart; says whether an edge took it. */
  send(event: CallEvent): boolean;
  readonly state: string;
  /** While the chart waits for the world, the caller's words are kept. */
  readonly busy: boolean;
  /** Whether waiting in vain for the caller counts as silence here. */
  readonly countsSilence: boolean;
  snapshot(): ReturnType<ReturnType<typeof createActor<CallChart>>['getSnapshot']>;
  stop(): void;
}

interface TakenEdge {
  source: { id: string };
  description?: string;
  eventType: string;
  target?: unknown;
  actions: readonly unknown[];
}

interface Microstep {
  type: '@xstate.microstep';
  actorRef: unknown;
  event: CallEvent;
  snapshot: AnyMachineSnapshot;
  _transitions: TakenEdge[];
}

/** Who does the effects of each running actor, by its system. */
const runEffects = new WeakMap<AnyActor['system'], RunEffect>();
const chartsWithEffects = new WeakMap<CallChart, CallChart>();

/** A chart provided anew for each call would be a whole copy of it: one serves all its calls. */
function withEffects(chart: CallChart): CallChart {
  const known = chartsWithEffects.get(chart);
  if (known !== undefined) return known;
  const effect = fromPromise<EffectAnswer, EffectRequest>(async ({ input, signal, system }) => {
    const runEffect = runEffects.get(system);
    if (runEffect === undefined) throw new Error('an effect was asked for by nobody');
    return runEffect(input, signal);
  });
  const made = chart.provide({ actors: { effect } } as never) as CallChart;
  findOnce(made);
  chartsWithEffects.set(chart, made);
  return made;
}

/** Whether an event will be taken is asked right before it is given: its edges are looked for once. */
function findOnce(machine: CallChart): void {
  const find = machine.getTransitionData.bind(machine);
  let [snapshot, event, found]: [unknown, unknown, ReturnType<typeof find>] = [null, null, []];
  machine.getTransitionData = (from, given) => {
    if (from !== snapshot || given !== event) {
      found = find(from, given);
      [snapshot, event] = [from, given];
    }
    return found;
  };
}

/**
 * A third of all events ("what you said was heard") change nothing where they arrive. That needs no
 * step to be found out: nothing is left, entered or done, and no edge waits for just anything.
 */
function leadsOn(edges: readonly TakenEdge[], { _nodes }: AnyMachineSnapshot): boolean {
  return (
    edges.some(({ target, actions }) => target !== undefined || actions.length > 0) ||
    _nodes.some(({ always }) => always !== undefined)
  );
}

export function startCallActor(deps: CallActorDeps): CallActor {
  const { journal, clock } = deps;
  let leaf = '';
  let over = false;

  const machine = withEffects(deps.chart);
  const actor = createActor(machine, {
    input: deps.input,
    clock: xstateClock(clock),
    inspect: (inspected: InspectionEvent) => noteStep(inspected),
  } as never);
  runEffects.set(actor.system, async (request, signal) => {
    const askedAtMs = clock.now();
    journal.note({ kind: 'effect-asked', request });
    const answer = await deps.runEffect(request, signal);
    const tookMs = clock.now() - askedAtMs;
    const { key, effect } = request;
    journal.note({ kind: 'effect-answered', key, effect, answer, tookMs });
    return answer;
  });

  function noteStep(inspected: InspectionEvent): void {
    if (inspected.type !== '@xstate.microstep' || inspected.actorRef !== actor) return;
    const { snapshot, _transitions, event } = inspected as unknown as Microstep;
    noteTransition(leafPath(snapshot), _transitions, event);
  }

  function noteTransition(to: string, edges: readonly TakenEdge[], { type }: CallEvent): void {
    const from = leaf;
    leaf = to;
    if (edges.length === 0) return;
    const edge = edges
      .map(({ source, description }) => `${source.id}: ${description ?? type}`)
      .join(' + ');
    const event = edges[0]?.eventType ?? '';
    journal.note({ kind: 'transition', from: from === '' ? [] : [from], to: [to], edge, event });
  }

  const contextNow = (): CallContext | null => {
    try {
      return actor.getSnapshot().context as CallContext;
    } catch {
      return null;
    }
  };

  actor.on('*' as never, (command: CallCommand) => {
    journal.note({ kind: 'command', command });
    deps.command(command);
  });
  actor.subscribe({
    next: () => {
      if (actor.getSnapshot().status === 'active') deps.settled();
    },
    error: (error) => {
      over = true;
      deps.crashed(error, contextNow());
    },
    complete: () => {
      over = true;
      const snapshot = actor.getSnapshot();
      const { outcome } = snapshot.output as { outcome: CallOutcome };
      deps.ended(outcome, snapshot.context as CallContext);
    },
  });
  actor.start();

  /** The edges that are there for it, be it only to say that nothing needs to happen. */
  const edgesFor = (event: CallEvent) =>
    machine.getTransitionData(actor.getSnapshot() as never, event as never) as TakenEdge[];

  const meta = () => stateExpectation(actor.getSnapshot() as never);
  return {
    send(event) {
      if (over) return false;
      const edges = edgesFor(event);
      const handled = edges.length > 0;
      journal.note({ kind: 'event', event, handled });
      if (leadsOn(edges, actor.getSnapshot() as never)) actor.send(event as never);
      else {
        noteTransition(leaf, edges, event);
        deps.settled();
      }
      return handled;
    },
    get state() {
      return leafPath(actor.getSnapshot() as never);
    },
    get busy() {
      return !over && meta().busy === true;
    },
    get countsSilence() {
      const { busy, silenceAllowed } = meta();
      return !over && silenceAllowed === true && busy !== true;
    },
    snapshot: () => actor.getSnapshot() as never,
    stop() {
      over = true;
      actor.stop();
    },
  };
}
