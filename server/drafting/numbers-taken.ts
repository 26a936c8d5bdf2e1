/** The numbers of a draft that another business answers: two lines cannot share one. Pure. */
import type { Definition } from '../../machines/policy/definition.ts';
import { checkNumbers } from '../../services/definitions/check-numbers.ts';
import type { Finding } from '../../services/definitions/finding.ts';
import { readYaml } from '../../services/definitions/yaml-file.ts';
import type { DraftSources } from './draft-work.ts';

export function numbersTaken(sources: DraftSources, definition: Definition | undefined): Finding[] {
  const { folder, files, business, others } = sources;
  const path = `${folder}/${business}/business.yaml`;
  const written = files.find((file) => file.path === path);
  if (definition === undefined || written === undefined) return [];
  const { file } = readYaml(written);
  const nowhere = { path: '', value: undefined, lineOf: () => 1 };
  const neighbours = others
    .filter(({ id }) => id !== business)
    .map((value) => ({ value, file: nowhere, path: [] }));
  // The later one in the list must give way, and here that is the draft.
  const found = checkNumbers([...neighbours, { value: definition.business, file, path: [] }]);
  return found.get(business) ?? [];
}
