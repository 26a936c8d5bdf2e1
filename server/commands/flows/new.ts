/** `flows -- new`: a folder for a business that can be called as soon as it is published. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, type Asked, UsageError } from './asked.ts';
import { filesOfNewBusiness } from './business-template.ts';

const folderName = /^[a-z][a-z0-9-]*$/;
const phoneNumber = /^\+[1-9]\d{6,14}$/;

export function newBusiness(asked: Asked): Answer {
  const { folder, business, name, number } = asked;
  if (business === undefined || !folderName.test(business)) {
    throw new UsageError(
      'name its folder in lower-case letters, digits and dashes: --business corner-barber',
    );
  }
  if (name === undefined) throw new UsageError('say what it is called: --name "Corner Barber"');
  if (number === undefined || !phoneNumber.test(number)) {
    throw new UsageError('say its number with the country, digits only: --number "+16145550170"');
  }
  const home = join(folder, business);
  if (existsSync(home)) {
    return {
      lines: [`${home} is there already: choose another name, or edit its files`],
      good: false,
    };
  }
  const timeZone = asked.zone ?? 'America/New_York';
  mkdirSync(home, { recursive: true });
  const files = Object.entries(filesOfNewBusiness({ name, number, timeZone }));
  for (const [file, text] of files) writeFileSync(join(home, file), text);
  const only = `--business ${business}`;
  return {
    lines: [
      ...files.map(([file]) => `${join(home, file)}: written`),
      'now change its lines to what is true, and then',
      `  npm run flows -- check ${only}`,
      `  npm run flows -- publish ${only} --why "we open"`,
      `  npm run call -- --to ${number}`,
    ],
    good: true,
    document: { business, files: files.map(([file]) => join(home, file)) },
  };
}
