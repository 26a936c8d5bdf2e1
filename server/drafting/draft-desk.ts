/** Everything that people do to a business's flows in the console: edit, check, compare, try, publish. */
import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import {
  type Drafts,
  type FileChange,
  filesWithDraft,
  type Saved,
  type StoredDraft,
} from '../../services/definitions/drafts.ts';
import type { Finding } from '../../services/definitions/finding.ts';
import { defaultsFolder } from '../../services/definitions/policy-folder.ts';
import type { ListedVersion, Publication, Versions } from '../../services/definitions/versions.ts';
import type { ChartPictures } from '../console/chart-picture.ts';
import type { ChangingLines, Line } from '../lines.ts';
import { type Published, publishDraft } from '../publishing/publish-draft.ts';
import { type ChangeGroup, changeGroups } from './change-groups.ts';
import type { DraftThread } from './draft-thread.ts';
import type { DraftSources } from './draft-work.ts';
import { createLastVerdicts } from './last-verdict.ts';

/** Files are named as in the policies folder, wherever that is. */
const folder = 'policies';

export interface DeskFile {
  /** Below the policies folder. */
  path: string;
  text: string;
  /** The defaults are everybody's: a business lays its own over them. */
  own: boolean;
  /** 0 when it is as its version has it. */
  revision: number;
  who?: string;
  atMs?: number;
}

export interface DraftState {
  business: { id: string; name: string };
  inForce: Publication;
  /** Absent when nothing is being changed. */
  draft?: Pick<StoredDraft, 'id' | 'basedOn' | 'begunBy' | 'begunAtMs'>;
  files: DeskFile[];
  /** Own files that the draft removed, by their revision. */
  removed: { path: string; revision: number }[];
  /** Changes whenever anything above does. */
  stamp: string;
}

export interface CheckedDraft {
  /** Absent while the files cannot be compiled. */
  version?: string;
  findings: Finding[];
  stamp: string;
}

export interface Changes {
  before: string;
  after: string;
  groups: ChangeGroup[];
}

export interface PublishWish {
  draft: number;
  who: string;
  why: string;
  override?: string;
  /** What callers will notice was looked at, and is what is wanted. */
  approve?: boolean;
  /** The version that the publisher has seen in force. */
  replacing: string;
}

export type Tried =
  | { outcome: 'ready'; version: string; number: string }
  | { outcome: 'refused'; findings: Finding[] };

export interface DraftDesk {
  /** `undefined`, here and below: there is no such business. */
  state(business: string): Promise<DraftState | undefined>;
  save(business: string, change: Omit<FileChange, 'basedOn'>): Promise<Saved | undefined>;
  discard(business: string, draft: number, who: string): Promise<boolean>;
  check(business: string): Promise<CheckedDraft | undefined>;
  picture(business: string, version: string): Promise<ChartPictures | undefined>;
  /** From the version in force to another one, or to the draft. */
  changes(business: string, to: string | undefined): Promise<Changes | undefined>;
  changesPicture(business: string, to: string | undefined): Promise<string | undefined>;
  publish(business: string, wish: PublishWish): Promise<Published | { outcome: 'ended' }>;
  rollback(
    business: string,
    wish: { version: string; who: string; why: string },
  ): ReturnType<Versions['publish']>;
  versions(business: string): Promise<ListedVersion[]>;
  tryOut(business: string, who: string): Promise<Tried | undefined>;
  /** A line for calls that try a version which is not in force. */
  lineFor(business: string, version: string): Promise<Line | undefined>;
  close(): Promise<void>;
}

export interface DraftDeskDeps {
  drafts: Drafts;
  versions: Versions;
  lines: ChangingLines;
  thread: DraftThread;
  /** Where the gate makes a database for its rehearsal. */
  databaseUrl: string;
  /** Where the generated calls of versions are kept. */
  callsFolder: string;
  clock: Clock;
}

interface Loaded {
  inForce: { publication: Publication; definition: Definition };
  draft: StoredDraft | undefined;
  base: Record<string, string>;
}

/** Compiled drafts kept for their pictures and their changes; the next question compiles again. */
const compiledMax = 30;

