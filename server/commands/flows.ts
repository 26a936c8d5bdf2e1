/** `npm run flows`: operations' tool for what the lines say and do, and for which version answers. */
import { userInfo } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type Definitions, loadDefinitions } from '../../services/definitions/definitions.ts';
import { useKnown } from '../../services/definitions/finding.ts';
import { businessFolders, readPolicyFiles } from '../../services/definitions/policy-folder.ts';
import { readConfig } from '../config.ts';
import { endWithTheReader } from './end-with-the-reader.ts';
import { type Answer, type Asked, UsageError } from './flows/asked.ts';
import { check } from './flows/check.ts';
import { diff } from './flows/diff.ts';
import { draw } from './flows/draw.ts';
import { list } from './flows/list.ts';
import { newBusiness } from './flows/new.ts';
import { publish, rollback } from './flows/publish.ts';
import { pull } from './flows/pull.ts';
import { schemas } from './flows/schemas.ts';

const usage = `usage: npm run flows -- <verb> [--business <folder>] [--policies <folder>] [--json]
  check     prints every finding as file:line: what is wrong: how to fix it
              --proofs  what was proved of each business's calls as well
  list      prints each business with its versions, flows, questions and numbers
  diff      prints what callers will notice of the files, beside the version that answers
              --version <version>  --against <version>  two that were kept
              --out <file>  what is new and what is gone, as a picture
  draw      prints the picture of a business's calls
              --format svg|json  a picture, or what statechart editors open
              --out <file>
  publish   new calls take what the files say
              --why "…"  [--who <name>]  [--override "why, although it was refused"]
              --approve  what callers will notice of it is what is wanted
  rollback  new calls take the version before, or the one named
              --why "…"  [--who <name>]  [--version <version>]
  pull      tells which files differ from the version that answers, as after a change in the browser
              --version <version>  --write  makes the files what that version has
  new       writes the files of a business that can be called, to be changed line by line
              --business <folder>  --name "…"  --number "+1…"  [--zone America/Chicago]
  schemas   tells whether the help that editors give is up to date
              --write  makes it so
`;

const verbs: Record<string, (asked: Asked) => Answer | Promise<Answer>> = {
  check: loading(check),
  list: loading(list),
  diff,
  draw: loading(draw),
  publish,
  rollback,
  pull,
  schemas,
  new: newBusiness,
};

function loading(verb: (loaded: Definitions, asked: Asked) => Answer | Promise<Answer>) {
  return (asked: Asked) => verb(loadDefinitions(asked.folder), asked);
}

function readAsked(values: ReturnType<typeof readArguments>['values']): Asked {
  const config = readConfig();
  return {
    // Findings name files as seen from here, so that an editor can open them.
    folder: relative(process.cwd(), values.policies ?? config.policiesFolder) || '.',
    business: values.business,
    why: values.why,
    who: values.who ?? userInfo().username,
    override: values.override,
    approve: values.approve ?? false,
    name: values.name,
    number: values.number,
    zone: values.zone,
    version: values.version,
    against: values.against,
    format: values.format,
    out: values.out,
    write: values.write ?? false,
    proofs: values.proofs ?? false,
    config,
  };
}

function readArguments() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    allowPositionals: true,
    options: {
      business: text,
      policies: text,
      why: text,
      who: text,
      override: text,
      approve: flag,
      name: text,
      number: text,
      zone: text,
      version: text,
      against: text,
      format: text,
      out: text,
      json: flag,
      write: flag,
      proofs: flag,
      help: { type: 'boolean', short: 'h' },
    },
  });
}

async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const verb = verbs[positionals[0] ?? ''];
  if (!verb || positionals.length > 1) throw new UsageError('name one verb');
  const asked = readAsked(values);
  const known = businessFolders(asked.folder, readPolicyFiles(asked.folder));
  if (verb !== newBusiness && asked.business !== undefined && !known.includes(asked.business)) {
    const fix = useKnown(asked.business, known, 'name a folder below it');
    throw new UsageError(`there is no business "${asked.business}" in ${asked.folder}: ${fix}`);
  }
  const { lines, good, document } = await verb(asked);
  const json = values.json === true && document !== undefined;
  const text = json ? JSON.stringify(document, null, 2) : lines.join('\n');
  process.stdout.write(text === '' ? '' : `${text}\n`);
  return good ? 0 : 1;
}

function isMisuse(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
}

endWithTheReader();
try {
  process.exitCode = await run();
} catch (error) {
  // A folder or a database that is not there: the message names it, and the options are no help.
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(isMisuse(error) ? `${text}\n${usage}` : `${text}\n`);
  process.exitCode = 2;
}
