/** Which businesses a command runs; what keeps others from being run is said before anything is. */
import { relative } from 'node:path';
import type { Definition } from '../../../machines/policy/definition.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';

export interface ChosenBusinesses {
  chosen: Definition[];
  /** Every business that can be run, chosen or not. */
  definitions: Definition[];
  /** False when a business that was meant is left out, so that nothing may be called well. */
  sound: boolean;
}

/** Null when there is nothing to run: why has been said. */
export function chooseBusinesses(
  policiesFolder: string,
  business: string | undefined,
): ChosenBusinesses | null {
  // As people write paths: from the folder they are in.
  const folder = relative(process.cwd(), policiesFolder) || '.';
  const { definitions, findings } = loadDefinitions(folder);
  const chosen = definitions.filter(({ business: { id } }) => business === id);
  // Another business's mistakes are no matter of the one that was named.
  if (chosen.length > 0) return { chosen, definitions, sound: true };
  for (const finding of findings) process.stderr.write(`${printFinding(finding)}\n`);
  if (business !== undefined || definitions.length === 0) {
    process.stderr.write(`${nothingToRun(definitions, business)}\n`);
    return null;
  }
  const sound = findings.length === 0;
  if (!sound) process.stderr.write(`left out until that is mended; ${runnable(definitions)}\n`);
  return { chosen: definitions, definitions, sound };
}

function nothingToRun(definitions: readonly Definition[], business: string | undefined): string {
  if (definitions.length === 0) {
    return 'no business can be run before this is mended: npm run flows -- check';
  }
  return `"${business}" is none of them; ${runnable(definitions)}`;
}

function runnable(definitions: readonly Definition[]): string {
  const known = definitions.map(({ business }) => business.id).join(', ');
  return `the businesses that can be run: ${known}`;
}
