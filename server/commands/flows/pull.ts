/** `flows -- pull`: the policies folder as a published version has it; what was edited in the browser comes home. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  businessFolders,
  defaultsFolder,
  filesOfBusiness,
  readPolicyFiles,
} from '../../../services/definitions/policy-folder.ts';
import type { Versions } from '../../../services/definitions/versions.ts';
import { type Answer, type Asked, businessOf } from './asked.ts';
import { withVersionsIfAny } from './open-versions.ts';

interface Difference {
  /** Below the policies folder. */
  name: string;
  /** Absent: the version has no such file. */
  text: string | undefined;
}

export async function pull(asked: Asked): Promise<Answer> {
  const { folder, write, config } = asked;
  const files = readPolicyFiles(folder);
  const business = businessOf(asked, businessFolders(folder, files));
  const kept = await withVersionsIfAny(config, (versions) => keptFiles(versions, business, asked));
  if (kept === undefined) {
    const which = asked.version === undefined ? 'nothing was published' : 'no such version is kept';
    return { lines: [`${business}: ${which}; see npm run flows -- list`], good: false };
  }
  const differences = differencesOf(filesOfBusiness(folder, files, business), kept.files);
  const own = differences.filter(({ name }) => name.startsWith(`${business}/`));
  const shared = differences.filter(({ name }) => name.startsWith(`${defaultsFolder}/`));
  if (write) for (const difference of own) put(folder, difference);
  const lines = [
    ...own.map((difference) => `${join(folder, difference.name)}: ${words(difference, write)}`),
    ...shared.map(
      ({ name }) => `${join(folder, name)}: differs as well, and stays: it is everybody's`,
    ),
    summary(business, kept.version, own.length, write),
  ];
  const { version } = kept;
  const document = { business, version, different: own.map(({ name }) => name), written: write };
  return { lines, good: write || own.length === 0, document };
}

async function keptFiles(versions: Versions, business: string, { version: named }: Asked) {
  const version = named ?? (await versions.inForce(business))?.publication.version;
  const files = version === undefined ? undefined : await versions.filesOf(business, version);
  return version === undefined || files === undefined ? undefined : { version, files };
}

function differencesOf(here: Record<string, string>, kept: Record<string, string>): Difference[] {
  const names = [...new Set([...Object.keys(here), ...Object.keys(kept)])].sort();
  return names
    .filter((name) => here[name] !== kept[name])
    .map((name) => ({ name, text: kept[name] }));
}

function put(folder: string, { name, text }: Difference): void {
  const file = join(folder, name);
  if (text === undefined) {
    rmSync(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function words({ text }: Difference, write: boolean): string {
  if (text === undefined) return write ? 'removed' : 'is not in the version';
  return write ? 'written' : 'differs';
}

function summary(business: string, version: string, count: number, write: boolean): string {
  if (count === 0) return `${business}: the files are those of version ${version}`;
  if (write) return `${business}: the files are those of version ${version} now`;
  return `${business}: to have the files of version ${version}, and lose what differs: --write`;
}