export function createDraftDesk(deps: DraftDeskDeps): DraftDesk {
  const { drafts, versions, lines, thread, clock } = deps;
  const compiled = new Map<string, Definition>();
  const verdicts = createLastVerdicts();

  function remember(definition: Definition): Definition {
    compiled.set(definition.version, definition);
    const [oldest] = compiled.keys();
    if (compiled.size > compiledMax && oldest !== undefined) compiled.delete(oldest);
    return definition;
  }

  async function load(business: string): Promise<Loaded | undefined> {
    if (lines.byBusiness(business) === undefined) return undefined;
    const [inForce, draft] = await Promise.all([versions.inForce(business), drafts.read(business)]);
    if (inForce === undefined) return undefined;
    const basedOn = draft?.basedOn ?? inForce.definition.version;
    return { inForce, draft, base: (await versions.filesOf(business, basedOn)) ?? {} };
  }

  function sourcesOf(business: string, { base, draft }: Loaded): DraftSources {
    const files = Object.entries(filesWithDraft(base, draft)).map(([path, text]) => ({
      path: `${folder}/${path}`,
      text,
    }));
    const others = lines.all().map(({ definition }) => definition.business);
    return { folder, files, business, others };
  }

  /** Whose numbers are taken, and the version that it is compared to, count as well. */
  function judgedAs(loaded: Loaded): string {
    const inForce = lines.all().map(({ definition }) => definition.version);
    return [stampOf(loaded), ...inForce.toSorted()].join(' ');
  }

  async function compile(business: string, loaded: Loaded) {
    const checked = await thread.ask({ work: 'check', sources: sourcesOf(business, loaded) });
    if (checked.definition !== undefined) remember(checked.definition);
    return checked;
  }

  async function definitionAt(
    business: string,
    version: string | undefined,
    loaded: Loaded,
  ): Promise<Definition | undefined> {
    if (version === undefined) return (await compile(business, loaded)).definition;
    return compiled.get(version) ?? (await versions.read(business, version));
  }

  async function pair(business: string, to: string | undefined) {
    const loaded = await load(business);
    const after = loaded && (await definitionAt(business, to, loaded));
    return loaded && after ? { before: loaded.inForce.definition, after } : undefined;
  }

  return {
    async state(business) {
      const loaded = await load(business);
      return loaded && stateOf(business, loaded);
    },
    async save(business, change) {
      const loaded = await load(business);
      if (loaded === undefined) return undefined;
      const basedOn = loaded.draft?.basedOn ?? loaded.inForce.definition.version;
      return await drafts.save(business, { ...change, basedOn });
    },
    discard: (business, draft, who) => drafts.end(business, draft, 'discarded', who),
    async check(business) {
      const loaded = await load(business);
      if (loaded === undefined) return undefined;
      const { definition, findings } = await compile(business, loaded);
      return {
        ...(definition ? { version: definition.version } : {}),
        findings: findings.map(belowFolder),
        stamp: stampOf(loaded),
      };
    },
    async picture(business, version) {
      const loaded = await load(business);
      const definition = loaded && (await definitionAt(business, version, loaded));
      return definition && (await thread.ask({ work: 'draw', definition }));
    },
    async changes(business, to) {
      const found = await pair(business, to);
      if (found === undefined) return undefined;
      const now = localNow(clock, found.after.business.timeZone);
      const comparison = await thread.ask({
        work: 'compare',
        ...found,
        now,
        callsFolder: deps.callsFolder,
      });
      const { before, after } = comparison;
      return { before, after, groups: changeGroups(comparison) };
    },
    async changesPicture(business, to) {
      const found = await pair(business, to);
      return found && (await thread.ask({ work: 'draw-changes', ...found }));
    },
    async publish(business, { draft, ...wish }) {
      const loaded = await load(business);
      if (loaded?.draft?.id !== draft) return { outcome: 'ended' };
      const published = await publishDraft({
        ...sourcesOf(business, loaded),
        ...wish,
        versions,
        judge: (sources) =>
          verdicts.judged(business, judgedAs(loaded), () =>
            thread.ask({
              work: 'judge',
              sources: { ...sourcesOf(business, loaded), ...sources },
              databaseUrl: deps.databaseUrl,
              callsFolder: deps.callsFolder,
            }),
          ),
      });
      if ('version' in published) await drafts.end(business, draft, 'published', wish.who);
      const findings = published.verdict.findings.map(belowFolder);
      return { ...published, verdict: { ...published.verdict, findings } };
    },
    rollback: (business, wish) => versions.publish(business, { ...wish, kind: 'rollback' }),
    versions: (business) => versions.list(business),
    async tryOut(business, who) {
      const loaded = await load(business);
      if (loaded === undefined) return undefined;
      const { definition, findings } = await compile(business, loaded);
      if (definition === undefined)
        return { outcome: 'refused', findings: findings.map(belowFolder) };
      // Its calls name it in their journals, so it is there to be read like any other.
      const files = filesWithDraft(loaded.base, loaded.draft);
      await versions.keep(definition, files, who);
      const numbered = definition.business.numbers.find((entry) => 'number' in entry);
      const number = numbered && 'number' in numbered ? numbered.number : '';
      return { outcome: 'ready', version: definition.version, number };
    },
    async lineFor(business, version) {
      const known = lines.byVersion(version);
      if (known !== undefined) return known.definition.business.id === business ? known : undefined;
      if (lines.byBusiness(business) === undefined) return undefined;
      const definition = await versions.read(business, version);
      if (definition === undefined) return undefined;
      const line = lines.make(definition);
      lines.putAside(line);
      return line;
    },
    close: () => thread.close(),
  };
}

function stateOf(business: string, loaded: Loaded): DraftState {
  const { inForce, draft, base } = loaded;
  const changed = new Map(draft?.files.map((file) => [file.path, file]));
  const files = Object.entries(filesWithDraft(base, draft)).map(([path, text]) => {
    const { revision = 0, who, atMs } = changed.get(path) ?? {};
    const own = !path.startsWith(`${defaultsFolder}/`);
    const saved = who === undefined || atMs === undefined ? {} : { who, atMs };
    return { path, text, own, revision, ...saved };
  });
  const removed = draft?.files.filter(({ text }) => text === undefined) ?? [];
  return {
    business: { id: business, name: inForce.definition.business.name },
    inForce: inForce.publication,
    ...(draft ? { draft: withoutFiles(draft) } : {}),
    files,
    removed: removed.map(({ path, revision }) => ({ path, revision })),
    stamp: stampOf(loaded),
  };
}

function withoutFiles({ files: _files, ...rest }: StoredDraft): Omit<StoredDraft, 'files'> {
  return rest;
}

function stampOf({ inForce: { publication }, draft }: Loaded): string {
  const saves = draft?.files.reduce((sum, { revision }) => sum + revision, 0) ?? 0;
  return `${publication.version}.${publication.atMs}.${draft?.id ?? 0}.${saves}`;
}

function belowFolder(finding: Finding): Finding {
  return { ...finding, file: finding.file.replace(`${folder}/`, '') };
}

function localNow(clock: Clock, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}
