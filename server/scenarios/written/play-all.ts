/** All hand-written scenarios of some businesses, one after the other: played, judged, counted. */
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Store } from '../../../services/store/pool.ts';
import { printDialogue } from '../dialogue.ts';
import { openDesks } from './open-desk.ts';
import { type PlayedScenario, playScenario } from './play-scenario.ts';
import type { WrittenScenario } from './read-scenarios.ts';

export interface PlayAllDeps {
  store: Store;
  definitions: readonly Definition[];
  progress?(done: number, all: number): void;
}

export async function playAll(
  scenarios: readonly WrittenScenario[],
  { store, definitions, progress }: PlayAllDeps,
): Promise<PlayedScenario[]> {
  const desks = await openDesks(store, definitions);
  const played: PlayedScenario[] = [];
  for (const written of scenarios) {
    const definition = definitions.find(
      ({ business }) => business.id === written.scenario.business,
    );
    if (definition === undefined) throw new Error(`no business ${written.scenario.business}`);
    const otherNames = definitions
      .filter((other) => other !== definition)
      .map(({ business }) => business.name);
    played.push(await playScenario(written, { store, desks, definition, otherNames }));
    progress?.(played.length, scenarios.length);
  }
  return played;
}

export function printPlayed(played: readonly PlayedScenario[]): string {
  const failed = played.filter(({ passed }) => !passed);
  const lines = failed.flatMap(({ id, why, misses, breaches, dialogue }) => [
    '',
    `FAILED ${id}: ${why}`,
    ...misses.map(({ file, line, what }) => `  ${file}:${line}: ${what}`),
    ...breaches.map(({ rule, what }) => `  rule broken: ${rule}: ${what}`),
    printDialogue(dialogue),
    `  again: npm run scenarios -- --written --only ${id}`,
  ]);
  const counted = `${played.length} ${played.length === 1 ? 'scenario' : 'scenarios'}, ${failed.length} failed`;
  return [...lines, failed.length > 0 ? '' : counted, failed.length > 0 ? counted : '']
    .join('\n')
    .trimEnd();
}
