/** What stands between a draft and the callers: the checker, the proofs and the generated calls. */
import type { Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { proofsOf } from '../../services/definitions/check-proofs.ts';
import { checkDefinitions } from '../../services/definitions/definitions.ts';
import type { Finding } from '../../services/definitions/finding.ts';
import { defaultsFolder } from '../../services/definitions/policy-folder.ts';
import type { PolicyFile } from '../../services/definitions/yaml-file.ts';
import type { BehaviourDifference, CompareBehaviour } from './compare-behaviour.ts';
import type { FindSuite } from './find-suite.ts';
import type { Rehearsal, Rehearse } from './rehearse.ts';

export interface Verdict {
  /** Absent while the files cannot be compiled: nobody can answer for that. */
  definition?: Definition;
  findings: Finding[];
  /** Generated calls in which the chart broke, the shortest way first. */
  faults: { what: string; way: string[] }[];
  proved: { claims: number; situations: number };
  /** Absent where something else had to be mended first. */
  rehearsal?: Rehearsal;
  /** What the draft does otherwise than the version in force; absent where there is none. */
  difference?: BehaviourDifference;
  passed: boolean;
}

export interface Judged {
  folder: string;
  files: PolicyFile[];
  business: string;
  findSuite: FindSuite;
  rehearse: Rehearse;
  /** The version in force, to whose behaviour the draft's is compared. */
  published?: Definition;
  compareBehaviour?: CompareBehaviour;
}

export async function judgeDraft(judged: Judged): Promise<Verdict> {
  const { folder, files, business } = judged;
  const checked = checkDefinitions(folder, files, business);
  const findings = checked.findings.filter(
    ({ file }) =>
      file.startsWith(`${folder}/${business}/`) || file.startsWith(`${folder}/${defaultsFolder}/`),
  );
  const definition = [...checked.definitions, ...checked.disproved].find(
    (each) => each.business.id === business,
  );
  if (definition === undefined) {
    return { findings, faults: [], proved: { claims: 0, situations: 0 }, passed: false };
  }
  // Both at once, each in a thread of its own: somebody waits for the verdict.
  const clean = findings.length === 0;
  const [difference, { faults, rehearsal }] = await Promise.all([
    clean ? compared(judged, definition) : undefined,
    tried(judged, definition, clean),
  ]);
  const proofs = proofsOf(definition);
  const sound = clean && faults.length === 0;
  return {
    definition,
    findings,
    faults,
    ...(rehearsal ? { rehearsal } : {}),
    ...(difference && sound ? { difference } : {}),
    proved: {
      claims: proofs.filter(({ kept }) => kept).length,
      situations: proofs.reduce((sum, { looked }) => sum + looked, 0),
    },
    passed: sound && rehearsal?.failures.length === 0,
  };
}

/** A chart that breaks on the way is not rehearsed: there is nothing to hear yet. */
async function tried({ findSuite, rehearse }: Judged, definition: Definition, clean: boolean) {
  const suite = await findSuite(definition);
  const faults = faultsOf(suite);
  const rehearsal = clean && faults.length === 0 ? await rehearse(definition, suite) : undefined;
  return { faults, rehearsal };
}

function compared({ published, compareBehaviour }: Judged, draft: Definition) {
  if (published === undefined || published.version === draft.version) return undefined;
  return compareBehaviour?.(published, draft);
}

/** The chart must not throw in any call that the generator could think of. */
function faultsOf({ faults, paths }: Suite): Verdict['faults'] {
  return faults.map(({ leaf, move, message }) => ({
    what: `the chart is broken at ${leaf}, ${move}: ${message}`,
    way: wayTo(paths, leaf),
  }));
}

/** The shortest generated call that comes to the state. */
function wayTo(paths: { leaves: string[]; moves: { key: string }[] }[], leaf: string): string[] {
  const ways = paths
    .map(({ leaves, moves }) => ({ moves, leaves, until: leaves.indexOf(leaf) }))
    .filter(({ until }) => until >= 0)
    .sort((one, other) => one.until - other.until);
  const [way] = ways;
  if (way === undefined) return [];
  return way.moves.slice(0, way.until + 1).map(({ key }, index) => `${key} → ${way.leaves[index]}`);
}
