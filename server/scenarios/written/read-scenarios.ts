/** Reads QA's scenarios from their folder; what is wrong in one is a finding with file, line and fix. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, useKnown } from '../../../services/definitions/finding.ts';
import { parseAs } from '../../../services/definitions/parse-as.ts';
import { readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import {
  type PolicyFile,
  readYaml,
  type YamlFile,
} from '../../../services/definitions/yaml-file.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

export interface WrittenScenario {
  /** `<what callers do>/<what this one does>`: the path without its ending. */
  id: string;
  file: YamlFile;
  /** Why the case exists: the comment that the file begins with. */
  why: string;
  scenario: Scenario;
}

export interface WrittenScenarios {
  scenarios: WrittenScenario[];
  findings: Finding[];
}

/** QA's room. */
export const scenariosFolder = fileURLToPath(new URL('../../../scenarios', import.meta.url));

/** Folders of QA's room that hold something else. */
const otherFolders = ['phrases', 'understanding', 'schemas'];

export function readScenarios(folder: string, businesses: readonly string[]): WrittenScenarios {
  const files = readPolicyFiles(folder).filter(
    ({ path }) => !otherFolders.includes(relative(folder, path).split('/')[0] ?? ''),
  );
  const read = files.map((file) => readOne(folder, file, businesses));
  return {
    scenarios: read.flatMap(({ scenario }) => (scenario ? [scenario] : [])),
    findings: read.flatMap(({ findings }) => findings),
  };
}

interface ReadOne {
  scenario?: WrittenScenario;
  findings: Finding[];
}

function readOne(folder: string, policyFile: PolicyFile, businesses: readonly string[]): ReadOne {
  const yaml = readYaml(policyFile);
  const { value, findings } = parseAs(yaml, scenarioSchema);
  const { file } = yaml;
  if (value === undefined) return { findings };
  if (!businesses.includes(value.business)) {
    const line = file.lineOf(['business']);
    const fix = useKnown(value.business, businesses, 'use a folder of policies/');
    const what = `there is no business "${value.business}"`;
    return { findings: [{ file: file.path, line, what, fix }] };
  }
  const id = relative(folder, file.path).replace(/\.ya?ml$/, '');
  return { scenario: { id, file, why: firstComment(policyFile.text), scenario: value }, findings };
}

/** What stands above the scenario itself, but for the line that editors read. */
function firstComment(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .filter((line) => !line.includes('yaml-language-server'))
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ')
    .trim();
}
