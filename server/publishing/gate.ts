/** What stands between a draft and the callers: the checker, the proofs and the generated calls. */
import { Temporal } from 'temporal-polyfill';
import { generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Clock } from '../../services/clock.ts';
import { proofsOf } from '../../services/definitions/check-proofs.ts';
import { checkDefinitions } from '../../services/definitions/definitions.ts';
import type { Finding } from '../../services/definitions/finding.ts';
import { defaultsFolder } from '../../services/definitions/policy-folder.ts';
import type { PolicyFile } from '../../services/definitions/yaml-file.ts';

export interface Verdict {
  /** Absent while the files cannot be compiled: nobody can answer for that. */
  definition?: Definition;
  findings: Finding[];
  /** Generated calls in which the chart broke, the shortest way first. */
  faults: { what: string; way: string[] }[];
  proved: { claims: number; situations: number };
  passed: boolean;
}

export interface Judged {
  folder: string;
  files: PolicyFile[];
  business: string;
  clock: Clock;
}

/** Any seed finds the same faults; this one makes two runs print the same. */
const seed = 1;

export function judgeDraft({ folder, files, business, clock }: Judged): Verdict {
  const checked = checkDefinitions(folder, files);
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
  const faults = faultsOf(definition, clock);
  const proofs = proofsOf(definition);
  return {
    definition,
    findings,
    faults,
    proved: {
      claims: proofs.filter(({ kept }) => kept).length,
      situations: proofs.reduce((sum, { looked }) => sum + looked, 0),
    },
    passed: findings.length === 0 && faults.length === 0,
  };
}

/** Calls that every state and edge is walked in; the chart must not throw in any of them. */
function faultsOf(definition: Definition, clock: Clock): Verdict['faults'] {
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO(definition.business.timeZone)
    .toPlainDate();
  const days = {
    first: today.add({ days: 1 }).toString(),
    second: today.add({ days: 2 }).toString(),
  };
  const suite = generateSuite(definition, { seed, cover: 'states', days });
  return suite.faults.map(({ leaf, move, message }) => ({
    what: `a generated call breaks in "${leaf}" on ${move}: ${message}`,
    way: wayTo(suite.paths, leaf),
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
