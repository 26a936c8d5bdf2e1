/** The proofs on a definition's chart; what is broken becomes a finding at the step it comes from. */
import type { ClaimId, ExampleStep, Proof } from '../../machines/flow/proofs/prove.ts';
import { prove } from '../../machines/flow/proofs/prove.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt } from './finding.ts';

/** The same version is loaded by many in one process; its proofs are what they were. */
const known = new Map<string, Proof[]>();
const knownMax = 64;

export function proofsOf(definition: Definition): Proof[] {
  const before = known.get(definition.version);
  if (before !== undefined) return before;
  const proofs = prove(definition);
  const [oldest] = known.keys();
  if (known.size >= knownMax && oldest !== undefined) known.delete(oldest);
  known.set(definition.version, proofs);
  return proofs;
}

const fixes: Record<ClaimId, string> = {
  'rules-first': 'lead every way to it through the step with "check", and again after a change',
  'yes-first': 'lead every way to it through a step with "confirm"',
  'lost-answers-settled': 'lead "unknown" to a step with "do: settle"',
  'true-promises': 'say it only behind "committed", or word it as no promise',
  'disclosure-first': 'let the greeting come first',
  'exits-everywhere': 'give it a way on',
  'tries-capped': 'let it give up after a few tries',
  'loops-capped': 'put a question to the caller between them, or lead one of them on',
  'ends-reachable': 'lead it to a step with "end" or "hand-over"',
  'waits-end': 'give it a deadline',
};

export function checkProofs(
  draft: WholeDraft,
  definition: Definition,
  businessFile: string,
): Finding[] {
  return proofsOf(definition).flatMap(({ claim, broken }) =>
    broken.map(({ what, state, path }): Finding => {
      const at = stepAt(definition, state);
      const flow = at === undefined ? undefined : draft.flows.get(at.flow);
      const found =
        flow === undefined || at === undefined
          ? { file: businessFile, line: 1, what, fix: fixes[claim] }
          : findingAt(flow, ['steps', at.step], what, fixes[claim]);
      return { ...found, way: path.map(printStep) };
    }),
  );
}

/** One line of a counter-example. */
export function printStep({ event, edge, state }: ExampleStep): string {
  return edge === undefined || edge === event
    ? `${event} → ${state}`
    : `${event} (${edge}) → ${state}`;
}

/** The flow and step that a state was compiled from: a called flow lies inside the calling step. */
export function stepAt(
  definition: Definition,
  state: string,
): { flow: string; step: string } | undefined {
  const [serving, outermost, ...inner] = state.split('.');
  let flow = definition.flows[outermost ?? ''];
  let found: { flow: string; step: string } | undefined;
  if (serving !== 'serving') return undefined;
  for (const name of inner) {
    const step = flow?.steps[name];
    if (flow === undefined || step === undefined) break;
    found = { flow: flow.flow, step: name };
    if (!('call' in step)) break;
    flow = definition.flows[step.call];
  }
  return found;
}
