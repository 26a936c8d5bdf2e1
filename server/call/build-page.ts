/** Builds the call page once per state of its sources, and says where the built files are. */
import { fileURLToPath } from 'node:url';
import { buildPageOf } from '../build-page.ts';

export function buildPage(dataFolder: string): Promise<string> {
  return buildPageOf(
    {
      name: 'page',
      base: '/call/',
      sourceFolder: fileURLToPath(new URL('./page', import.meta.url)),
      entries: { microphone: 'microphone-worklet.ts' },
      shared: ['server/handset', 'services/media/mulaw.ts', 'package-lock.json'],
    },
    dataFolder,
  );
}
