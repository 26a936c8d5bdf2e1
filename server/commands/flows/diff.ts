/** `flows -- diff`: what callers will notice of a change, before it is published. */
import { writeFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { type Comparison, compare } from '../../../machines/flow/compare/compare.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { checkDefinitions } from '../../../services/definitions/definitions.ts';
import { businessFolders, readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import { drawChanges } from '../../drawing/draw-changes.ts';
import { callsFolderIn, callsOfVersion } from '../../publishing/version-calls.ts';
import { type Answer, type Asked, businessOf, UsageError } from './asked.ts';
import { withVersions } from './open-versions.ts';

export async function diff(asked: Asked): Promise<Answer> {
  const files = readPolicyFiles(asked.folder);
  const id = businessOf(asked, businessFolders(asked.folder, files));
  const loaded = checkDefinitions(asked.folder, files, id);
  const usable = [...loaded.definitions, ...loaded.disproved];
  const ofFiles = usable.find(({ business }) => business.id === id);
  const [before, after] = await withVersions(asked.config, async (versions) => {
    const named = async (version: string) => {
      const found = await versions.read(id, version);
      if (found === undefined) throw new UsageError(`${id} has no version "${version}"`);
      return found;
    };
    const old = asked.version ? await named(asked.version) : undefined;
    return [
      old ?? (await versions.inForce(id))?.definition,
      asked.against ? await named(asked.against) : ofFiles,
    ];
  });
  if (after === undefined) {
    return { lines: [`${id} has findings: see npm run flows -- check`], good: false };
  }
  if (before === undefined) {
    return { lines: [`${id}: nothing was published yet; all of it is new`], good: true };
  }
  const now = Temporal.Instant.fromEpochMilliseconds(systemClock.now())
    .toZonedDateTimeISO(after.business.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const folder = callsFolderIn(asked.config.dataFolder);
  const callsOf = (version: Definition) => callsOfVersion(version, folder);
  const comparison = compare(before, after, { now, callsOf });
  const lines = [...(await picture(asked, before, after)), ...linesOf(comparison)];
  return { lines, good: true, document: comparison };
}

async function picture(
  { out, format = 'svg' }: Asked,
  before: Definition,
  after: Definition,
): Promise<string[]> {
  if (format !== 'svg') throw new UsageError('a change is drawn with --format svg');
  if (out === undefined) return [];
  writeFileSync(out, await drawChanges(before, after, systemClock));
  return [`drawn: ${out}`];
}

/** Of each kind; the whole list is in the JSON. */
const shownMax = 30;

export function linesOf(comparison: Comparison): string[] {
  const { business, before, after } = comparison;
  if (before === after) return [`${business}: the files are version ${before}, as published`];
  const parts = [
    part('facts', [...new Set(comparison.facts.map(factLine))]),
    part('wishes answered in another way', alike(comparison.verdicts).map(verdictLine)),
    part('sentences', comparison.sentences.map(sentenceLine)),
    part('states', [
      ...comparison.states.added.map((state) => `+ ${state}`),
      ...comparison.states.removed.map((state) => `- ${state}`),
    ]),
    part('ways', wayLines(comparison)),
    part(
      `calls that end in another way, of ${comparison.paths.calls} that come through it`,
      comparison.paths.changed.flatMap(pathLines),
    ),
  ].flat();
  const same = parts.length === 0 ? ['  nothing that a caller would notice'] : parts;
  return [`${business}: from ${before} to ${after}`, ...same];
}

function part(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > shownMax ? [`    … and ${lines.length - shownMax} more`] : [];
  return [`  ${title}`, ...lines.slice(0, shownMax).map((line) => `    ${line}`), ...more];
}

function factLine({ said, before, after }: Comparison['facts'][number]): string {
  if (before === undefined) return `+ ${said}`;
  return after === undefined ? `- ${said}` : `  ${said}`;
}

const verdictWords = {
  allow: 'allowed',
  refuse: 'refused',
  'confirm-first': 'done after another yes',
  'hand-over': 'left to a person',
};

/** Wishes that change in the same way, told once with all the services they are about. */
function alike(changes: Comparison['verdicts']): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { service, wishes: _wishes, ...change } of changes) {
    const key = JSON.stringify(change);
    const group = groups.get(key) ?? { ...change, services: [] };
    if (service !== undefined) group.services.push(service);
    groups.set(key, group);
  }
  return [...groups.values()];
}
type Alike = Omit<Comparison['verdicts'][number], 'service' | 'wishes'> & { services: string[] };

function verdictLine(change: Alike): string {
  const { topic, services, before, after, rule, when } = change;
  const times = when.map(({ weekday, from, to }) => `${weekday} ${from} to ${to}`).join(', ');
  const what = services.length > 0 ? `${topic} of ${services.join(', ')}` : topic;
  return `${what}: ${verdictWords[before]} → ${verdictWords[after]} (${rule}), ${times}`;
}

function sentenceLine({ sentence, before, after }: Comparison['sentences'][number]): string {
  if (before === undefined) return `+ ${sentence}: ${after?.[0]}`;
  if (after === undefined) return `- ${sentence}: ${before[0]}`;
  const nth = before.findIndex((wording, index) => wording !== after[index]);
  const at = Math.max(0, nth);
  return `  ${sentence}: ${before[at] ?? '(none)'} → ${after[at] ?? '(none)'}`;
}

function wayLines({ ways }: Comparison): string[] {
  const words = ({ from, event, when, to, says }: Comparison['ways']['added'][number]) => {
    const condition = when ? ` [${when}]` : '';
    const saying = says.length > 0 ? `, saying ${says.join(', ')}` : '';
    return `${from} on ${event}${condition} → ${to}${saying}`;
  };
  return [
    ...ways.moved.map(({ before, after }) => `  ${words(after)} (was → ${before.to})`),
    ...ways.added.map((way) => `+ ${words(way)}`),
    ...ways.removed.map((way) => `- ${words(way)}`),
  ];
}

function pathLines({ before, after, at, way, calls }: Comparison['paths']['changed'][number]) {
  const many = calls === 1 ? 'one call' : `${calls} calls`;
  const parting = `on ${at.move} it is in ${at.after}, and was in ${at.before}`;
  return [`${before} → ${after}, ${many}: ${parting}`, ...way.map((step) => `    ${step}`)];
}
