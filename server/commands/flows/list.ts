/** `flows -- list`: each business as its files have it, and the versions that were kept and published. */
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Definitions } from '../../../services/definitions/definitions.ts';
import { businessFolders, readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import type { ListedVersion } from '../../../services/definitions/versions.ts';
import type { Answer, Asked } from './asked.ts';
import { withVersionsIfAny } from './open-versions.ts';

/** Older versions are in the database, and in the JSON. */
const versionsShownMax = 8;

export async function list(loaded: Definitions, asked: Asked): Promise<Answer> {
  const { folder, business } = asked;
  const ids = businessFolders(folder, readPolicyFiles(folder)).filter(
    (id) => business === undefined || id === business,
  );
  const listed = await withVersionsIfAny(asked.config, async (versions) => {
    const lists: Record<string, ListedVersion[]> = {};
    for (const id of ids) lists[id] = await versions.list(id);
    return lists;
  });
  const ofFiles = (id: string) => loaded.definitions.find((each) => each.business.id === id);
  const lines = ids.flatMap((id) => [
    ...aboutFiles(id, ofFiles(id)),
    ...aboutVersions(listed?.[id] ?? []),
  ]);
  const document = ids.map((id) => ({
    business: id,
    name: ofFiles(id)?.business.name,
    files: ofFiles(id)?.version,
    versions: listed?.[id] ?? [],
  }));
  const good = loaded.findings.length === 0;
  const broken = good ? [] : ['some files have findings: see npm run flows -- check'];
  return { lines: [...lines, ...broken], good, document };
}

function aboutFiles(id: string, definition: Definition | undefined): string[] {
  if (definition === undefined) return [`${id}  (its files have findings)`];
  const { business, version, flows, questions } = definition;
  const numbers = business.numbers.map((entry) =>
    'number' in entry ? entry.number : `${entry.starting}…`,
  );
  return [
    `${id}  ${version}  ${business.name}`,
    `  flows      ${Object.keys(flows).join(', ')}`,
    `  questions  ${questions.length}`,
    `  numbers    ${numbers.join(', ')}`,
  ];
}

function aboutVersions(versions: ListedVersion[]): string[] {
  return versions.slice(0, versionsShownMax).flatMap(({ version, status, publications }) => {
    const [last] = publications;
    if (last === undefined) return [`  ${version}  ${status}`];
    const at = new Date(last.atMs).toISOString().slice(0, 16).replace('T', ' ');
    const line = `  ${version}  ${status.padEnd(9)}  ${last.kind} by ${last.who} at ${at}: ${last.why}`;
    return last.overridden === undefined
      ? [line]
      : [line, `      the gate had refused; overridden: ${last.overridden}`];
  });
}
