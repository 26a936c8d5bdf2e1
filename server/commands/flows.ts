/** `npm run flows`: operations' tool for the definitions in the policies folder. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type Definitions, loadDefinitions } from '../../services/definitions/definitions.ts';
import { printFinding, useKnown } from '../../services/definitions/finding.ts';
import { readConfig } from '../config.ts';

const usage = `usage: npm run flows -- <verb> [--business <folder>] [--policies <folder>]
  check   prints every finding as file:line: what is wrong: how to fix it
  list    prints each business with its version, flows, questions and numbers
`;

interface Asked {
  folder: string;
  business: string | undefined;
}

/** What to print, and whether all is well. */
interface Answer {
  lines: string[];
  good: boolean;
}

const verbs: Record<string, (loaded: Definitions, asked: Asked) => Answer> = { check, list };

function check({ definitions, findings }: Definitions, { folder, business }: Asked): Answer {
  const shared = `${folder}/defaults/`;
  const shown = findings.filter(
    ({ file }) =>
      business === undefined ||
      file.startsWith(`${folder}/${business}/`) ||
      file.startsWith(shared),
  );
  if (shown.length > 0) return { lines: shown.map(printFinding), good: false };
  if (business !== undefined) return { lines: [`${business}, no findings`], good: true };
  const number = definitions.length;
  return {
    lines: [`${number} ${number === 1 ? 'business' : 'businesses'}, no findings`],
    good: true,
  };
}

function list({ definitions, findings }: Definitions, { business }: Asked): Answer {
  const lines = definitions
    .filter(({ business: { id } }) => business === undefined || id === business)
    .flatMap(({ business: { id, name, numbers }, version, flows, questions }) => [
      `${id}  ${version}  ${name}`,
      `  flows      ${Object.keys(flows).join(', ')}`,
      `  questions  ${questions.length}`,
      `  numbers    ${numbers
        .map((entry) => ('number' in entry ? entry.number : `${entry.starting}…`))
        .join(', ')}`,
    ]);
  if (findings.length === 0) return { lines, good: true };
  const broken = 'some files have findings: see npm run flows -- check';
  return { lines: [...lines, broken], good: false };
}

/** The folders that hold a business, whether or not it is in order. */
function businessesOf({ definitions, findings }: Definitions, folder: string): string[] {
  const broken = findings
    .filter(({ file }) => file.startsWith(`${folder}/`))
    .map(({ file }) => file.slice(folder.length + 1).split('/')[0] ?? '')
    .filter((id) => id !== 'defaults');
  return [...new Set([...definitions.map(({ business }) => business.id), ...broken])];
}

function run(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      business: { type: 'string' },
      policies: { type: 'string' },
    },
  });
  const verb = verbs[positionals[0] ?? ''];
  if (!verb || positionals.length > 1) {
    process.stderr.write(usage);
    return 2;
  }
  // Findings name files as seen from here, so that an editor can open them.
  const folder = relative(process.cwd(), values.policies ?? readConfig().policiesFolder) || '.';
  const loaded = loadDefinitions(folder);
  const known = businessesOf(loaded, folder);
  if (values.business !== undefined && !known.includes(values.business)) {
    const fix = useKnown(values.business, known, 'name a folder below it');
    process.stderr.write(`there is no business "${values.business}" in ${folder}: ${fix}\n`);
    return 2;
  }
  const { lines, good } = verb(loaded, { folder, business: values.business });
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return good ? 0 : 1;
}

try {
  process.exitCode = run();
} catch (error) {
  // A wrong option or a folder that is not there: the message names it.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
