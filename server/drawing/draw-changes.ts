/** Two versions in one picture: what is new in green, what is gone in red. */
import { type AnyStateMachine, createMachine } from 'xstate';
import { callChart } from '../../machines/call/build-call-chart.ts';
import type { ChartState, Edge } from '../../machines/call/chart-types.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import { type ChartPicture, picturesOf } from '../console/chart-picture.ts';
import { drawChart } from './draw-chart.ts';

export async function drawChanges(
  before: Definition,
  after: Definition,
  clock: Clock,
): Promise<string> {
  const [old, now] = [callChart(before), callChart(after)];
  const [oldSeen, nowSeen] = [await seenIn(old, clock), await seenIn(now, clock)];
  const title = `${after.business.name}: from ${before.version} to ${after.version}`;
  return drawChart(after, {
    clock,
    title,
    machine: machineOf(together(old, now)),
    marks: { added: nowSeen.difference(oldSeen), removed: oldSeen.difference(nowSeen) },
  });
}

function machineOf(chart: ChartState): AnyStateMachine {
  return createMachine(chart as never) as unknown as AnyStateMachine;
}

/** The boxes and arrows of a chart's pictures, by the names that marks go by. */
async function seenIn(chart: ChartState, clock: Clock): Promise<Set<string>> {
  const { overview, inside } = await picturesOf(machineOf(chart), clock);
  const namesIn = ({ nodes, edges }: ChartPicture) => [
    ...nodes.map(({ id }) => id),
    ...edges.map(({ from, to }) => `${from} ${to}`),
  ];
  return new Set([overview, ...Object.values(inside)].flatMap(namesIn));
}

/** A chart with the states and edges of both: only ever drawn, never run. */
function together(old: ChartState, now: ChartState): ChartState {
  const states = { ...now.states };
  for (const [name, state] of Object.entries(old.states ?? {})) {
    const known = states[name];
    states[name] = known === undefined ? state : together(state, known);
  }
  const on = { ...now.on } as Record<string, Edge[]>;
  for (const [event, edges] of Object.entries(old.on ?? {})) {
    on[event] = [...(on[event] ?? []), ...edges];
  }
  const always = [...(now.always ?? []), ...(old.always ?? [])];
  const invoke = now.invoke ?? old.invoke;
  return {
    ...old,
    ...now,
    ...(Object.keys(on).length > 0 ? { on } : {}),
    ...(always.length > 0 ? { always } : {}),
    ...(invoke
      ? {
          invoke: {
            ...invoke,
            onDone: [...(now.invoke?.onDone ?? []), ...(old.invoke?.onDone ?? [])],
          },
        }
      : {}),
    ...(Object.keys(states).length > 0 ? { states } : {}),
  };
}
