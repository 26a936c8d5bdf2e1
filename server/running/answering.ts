/** Which version of each business answers callers, and whether its files say something else by now. */
import type { Clock } from '../../services/clock.ts';
import { filesOfBusiness, readPolicyFiles } from '../../services/definitions/policy-folder.ts';
import type { Versions } from '../../services/definitions/versions.ts';
import type { Lines } from '../lines.ts';

export interface Answering {
  id: string;
  name: string;
  version: string;
  /** The policy files on disk are not the ones that this version was made from. */
  filesDiffer: boolean;
}

export interface AnsweringDeps {
  lines: Lines;
  versions: Pick<Versions, 'filesOf'>;
  policiesFolder: string;
  clock: Clock;
}

/** Asked every second by a page that watches a run; nobody edits files that fast. */
const filesFreshMs = 5_000;

export function createAnswering(deps: AnsweringDeps): () => Promise<Answering[]> {
  const { lines, clock } = deps;
  let known: { atMs: number; versions: string; differing: Set<string> } | undefined;

  return async () => {
    const definitions = lines.all().map(({ definition }) => definition);
    const versions = definitions.map(({ version }) => version).join(' ');
    if (known?.versions !== versions || clock.now() - known.atMs >= filesFreshMs) {
      known = { atMs: clock.now(), versions, differing: await differing(deps) };
    }
    const { differing: files } = known;
    return definitions.map(({ business: { id, name }, version }) => {
      return { id, name, version, filesDiffer: files.has(id) };
    });
  };
}

async function differing({ lines, versions, policiesFolder }: AnsweringDeps): Promise<Set<string>> {
  const found = new Set<string>();
  try {
    const files = readPolicyFiles(policiesFolder);
    for (const { definition } of lines.all()) {
      const { id } = definition.business;
      const answering = await versions.filesOf(id, definition.version);
      const now = filesOfBusiness(policiesFolder, files, id);
      if (answering !== undefined && textOf(answering) !== textOf(now)) found.add(id);
    }
  } catch {
    // Without the folder, or the database, there is nothing to compare: runs are told of all the same.
  }
  return found;
}

function textOf(files: Record<string, string>): string {
  return JSON.stringify(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
}
