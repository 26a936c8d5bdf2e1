/** Puts a draft where the written scenarios are; never over one that is there. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Saved = { file: string; id: string } | { wrong: string };

const named = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** `name` is the folder and the sentence: `corrections/the-day-at-the-read-back`. */
export function saveScenario(folder: string, name: string, text: string): Saved {
  const id = name.replace(/\.ya?ml$/, '');
  if (!named.test(id)) {
    return { wrong: `"${name}": name it <folder>/<what-happens>, in small letters and dashes` };
  }
  const file = join(folder, `${id}.yaml`);
  if (existsSync(file)) return { wrong: `${file} is there already: choose another name` };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { file, id };
}
