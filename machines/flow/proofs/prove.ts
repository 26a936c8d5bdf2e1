/** What must hold in every call of a chart, proved over all its walks; a broken one has its shortest path. */
import { callChart } from '../../call/build-call-chart.ts';
import type { Definition } from '../../policy/definition.ts';
import { loopsAreCapped, triesAreCapped } from './caps.ts';
import { chartTree } from './chart-nodes.ts';
import { disclosureComesFirst } from './disclosure.ts';
import { everyStateReachesAnEnd } from './ends.ts';
import { everyStateHasExits, everyWaitHasADeadline } from './exits.ts';
import type { Broken, Proved } from './explore.ts';
import { promisesAreKept } from './promises.ts';
import { type Reached, reachedIn } from './reached.ts';
import { type SpotGraph, spotGraph } from './spot-graph.ts';
import { writesAreChecked, writesAreConfirmed, writesAreSettled } from './writes.ts';

export type { Broken, ExampleStep } from './explore.ts';

/** What is proved, by id, as a person would say it. */
export const claims = {
  'rules-first': 'nothing is written before its rules were asked',
  'yes-first': "nothing binding is written before the caller's yes",
  'lost-answers-settled': 'nothing is written again before a lost answer was settled',
  'true-promises': 'nothing is called done before the database has said so',
  'disclosure-first': 'callers know that an AI answers before they are asked anything',
  'exits-everywhere': 'silence, hang-up, misunderstanding and failure lead on from every state',
  'tries-capped': 'no question is asked for ever',
  'loops-capped': 'nothing turns in a circle without the caller',
  'ends-reachable': 'every state leads to an end, and every question to a person',
  'waits-end': 'every wait has a deadline',
} as const;
export type ClaimId = keyof typeof claims;

export interface Proof {
  claim: ClaimId;
  kept: boolean;
  broken: Broken[];
  /** Situations looked at. */
  looked: number;
}

type Prove = (graph: SpotGraph, definition: Definition, reached: Reached) => Proved;

const proofs: Record<ClaimId, Prove> = {
  'rules-first': writesAreChecked,
  'yes-first': writesAreConfirmed,
  'lost-answers-settled': writesAreSettled,
  'true-promises': promisesAreKept,
  'disclosure-first': disclosureComesFirst,
  'exits-everywhere': ({ tree }, _, reached) => everyStateHasExits(tree, reached),
  'tries-capped': triesAreCapped,
  'loops-capped': ({ tree }, _, reached) => loopsAreCapped(tree, reached),
  'ends-reachable': ({ tree }, _, reached) => everyStateReachesAnEnd(tree, reached),
  'waits-end': ({ tree }, _, reached) => everyWaitHasADeadline(tree, reached),
};

/** `chart` is the definition's own unless a changed one is to be judged. */
export function prove(definition: Definition, chart = callChart(definition)): Proof[] {
  const graph = spotGraph(chartTree(chart));
  const reached = reachedIn(graph);
  return (Object.keys(proofs) as ClaimId[]).map((claim) => {
    const { broken, looked } = proofs[claim](graph, definition, reached);
    broken.sort((one, other) => one.path.length - other.path.length);
    return { claim, kept: broken.length === 0, broken, looked };
  });
}
