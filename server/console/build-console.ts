/** Builds the console once per state of its sources, and says where the built files are. */
import { fileURLToPath } from 'node:url';
import { buildPageOf } from '../build-page.ts';

export function buildConsole(dataFolder: string): Promise<string> {
  return buildPageOf(
    {
      name: 'console',
      base: '/console/',
      sourceFolder: fileURLToPath(new URL('./page', import.meta.url)),
      shared: [
        // The look of all pages, and the drawing of charts.
        'server/call/page',
        'machines/policy/weekdays.ts',
        'package-lock.json',
      ],
    },
    dataFolder,
  );
}
