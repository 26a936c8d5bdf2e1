/** The generated calls of a version: searched for once, and kept in the data folder from then on. */
import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { findCalls, type GeneratedPath, type Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { practiceDays } from '../scenarios/practice-days.ts';

export interface VersionCalls {
  days: { first: string; second: string };
  /** A call to every state: enough for a rehearsal. What the chart declares is left to its reader. */
  suite: Omit<Suite, 'declared'>;
  /** A call through every edge and cell: what the version is known to do. */
  paths: GeneratedPath[];
}

/** Any seed finds the same; this one makes two runs print the same. */
const seed = 1;
/** Some 100 kB each. */
const filesKeptMax = 50;

export function callsFolderIn(dataFolder: string): string {
  return join(dataFolder, 'calls');
}

/** `tell` hears of the calls of a rehearsal before the others are looked for. */
export function callsOfVersion(
  definition: Definition,
  folder: string,
  tell: (suite: VersionCalls['suite']) => void = () => undefined,
): VersionCalls {
  const kept = keptCalls(definition, folder);
  if (kept === undefined) return keep(definition, folder, found(definition, tell));
  tell(kept.suite);
  return kept;
}

/** Undefined too where the file cannot be read: it is made anew then. */
export function keptCalls(definition: Definition, folder: string): VersionCalls | undefined {
  try {
    const text = gunzipSync(readFileSync(fileOf(definition, folder))).toString();
    const { suite, ...rest } = JSON.parse(text) as ReturnType<typeof written>;
    return { ...rest, suite: { ...suite, reachable: new Set(suite.reachable) } };
  } catch {
    return undefined;
  }
}

function found(definition: Definition, tell: (suite: VersionCalls['suite']) => void): VersionCalls {
  const calls = findCalls(definition, { days: practiceDays });
  const { declared: _declared, ...suite } = calls.suite({ seed, cover: 'states' });
  tell(suite);
  const { paths } = calls.suite({ seed, cover: 'transitions' });
  return { days: practiceDays, suite, paths: paths.map(withStatesOnly) };
}

/** Items are two thirds of the text, and only the states among them are read again. */
function withStatesOnly(path: GeneratedPath): GeneratedPath {
  return { ...path, items: path.items.filter((item) => item.startsWith('states ')) };
}

function written({ suite, ...rest }: VersionCalls) {
  return { ...rest, suite: { ...suite, reachable: [...suite.reachable] } };
}

/** Moved in whole, so that nobody reads half of it. */
function keep(definition: Definition, folder: string, calls: VersionCalls): VersionCalls {
  mkdirSync(folder, { recursive: true });
  const file = fileOf(definition, folder);
  const aside = `${file}.${randomUUID()}`;
  writeFileSync(aside, gzipSync(JSON.stringify(written(calls))));
  renameSync(aside, file);
  dropOldest(folder);
  return calls;
}

function dropOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const byAge = files
    .map((file) => ({ file, atMs: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.atMs - one.atMs);
  for (const { file } of byAge.slice(filesKeptMax)) rmSync(file, { force: true });
}

function fileOf({ business, version }: Definition, folder: string): string {
  return join(folder, `${business.id}-${version}-${generatorHash()}.json.gz`);
}

let hashed: string | undefined;

/** Other charts and other calls come of other code: what older code found is not read any more. */
function generatorHash(): string {
  hashed ??= hashOfMachines();
  return hashed;
}

function hashOfMachines(): string {
  const machines = fileURLToPath(new URL('../../machines', import.meta.url));
  const hash = createHash('sha256').update(JSON.stringify(practiceDays));
  for (const name of (readdirSync(machines, { recursive: true }) as string[]).sort()) {
    if (name.endsWith('.ts')) hash.update(`${name}\n`).update(readFileSync(join(machines, name)));
  }
  return hash.digest('hex').slice(0, 12);
}
