/** Keeps a call as a written scenario, plays it at once, and says what it shows there. */
import { relative } from 'node:path';
import type { Definition } from '../../../machines/policy/definition.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import type { Store } from '../../../services/store/pool.ts';
import { playAll, printPlayed } from '../../scenarios/written/play-all.ts';
import {
  scenariosFolder as folder,
  readScenarios,
} from '../../scenarios/written/read-scenarios.ts';
import { saveScenario } from '../../scenarios/written/save-scenario.ts';

export interface SaveDeps {
  store: Store;
  definitions: readonly Definition[];
}

/** What there is to say of it; false when nothing was written. */
export async function savePlayed(
  name: string,
  text: string,
  { store, definitions }: SaveDeps,
): Promise<{ said: string; saved: boolean }> {
  const saved = saveScenario(relative(process.cwd(), folder) || folder, name, text);
  if ('wrong' in saved) return { said: saved.wrong, saved: false };
  const businesses = definitions.map(({ business }) => business.id);
  const read = readScenarios(relative(process.cwd(), folder) || folder, businesses);
  const own = read.scenarios.filter(({ id }) => id === saved.id);
  const played = await playAll(own, { store, definitions });
  const findings = read.findings.filter(({ file }) => file === saved.file).map(printFinding);
  const passes = played.length > 0 && played.every(({ passed }) => passed);
  return {
    said: [
      `${saved.file} written: say on top why the case matters, and what must come of it`,
      ...findings,
      passes ? 'as a written scenario it breaks no rule (yet)' : printPlayed(played).trimStart(),
      `play it: npm run scenarios -- --written --only ${saved.id} --show`,
    ].join('\n'),
    saved: true,
  };
}
