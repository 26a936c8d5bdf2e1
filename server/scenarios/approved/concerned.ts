/** Which generated calls a change can concern: those that come to a state that is not as it was. */
import { callChart } from '../../../machines/call/build-call-chart.ts';
import { type ChartNode, chartTree } from '../../../machines/flow/proofs/chart-nodes.ts';
import type { GeneratedPath } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';

/** The calls that could go otherwise on the draft; the others never meet what was changed. */
export function concernedPaths(
  published: Definition,
  draft: Definition,
  paths: readonly GeneratedPath[],
): GeneratedPath[] {
  if (isOtherEverywhere(published, draft)) return [...paths];
  const changed = changedStates(published, draft);
  if (changed.includes('')) return [...paths];
  const within = (state: string) =>
    changed.some((each) => state === each || state.startsWith(`${each}.`));
  return paths.filter(
    ({ leaves, items }) =>
      leaves.some(within) ||
      items.some((item) => item.startsWith('states ') && within(item.slice('states '.length))),
  );
}

/** Facts reach every call: prices and hours its sentences, timing its waits, rules its verdicts. */
function isOtherEverywhere(published: Definition, draft: Definition): boolean {
  const facts = ({ business, questions, timing, rules }: Definition) =>
    JSON.stringify([business, questions, timing, rules]);
  return facts(published) !== facts(draft);
}

/** Paths of the states whose own part of the chart, or whose sentences, are others now. */
function changedStates(published: Definition, draft: Definition): string[] {
  const [before, after] = [ownParts(published), ownParts(draft)];
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}

function ownParts(definition: Definition): Map<string, string> {
  const { nodes } = chartTree(callChart(definition));
  return new Map(nodes.map((node) => [node.path, ownPart(node, definition)]));
}

/** Everything about the state but the states inside it, with the words of what it says. */
function ownPart({ state }: ChartNode, { words }: Definition): string {
  const { states, ...own } = state;
  const text = JSON.stringify([own, Object.keys(states ?? {})]);
  const named = [...text.matchAll(/"(?:sentence|otherwise)":"([^"]+)"/g)].map(([, id]) => id ?? '');
  return `${text} ${JSON.stringify(named.map((id) => words[id]))}`;
}
