/** Checks what flows share: the slots they ask for and the flows they call. */
import type { Flow } from '../../machines/flow/schema.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';

export function checkCalls(draft: WholeDraft): Finding[] {
  return [...draft.flows.values()].flatMap((flow) => [
    ...checkCalledFlows(draft, flow),
    ...checkSlots(draft, flow),
  ]);
}

function calledBy(flow: Flow): { step: string; called: string }[] {
  return Object.entries(flow.steps).flatMap(([step, value]) =>
    'call' in value ? [{ step, called: value.call }] : [],
  );
}

function checkCalledFlows(draft: WholeDraft, flow: Sourced<Flow>): Finding[] {
  return calledBy(flow.value).flatMap(({ step, called }) => {
    const at = ['steps', step, 'call'];
    if (!draft.flows.has(called)) {
      const others = [...draft.flowsAvailable.keys()].filter((id) => id !== flow.value.flow);
      const fix = useKnown(called, others, 'add its file under flows/');
      return [findingAt(flow, at, `there is no flow "${called}"`, fix)];
    }
    const ring = ringThrough(draft, called, [flow.value.flow]);
    if (!ring) return [];
    const what = `the flows call each other in a ring: ${ring.join(', ')}`;
    return [findingAt(flow, at, what, 'let one of them end instead')];
  });
}

/** The way back to the first flow of `around`, if there is one. */
function ringThrough(draft: WholeDraft, id: string, around: string[]): string[] | undefined {
  if (id === around[0]) return [...around, id];
  // A ring further down has its own finding, at the flow that is part of it.
  const flow = around.includes(id) ? undefined : draft.flows.get(id);
  if (!flow) return undefined;
  for (const { called } of calledBy(flow.value)) {
    const ring = ringThrough(draft, called, [...around, id]);
    if (ring) return ring;
  }
  return undefined;
}

/** A flow's own slots and those of the flows it calls. */
function slotsOf(draft: WholeDraft, flow: Flow, around: string[] = []): string[] {
  if (around.includes(flow.flow)) return [];
  const inner = calledBy(flow).flatMap(({ called }) => {
    const value = draft.flows.get(called)?.value;
    return value ? slotsOf(draft, value, [...around, flow.flow]) : [];
  });
  return [...new Set([...Object.keys(flow.slots), ...inner])];
}

function checkSlots(draft: WholeDraft, flow: Sourced<Flow>): Finding[] {
  const known = slotsOf(draft, flow.value);
  const missing = (slot: string, path: PropertyKey[]) =>
    known.includes(slot)
      ? []
      : [
          findingAt(
            flow,
            path,
            `there is no slot "${slot}" in this flow`,
            useKnown(slot, known, 'add it under slots'),
          ),
        ];
  const named = Object.entries(flow.value.steps).flatMap(([name, step]) => [
    ...('ask' in step ? step.ask : []).flatMap((slot, index) =>
      missing(slot, ['steps', name, 'ask', index]),
    ),
    ...(step.forget ?? []).flatMap((slot, index) =>
      missing(slot, ['steps', name, 'forget', index]),
    ),
  ]);
  const starting = flow.value['starts-with'].flatMap((slot, index) =>
    missing(slot, ['starts-with', index]),
  );
  return [...starting, ...named];
}
