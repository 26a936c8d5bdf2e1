/** One step of a chart without running it: the next snapshot, the edges taken, and what it wants done. */
import { type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import type { CallInput } from '../call/context.ts';
import { leafPath } from '../call/expectation.ts';
import type { CallCommand } from '../events.ts';
import type { EffectRequest } from '../ports.ts';

/** An edge as the machine holds it; its identity is what coverage counts. */
export interface MachineEdge {
  source: { id: string };
  eventType: string;
  description?: string;
}

export interface TakenEdge {
  edge: MachineEdge;
  from: string;
  to: string;
}

export type Wish =
  | { type: 'command'; command: CallCommand }
  | { type: 'set-timer'; id: string; event: { type: string }; delayMs: number }
  | { type: 'drop-timer'; id: string }
  | { type: 'ask'; id: string; request: EffectRequest };

export interface PureStep {
  snapshot: AnyMachineSnapshot;
  taken: TakenEdge[];
  /** What the chart wants done, in order. */
  wishes: Wish[];
}

export interface PureChart {
  begin(input: CallInput): PureStep;
  step(snapshot: AnyMachineSnapshot, event: { type: string }): PureStep;
}

interface PlannedAction {
  type: string;
  params?: {
    event?: { type: string };
    id?: string;
    delay?: number;
    src?: unknown;
    input?: EffectRequest;
    sendId?: string;
  };
}

interface Microstep {
  type: string;
  snapshot: AnyMachineSnapshot;
  _transitions?: MachineEdge[];
}

function wishOf({ type, params }: PlannedAction): Wish | null {
  if (type === 'xstate.emit') return { type: 'command', command: params?.event as CallCommand };
  if (type === 'xstate.cancel') return { type: 'drop-timer', id: String(params?.sendId) };
  if (type === 'xstate.raise' && params?.delay !== undefined && params.event) {
    return {
      type: 'set-timer',
      id: String(params.id),
      event: params.event,
      delayMs: params.delay,
    };
  }
  if (type === 'xstate.spawnChild' && params?.src === 'effect' && params.input) {
    return { type: 'ask', id: String(params.id), request: params.input };
  }
  return null;
}

/** The library's own pure step hides which edges were taken; its inspection tells. */
export function pureChart(machine: AnyStateMachine): PureChart {
  const self = createActor(machine, { input: {} } as never) as unknown as {
    system: object;
  };
  let leaf = '';
  let taken: TakenEdge[] = [];
  let actions: PlannedAction[] = [];
  const system = Object.assign(Object.create(self.system), {
    _sendInspectionEvent({ type, snapshot, _transitions = [] }: Microstep) {
      if (type !== '@xstate.microstep') return;
      const to = leafPath(snapshot);
      for (const edge of _transitions) taken.push({ edge, from: leaf, to });
      leaf = to;
    },
  });
  const scope = {
    self: Object.assign(Object.create(self), { system }),
    system,
    id: '',
    sessionId: '',
    defer() {},
    logger() {},
    stopChild() {},
    emit() {},
    actionExecutor: (action: PlannedAction) => actions.push(action),
  };
  function run(from: string, next: () => AnyMachineSnapshot): PureStep {
    leaf = from;
    taken = [];
    actions = [];
    const snapshot = next();
    const wishes = actions.map(wishOf).filter((wish) => wish !== null);
    return { snapshot, taken, wishes };
  }
  return {
    begin: (input) =>
      run('', () => machine.getInitialSnapshot(scope as never, input) as AnyMachineSnapshot),
    step: (snapshot, event) =>
      run(leafPath(snapshot), () =>
        machine.transition(snapshot as never, event as never, scope as never),
      ),
  };
}
