/** What a call surely knows when it comes to each step of a flow, whichever way it came. */
import type { Flow, Step } from '../../machines/flow/schema.ts';
import { edgesOf } from './flow-graph.ts';

/** Slots by name, and `opening`, `openings`, `booking`, `bookings` once they were found or chosen. */
export type Known = ReadonlySet<string>;

export interface ValueFlow {
  flow: Flow;
  /** By step; a step that nothing leads to is absent. */
  before: Map<string, Known>;
  /** The flows called from it, each as it is walked from that step. */
  called: ValueFlow[];
  /** What is surely known when the flow has ended. */
  after: Known;
}

/** Slots that decide which opening fits; without one of them the opening no longer stands. */
const openingSlots = ['service', 'when', 'staff', 'location'];

export function valueFlow(
  flow: Flow,
  flows: ReadonlyMap<string, Flow>,
  begin: Known = new Set(),
  around: readonly string[] = [],
): ValueFlow {
  const before = new Map<string, Known>([[flow.first, begin]]);
  const called = new Map<string, ValueFlow>();
  let after: Known | undefined;
  const open = [flow.first];
  const slots = slotsOf(flow, flows, around);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = flow.steps[name];
    const known = before.get(name);
    if (step === undefined || known === undefined) continue;
    let kept = forgetting(known, step);
    if ('call' in step) {
      const inner = flows.get(step.call);
      // A ring of calls has its own finding.
      if (inner === undefined || [...around, flow.flow].includes(inner.flow)) continue;
      const walked = valueFlow(inner, flows, kept, [...around, flow.flow]);
      called.set(name, walked);
      kept = walked.after;
    }
    if ('end' in step) after = both(after, kept);
    for (const { to, path } of edgesOf(step)) {
      const there = along(kept, step, String(path.at(-1)), slots);
      const then = both(before.get(to), there);
      if (before.has(to) && then.size === before.get(to)?.size) continue;
      before.set(to, then);
      open.push(to);
    }
  }
  return { flow, before, called: [...called.values()], after: after ?? begin };
}

function slotsOf(
  flow: Flow,
  flows: ReadonlyMap<string, Flow>,
  around: readonly string[],
): Flow['slots'] {
  const inherited = around.map((id) => flows.get(id)?.slots ?? {});
  return Object.assign({}, ...inherited, flow.slots);
}

function both(one: Known | undefined, other: Known): Known {
  return one === undefined ? other : one.intersection(other);
}

function forgetting(known: Known, { forget }: Step): Known {
  if (forget === undefined) return known;
  const gone = forget.some((slot) => openingSlots.includes(slot))
    ? [...forget, 'opening', 'openings']
    : forget;
  return known.difference(new Set(gone));
}

/** What is known behind one edge of a step. */
function along(known: Known, step: Step, edge: string, slots: Flow['slots']): Known {
  const plus = (...names: string[]): Known => known.union(new Set(names));
  const minus = (...names: string[]): Known => known.difference(new Set(names));
  if ('ask' in step) {
    if (edge !== 'then') return known;
    const asked = step.ask.filter((slot) => {
      const spec = slots[slot];
      return spec !== undefined && !spec.optional && !spec['unless-vouched'];
    });
    return plus(...asked);
  }
  if ('find' in step) {
    const found = edge === 'kept' || edge === 'free';
    if (found) return step.find === 'times' ? plus('opening') : plus('booking');
    if (edge === 'alternatives') return new Set([...minus('opening'), 'openings']);
    if (edge === 'one') return plus('booking', 'bookings');
    return edge === 'several' ? plus('bookings') : known;
  }
  if ('offer' in step) {
    if (edge !== 'chosen') return known;
    return step.offer === 'times' ? plus('opening', 'when') : plus('booking');
  }
  if ('do' in step) {
    if (edge === 'committed' && step.do !== 'take-message') return plus('booking');
    return edge === 'taken' ? minus('opening', 'openings') : known;
  }
  return known;
}
