/** `flows -- check`: every finding with its file, line and fix; a broken proof with its shortest call. */
import { claims } from '../../../machines/flow/proofs/prove.ts';
import { printStep, proofsOf } from '../../../services/definitions/check-proofs.ts';
import type { Definitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import type { Answer, Asked } from './asked.ts';

export function check(loaded: Definitions, { folder, business, proofs }: Asked): Answer {
  const shared = `${folder}/defaults/`;
  const findings = loaded.findings.filter(
    ({ file }) =>
      business === undefined ||
      file.startsWith(`${folder}/${business}/`) ||
      file.startsWith(shared),
  );
  const definitions = [...loaded.definitions, ...loaded.disproved].filter(
    (each) => business === undefined || each.business.id === business,
  );
  const proved = definitions.map((definition) => ({
    business: definition.business.id,
    version: definition.version,
    proofs: proofsOf(definition),
  }));
  const broken = findings.flatMap((finding) => [
    printFinding(finding),
    ...(finding.way ?? []).map((step) => `    ${step}`),
  ]);
  const claimed = proofs ? proved.flatMap(proofLines) : [];
  const number = loaded.definitions.length;
  const many = `${number} ${number === 1 ? 'business' : 'businesses'}`;
  const summary = `${business ?? many}, no findings`;
  return {
    lines: [...broken, ...claimed, ...(findings.length === 0 ? [summary] : [])],
    good: findings.length === 0,
    document: { findings, businesses: proved },
  };
}

interface Proved {
  business: string;
  proofs: ReturnType<typeof proofsOf>;
}

function proofLines({ business, proofs }: Proved): string[] {
  return proofs.flatMap(({ claim, kept, looked, broken }) => {
    const seen = `${looked} situations`;
    const line = `${business}: ${kept ? 'kept  ' : 'broken'} ${claim}: ${claims[claim]} (${seen})`;
    const [first] = broken;
    return first ? [line, ...first.path.map((step) => `    ${printStep(step)}`)] : [line];
  });
}
