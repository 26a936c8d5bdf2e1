/** One call run again by the names of its moves, judged, and told as a dialogue and as a scenario. */
import { createRewalk } from '../../machines/paths/rewalk.ts';
import type { GeneratedPath } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Store } from '../../services/store/pool.ts';
import { type DialogueLine, dialogueOf } from './dialogue.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { type Breach, judge } from './oracles/judge.ts';
import type { Phrases } from './phrases.ts';
import { readWay } from './replay-line.ts';
import { astray, openRunner } from './run-paths.ts';
import { draftScenario } from './written/draft-scenario.ts';

export interface Replayed {
  path: GeneratedPath;
  breaches: Breach[];
  dialogue: DialogueLine[];
  scenario: string;
}

export interface ReplayOptions {
  store: Store;
  definition: Definition;
  otherNames: string[];
  phrases: Phrases;
  seed: number;
  days: { first: string; second: string };
  startMs: number;
}

/** The way on the chart as it is now, or why there is none. */
export function walkedWay(
  way: string,
  { definition, days }: Pick<ReplayOptions, 'definition' | 'days'>,
): GeneratedPath | { wrong: string } {
  const read = readWay(way, definition);
  if ('wrong' in read) return read;
  const { start, keys } = read;
  const rewalk = createRewalk(definition, days);
  const whole = rewalk.walk(start, keys);
  const verdicts = rewalk.verdictsAfter(start, keys);
  if (verdicts.length > 0) {
    return { wrong: `the rules answer at once: end with one of ${verdicts.join(', ')}` };
  }
  if (whole !== null) return whole;
  const at = keys.findIndex((_, index) => rewalk.walk(start, keys.slice(0, index + 1)) === null);
  const leaf = at === 0 ? 'arriving' : rewalk.walk(start, keys.slice(0, at))?.leaves.at(-1);
  return { wrong: `move ${at + 1}, "${keys[at]}", cannot be made in ${leaf} any more` };
}

export async function replayPath(path: GeneratedPath, options: ReplayOptions): Promise<Replayed> {
  const { definition, startMs, seed } = options;
  const suite = { business: definition.business.id, cover: 'transitions', seed } as const;
  const runner = await openRunner({ ...options, suite });
  const run = await runner.run(path, `CA${path.id}again`);
  const verdict = judge(await gatherEvidence(run, options));
  const breaches = [...verdict.breaches, ...astray(run)];
  await runner.house.clear();
  const [first] = breaches;
  const why =
    first === undefined
      ? `A generated call: ${path.moves.map(({ key }) => key).join(', ')}.`
      : `${first.rule}: ${first.what}.`;
  return {
    path,
    breaches,
    dialogue: dialogueOf(run.entries),
    scenario: draftScenario(run, { definition, startMs, why }),
  };
}
