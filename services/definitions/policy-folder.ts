/** The files of the policies folder, sorted into the defaults and one group per business. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ServiceError } from '../errors.ts';
import { type Finding, useKnown } from './finding.ts';
import type { PolicyFile } from './yaml-file.ts';

/** The files of one folder, by their name inside it (`business.yaml`, `flows/hold.yaml`). */
export interface FolderFiles {
  id: string;
  files: Map<string, PolicyFile>;
  findings: Finding[];
}

export const defaultsFolder = 'defaults';

const filesRead = [
  'business.yaml',
  'questions.yaml',
  'words.yaml',
  'rules.yaml',
  'timing.yaml',
  'repair.yaml',
  'understanding.yaml',
];
const filesOfDefaults = filesRead.filter((name) => name !== 'business.yaml');
const folderName = /^[a-z][a-z0-9-]*$/;
const flowFile = /^flows\/[a-z][a-z0-9-]*\.yaml$/;

/** Reads every YAML file below a folder. The folder's own path stays in front of each name. */
export function readPolicyFiles(folder: string): PolicyFile[] {
  return entriesBelow(folder)
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

function entriesBelow(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `the policies folder ${folder} cannot be read (${reason}); set POLICIES_DIR`;
    throw new ServiceError('definition-broken', message, { cause });
  }
}

/** Groups the files below `folder` by their first folder. A file nobody would read is a finding. */
export function sortFiles(
  folder: string,
  files: PolicyFile[],
): { folders: FolderFiles[]; findings: Finding[] } {
  const folders = new Map<string, FolderFiles>();
  const findings: Finding[] = [];
  for (const file of files) {
    const [id = '', ...rest] = relative(folder, file.path).split(sep);
    const name = rest.join('/');
    if (name === '') {
      findings.push(unread(file, 'the file is in no business', 'move it into a folder'));
      continue;
    }
    if (!folderName.test(id)) {
      const what = `the folder "${id}" has no proper name`;
      findings.push(unread(file, what, 'use lower-case letters, digits and dashes'));
      continue;
    }
    const group: FolderFiles = folders.get(id) ?? { id, files: new Map(), findings: [] };
    folders.set(id, group);
    const known = id === defaultsFolder ? filesOfDefaults : filesRead;
    if (known.includes(name) || flowFile.test(name)) group.files.set(name, file);
    else {
      const what = `nobody reads a file named "${name}"`;
      group.findings.push(unread(file, what, useKnown(name, known, 'rename or remove it')));
    }
  }
  return { folders: [...folders.values()], findings };
}

/** The folders that hold a business, whether or not it is in order. */
export function businessFolders(folder: string, files: PolicyFile[]): string[] {
  const ids = sortFiles(folder, files).folders.map(({ id }) => id);
  return ids.filter((id) => id !== defaultsFolder);
}

/** What a business is made of: its own files and the defaults, by their path below the folder. */
export function filesOfBusiness(
  folder: string,
  files: PolicyFile[],
  business: string,
): Record<string, string> {
  const below = files.map(({ path, text }) => ({
    name: relative(folder, path).split(sep).join('/'),
    text,
  }));
  const own = below.filter(
    ({ name }) => name.startsWith(`${business}/`) || name.startsWith(`${defaultsFolder}/`),
  );
  return Object.fromEntries(own.map(({ name, text }) => [name, text]));
}

function unread(file: PolicyFile, what: string, fix: string): Finding {
  return { file: file.path, line: 1, what, fix };
}
