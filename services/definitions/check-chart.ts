/** Checks the words that the call itself says: everything its chart can say must have a wording. */
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Finding } from './finding.ts';

/** The chart names its sentences in the parameters of its actions, under these names. */
const sentenceParameters = ['sentence', 'otherwise'];

/** `file` is where common sentences are kept. */
export function checkChart(definition: Definition, file: string): Finding[] {
  const said = new Set<string>();
  collect(buildCallChart(definition).config, said);
  return [...said]
    .filter((sentence) => !Object.hasOwn(definition.words, sentence))
    .map((sentence) => ({
      file,
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
