/** `flows -- schemas`: whether the committed JSON Schemas are what the code reads, and each file names its own. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  jsonSchemas,
  schemaLine,
  schemasFolder,
} from '../../../services/definitions/json-schemas.ts';
import { readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import type { Answer, Asked } from './asked.ts';

const fix = 'run npm run flows -- schemas --write';

export function schemas({ folder, write }: Asked): Answer {
  const stale = [
    ...staleSchemas(folder),
    ...readPolicyFiles(folder).flatMap(({ path, text }) => unnamed(folder, path, text)),
  ];
  if (write) mkdirSync(join(folder, schemasFolder), { recursive: true });
  if (write) for (const { file, text } of stale) writeFileSync(file, text);
  const document = { stale: stale.map(({ file, what }) => ({ file, what })), written: write };
  if (stale.length === 0) return { lines: ['the schemas are up to date'], good: true, document };
  const lines = stale.map(({ file, what }) =>
    write ? `${file}: written` : `${file}:1: ${what}: ${fix}`,
  );
  return { lines, good: write, document };
}

interface Stale {
  file: string;
  what: string;
  text: string;
}

function staleSchemas(folder: string): Stale[] {
  const home = join(folder, schemasFolder);
  return Object.entries(jsonSchemas()).flatMap(([name, text]) => {
    const file = join(home, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
    return [{ file, what: 'the schema is not what the line reads', text }];
  });
}

function unnamed(folder: string, path: string, text: string): Stale[] {
  const [, ...inside] = relative(folder, path).split('/');
  const line = schemaLine(inside.join('/'));
  if (inside.length === 0 || text.startsWith(`${line}\n`)) return [];
  const rest = text.replace(/^# yaml-language-server:.*\n/, '');
  return [{ file: path, what: 'the file does not name its schema', text: `${line}\n${rest}` }];
}
