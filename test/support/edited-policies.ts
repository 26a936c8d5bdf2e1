/** The shipped policies after an operator's edits: loaded, or the findings they were refused with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Definition } from '../../machines/policy/definition.ts';
import { checkDefinitions } from '../../services/definitions/definitions.ts';
import { printFinding } from '../../services/definitions/finding.ts';
import { readPolicyFiles } from '../../services/definitions/policy-folder.ts';

const policies = join(fileURLToPath(new URL('../..', import.meta.url)), 'policies');

/** File below `policies/` → what becomes of its text; a file that is not there begins empty. */
export type Edits = Record<string, (text: string) => string>;

export const adding = (more: string) => (text: string) => `${text}\n${more}`;
/** The text must be there: an edit that changes nothing is a mistake of the test. */
export const replacing = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`"${from}" is not in the file`);
  return text.replace(from, () => to);
};

/** A file as it ships. */
export function shippedText(name: string): string {
  return readFileSync(join(policies, name), 'utf8');
}

export function editedPolicies(edits: Edits): Definition[] {
  const files = new Map(
    readPolicyFiles(policies).map(({ path, text }) => [path.slice(policies.length + 1), text]),
  );
  for (const [name, edit] of Object.entries(edits)) files.set(name, edit(files.get(name) ?? ''));
  const list = [...files].map(([name, text]) => ({ path: join(policies, name), text }));
  const { definitions, findings } = checkDefinitions(policies, list);
  if (findings.length > 0) throw new Error(findings.map(printFinding).join('\n'));
  return definitions;
}
