/** Which version of each business new calls take: from the database, seeded by the files, followed live. */
import type { Definition } from '../machines/policy/definition.ts';
import type { Clock } from '../services/clock.ts';
import { filesOfBusiness } from '../services/definitions/policy-folder.ts';
import type { InForce, Versions } from '../services/definitions/versions.ts';
import { versionsChannel } from '../services/definitions/versions.ts';
import type { PolicyFile } from '../services/definitions/yaml-file.ts';
import { listenTo } from '../services/store/listen.ts';
import type { ChangingLines, Line } from './lines.ts';

/** Who publishes what nobody has published: the files themselves. */
const seeder = 'files';

export interface SeedDeps {
  versions: Versions;
  folder: string;
  files: PolicyFile[];
  /** Those whose files are sound. */
  definitions: Definition[];
  /** Every folder that holds a business, sound or not. */
  businesses: string[];
  say(line: string): void;
}

/**
 * The definitions to start with. Until a person publishes a business, its files are followed from
 * start to start; from then on what was published stays, whatever the files say.
 */
export async function definitionsInForce(deps: SeedDeps): Promise<Definition[]> {
  const found: Definition[] = [];
  for (const id of deps.businesses) {
    const fromFiles = deps.definitions.find(({ business }) => business.id === id);
    const published = await readable(deps, id);
    if (published !== undefined && published.publication.kind !== 'seed') {
      found.push(published.definition);
      if (fromFiles !== undefined && fromFiles.version !== published.definition.version) {
        deps.say(
          `${id}: version ${published.definition.version} answers; the files differ, ` +
            `see npm run flows -- diff --business ${id}`,
        );
      }
      continue;
    }
    if (fromFiles === undefined) {
      if (published !== undefined) found.push(published.definition);
      continue;
    }
    await seed(deps, fromFiles);
    found.push(fromFiles);
  }
  return found;
}

/** What newer code cannot read any more is told, and the files answer in its place. */
async function readable({ versions, say }: SeedDeps, id: string): Promise<InForce | undefined> {
  try {
    return await versions.inForce(id);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'definition-broken')) {
      throw error;
    }
    say(`${id}: ${error.message}`);
    return undefined;
  }
}

async function seed({ versions, folder, files }: SeedDeps, definition: Definition): Promise<void> {
  const { id } = definition.business;
  const texts = filesOfBusiness(folder, files, id);
  await versions.keep(definition, texts, seeder);
  const why = 'as the files say at the start';
  await versions.publish(id, {
    version: definition.version,
    kind: 'seed',
    who: seeder,
    why,
  });
}

export interface FollowDeps {
  versions: Versions;
  lines: ChangingLines;
  databaseUrl: string;
  clock: Clock;
  /** Whatever makes the first call on a line as quick as the others. */
  prepare(line: Line): Promise<void>;
  /** A business's new calls have another version now. */
  changed(line: Line): void;
  failed(businessId: string, error: unknown): void;
}

export interface Following {
  ready: Promise<void>;
  stop(): Promise<void>;
}

/** Puts every published version in force here as soon as it is told, one after the other. */
export function followVersions(deps: FollowDeps): Following {
  const { versions, lines, clock } = deps;
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  async function take(businessId: string): Promise<void> {
    if (stopped) return;
    const inForce = await versions.inForce(businessId);
    const now = lines.byBusiness(businessId)?.definition.version;
    if (inForce === undefined || inForce.definition.version === now || stopped) return;
    const line = lines.make(inForce.definition);
    await deps.prepare(line);
    lines.put(line);
    deps.changed(line);
  }

  function soon(businessId: string): void {
    last = last.then(() => take(businessId)).catch((error) => deps.failed(businessId, error));
  }

  const listening = listenTo({
    url: deps.databaseUrl,
    channel: versionsChannel,
    clock,
    heard: soon,
    joined() {
      for (const { definition } of lines.all()) soon(definition.business.id);
    },
  });
  return {
    ready: listening.ready,
    async stop() {
      stopped = true;
      await listening.close();
      await last;
    },
  };
}
