/** Checks the words that the call itself says: everything its chart can say must have a wording. */
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Finding } from './finding.ts';

/** The chart names its sentences in the parameters of its actions, under these names. */
const sentenceParameters = ['sentence', 'otherwise'];

/** Where a finding about the whole chart is shown: the business, and the common sentences. */
export interface ChartFiles {
  business: string;
  words: string;
}

export function checkChart(definition: Definition, files: ChartFiles): Finding[] {
  const said = new Set<string>();
  try {
    collect(buildCallChart(definition).config, said);
  } catch (error) {
    // Whatever the checks before this one missed must not keep other businesses from loading.
    const why = error instanceof Error ? error.message : String(error);
    const what = `no call can be built from this business: ${why}`;
    return [{ file: files.business, line: 1, what, fix: 'undo the last change to its flows' }];
  }
  return [...said]
    .filter((sentence) => !Object.hasOwn(definition.words, sentence))
    .map((sentence) => ({
      file: files.words,
      line: 1,
      what: `the call says "${sentence}", which has no wording`,
      fix: `add "${sentence}: ..."`,
    }));
}

function collect(value: unknown, said: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('params' in value && typeof value.params === 'object' && value.params !== null) {
    for (const [name, sentence] of Object.entries(value.params)) {
      if (sentenceParameters.includes(name) && typeof sentence === 'string') said.add(sentence);
    }
  }
  for (const inner of Object.values(value)) collect(inner, said);
}
