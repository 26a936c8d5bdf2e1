/** A flow's YAML, already checked, becomes a compound state of the business's call chart. */
import type { ChartState, Edge } from '../call/chart-types.ts';
import type { Definition } from '../policy/definition.ts';
import type { CallStep, Flow, Step } from './schema.ts';
import { beginStep, type FlowScope, givenEdges, stepId, toStart, toStep } from './scope.ts';
import { compileAsk } from './steps/ask.ts';
import { compileCheck } from './steps/check.ts';
import { compileConfirm } from './steps/confirm.ts';
import { compileDo } from './steps/do.ts';
import { compileFind } from './steps/find.ts';
import { compileEnd, compileHandOver } from './steps/leave.ts';
import { compileOffer } from './steps/offer.ts';
import { compileSay } from './steps/say.ts';

/** A called flow is compiled in place, as states inside the calling step. */
function compileCall(scope: FlowScope, name: string, step: CallStep): ChartState {
  const called = scope.definition.flows[step.call];
  if (called === undefined) throw new Error(`flow ${scope.path}: no flow ${step.call} to call`);
  if (scope.around.includes(called.flow)) {
    throw new Error(`flow ${scope.path}: ${called.flow} calls itself`);
  }
  const id = stepId(scope, name);
  const inner: FlowScope = {
    ...scope,
    flow: called,
    path: id,
    slots: { ...called.slots, ...scope.slots },
    returnTo: toStep(scope, step.then),
    around: [...scope.around, called.flow],
  };
  return { id, entry: beginStep(step), initial: called.first, states: compileSteps(inner) };
}

function compileStep(scope: FlowScope, name: string, step: Step): ChartState {
  if ('ask' in step) return compileAsk(scope, name, step);
  if ('check' in step) return compileCheck(scope, name, step);
  if ('find' in step) return compileFind(scope, name, step);
  if ('offer' in step) return compileOffer(scope, name, step);
  if ('confirm' in step) return compileConfirm(scope, name, step);
  if ('do' in step) return compileDo(scope, name, step);
  if ('say' in step) return compileSay(scope, name, step);
  if ('call' in step) return compileCall(scope, name, step);
  if ('end' in step) return compileEnd(scope, name, step);
  return compileHandOver(scope, name, step);
}

function compileSteps(scope: FlowScope): Record<string, ChartState> {
  return Object.fromEntries(
    Object.entries(scope.flow.steps).map(([name, step]) => [name, compileStep(scope, name, step)]),
  );
}

/** The flows a caller can be served; the others are only called by these. */
export function startableFlows(definition: Definition): Flow[] {
  return definition.business.flows
    .map((id) => definition.flows[id])
    .filter((flow) => flow !== undefined);
}

/** Every slot a flow can fill: its own, and those of the flows it calls. */
export function slotsOf(definition: Definition, flow: Flow): Flow['slots'] {
  const called = Object.values(flow.steps)
    .map((step) => ('call' in step ? definition.flows[step.call] : undefined))
    .filter((inner) => inner !== undefined);
  const inherited = called.map((inner) => slotsOf(definition, inner));
  return Object.assign({}, ...inherited, flow.slots);
}

export function compileFlow(definition: Definition, flow: Flow): ChartState {
  const scope: FlowScope = {
    definition,
    flow,
    path: flow.flow,
    outermost: flow,
    slots: slotsOf(definition, flow),
    around: [flow.flow],
  };
  const restart: Edge[] = givenEdges(scope, toStart(scope));
  return {
    id: flow.flow,
    description: flow.about,
    initial: flow.first,
    entry: [{ type: 'beginFlow', params: { flow: flow.flow } }],
    on: { 'caller.gave': restart, 'caller.corrected': restart },
    states: compileSteps(scope),
  };
}
