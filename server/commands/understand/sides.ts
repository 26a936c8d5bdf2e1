/** What `--golden` sets side by side: two makers, two published versions, or two policy folders. */
import { statSync } from 'node:fs';
import type { Definition } from '../../../machines/policy/definition.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { ServiceError } from '../../../services/errors.ts';
import type { Config } from '../../config.ts';
import { withVersionsIfAny } from '../flows/open-versions.ts';
import { isMakerName, type PickedReader, pickReader } from './pick-reader.ts';

/** A reader with the policies it reads by. */
export interface Side extends PickedReader {
  definitions: Definition[];
}

export interface AskedSide {
  /** `local`, `openai`, a policies folder, or a version that was published once. */
  against: string;
  /** The side that it is compared with: what `against` does not name is taken from it. */
  beside: Side;
  config: Config;
}

/** Every business of a folder, or the one that is named. */
export function definitionsIn(folder: string, business: string | undefined): Definition[] {
  const { definitions } = loadDefinitions(folder);
  const found = definitions.filter(({ business: { id } }) => (business ?? id) === id);
  if (found.length > 0) return found;
  const known = definitions.map(({ business: { id } }) => id).join(', ');
  const what = business === undefined ? 'no sound business' : `no sound business "${business}"`;
  const fix = known === '' ? 'run npm run flows -- check' : `use one of ${known}`;
  throw new ServiceError('definition-broken', `${what} in ${folder}: ${fix}`);
}

export async function otherSide({ against, beside, config }: AskedSide): Promise<Side> {
  if (isMakerName(against)) {
    return { ...pickReader(against, config), definitions: beside.definitions };
  }
  const isFolder = statSync(against, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const definitions = isFolder
    ? sameBusinesses(beside.definitions, definitionsIn(against, undefined))
    : await atVersion(beside.definitions, against, config);
  return { name: against, of: beside.of, definitions };
}

/** The same businesses with one of them as it was in that version. */
export async function atVersion(
  definitions: Definition[],
  version: string,
  config: Config,
): Promise<Definition[]> {
  const kept = await withVersionsIfAny(config, async (versions) => {
    for (const { business } of definitions) {
      const found = await versions.read(business.id, version);
      if (found) return found;
    }
    return undefined;
  });
  if (kept) return sameBusinesses(definitions, [kept]);
  const what = `"${version}" is no maker, no policies folder and no published version`;
  throw new ServiceError(
    'setting-invalid',
    `${what}: use local, openai, a folder, or a version that npm run flows -- list shows`,
  );
}

function sameBusinesses(definitions: Definition[], others: Definition[]): Definition[] {
  return definitions.map(
    (definition) =>
      others.find(({ business }) => business.id === definition.business.id) ?? definition,
  );
}
