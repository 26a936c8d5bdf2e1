/** The definitions contract: the policies folder in; checked definitions and every finding out. */
import { join } from 'node:path';
import type { Flow } from '../../machines/flow/schema.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { checkAnswers } from './check-answers.ts';
import { checkBusiness } from './check-business.ts';
import { checkCalls } from './check-calls.ts';
import { checkChart } from './check-chart.ts';
import { checkFlow } from './check-flow.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPromises } from './check-promises.ts';
import { checkProofs } from './check-proofs.ts';
import { checkQuestions } from './check-questions.ts';
import { checkReadBacks } from './check-read-backs.ts';
import { checkRules } from './check-rules.ts';
import { checkServices } from './check-services.ts';
import { checkValues } from './check-values.ts';
import { checkWords } from './check-words.ts';
import { type Draft, isWhole, type WholeDraft } from './draft.ts';
import { type Finding, inOrder, type Sourced } from './finding.ts';
import { defaultsFolder, readPolicyFiles, sortFiles } from './policy-folder.ts';
import { draftOf, type Layer, missingFromDefaults, readLayer } from './read-draft.ts';
import { versionOf } from './version.ts';
import type { PolicyFile } from './yaml-file.ts';

export interface Definitions {
  /** The businesses without a finding, in the order of their folders. */
  definitions: Definition[];
  /** Those of which nothing is wrong but that a proof is broken; a person may answer for one. */
  disproved: Definition[];
  /** Everything that is wrong, in the order of files and lines. */
  findings: Finding[];
}

/** Reads and checks a policies folder. A broken business never keeps the others from loading. */
export function loadDefinitions(folder: string): Definitions {
  return checkDefinitions(folder, readPolicyFiles(folder));
}

/**
 * The same for files that are not on disk, so that an edit can be judged before it is saved. With
 * `only`, the one business is checked; its neighbours tell no more than their numbers.
 */
export function checkDefinitions(folder: string, files: PolicyFile[], only?: string): Definitions {
  const { folders, findings } = sortFiles(folder, files);
  const layers = folders.map(readLayer);
  const defaults =
    layers.find(({ id }) => id === defaultsFolder) ??
    readLayer({ id: defaultsFolder, files: new Map(), findings: [] });
  const ofDefaults = [
    ...defaults.findings,
    ...missingFromDefaults(defaults, join(folder, defaultsFolder)),
    ...[...defaults.flowFindings.values()].flat(),
    ...[...defaults.flows.values()].flatMap(checkFlow),
  ];
  const drafts = layers
    .filter(({ id }) => id !== defaultsFolder)
    .map((layer) => ({ layer, draft: draftOf(layer, defaults) }));
  const numbers = checkNumbers(
    drafts.flatMap(({ draft }) => (draft.business ? [draft.business] : [])),
  );
  const definitions: Definition[] = [];
  const disproved: Definition[] = [];
  for (const { layer, draft } of drafts) {
    if (only !== undefined && draft.id !== only) continue;
    const found = [
      ...missingBusiness(layer, folder),
      ...findingsOf(layer, draft),
      ...(numbers.get(draft.id) ?? []),
    ];
    if (found.length === 0 && isWhole(draft)) {
      const definition = definitionOf(draft);
      const business = join(folder, draft.id, 'business.yaml');
      const words = join(folder, defaultsFolder, 'words.yaml');
      found.push(...checkChart(definition, { business, words }));
      // Nothing can be proved about a chart that cannot be built.
      if (found.length === 0) {
        found.push(...checkProofs(draft, definition, business));
        (found.length === 0 ? definitions : disproved).push(definition);
      }
    }
    findings.push(...found);
  }
  return { definitions, disproved, findings: inOrder([...ofDefaults, ...findings]) };
}

function missingBusiness(layer: Layer, folder: string): Finding[] {
  if (layer.business || layer.findings.length > 0) return [];
  const file = join(folder, layer.id, 'business.yaml');
  return [{ file, line: 1, what: 'the business has no business.yaml', fix: 'add one' }];
}

/** What is wrong with one business, its own files and the defaults it stands on. */
function findingsOf(layer: Layer, draft: Draft): Finding[] {
  const flows = new Set([...layer.flows.values(), ...draft.flows.values()]);
  const alone = [
    ...draft.findings,
    ...(draft.business ? [...checkBusiness(draft.business), ...checkServices(draft.business)] : []),
    ...[...flows].flatMap(checkFlow),
  ];
  return isWhole(draft) ? [...alone, ...acrossFiles(draft)] : alone;
}

function acrossFiles(draft: WholeDraft): Finding[] {
  const words = checkWords(draft);
  const calls = checkCalls(draft);
  // What is known where can be told only of flows that hang together and use names that exist.
  const whole =
    words.length === 0 && calls.length === 0 && [...draft.flows.values()].every(isWholeFlow);
  return [
    ...calls,
    ...words,
    ...(whole ? checkValues(draft) : []),
    ...(whole ? checkReadBacks(draft) : []),
    ...checkRules(draft),
    ...checkPromises(draft),
    ...checkQuestions(draft),
    // A misspelt placeholder is missing as well; one finding a fault is enough.
    ...(words.length > 0 ? [] : checkAnswers(draft)),
  ];
}

function isWholeFlow(flow: Sourced<Flow>): boolean {
  return checkFlow(flow).length === 0;
}

function definitionOf(draft: WholeDraft): Definition {
  const flows: Record<string, Flow> = {};
  for (const [id, { value }] of draft.flows) flows[id] = value;
  const content = {
    business: draft.business.value,
    flows,
    questions: draft.questions.map(({ value }) => value),
    words: Object.fromEntries([...draft.words].map(([id, { value }]) => [id, value])),
    rules: draft.rules.map(({ value }) => value),
    timing: draft.timing,
    repair: draft.repair,
    understanding: draft.understanding,
  };
  return { ...content, version: versionOf(content) };
}
