/** The page's program and its styles as two texts, to be put into one document. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertListed, hashOfFiles, listSources } from '../build-page.ts';

export interface PageBundle {
  script: string;
  style: string;
}

const styles = [
  '../../call/page/colours.css',
  '../../console/page/top.css',
  'coverage.css',
  'chart.css',
  'trials.css',
  'run-bar.css',
];
const sourceFolder = fileURLToPath(new URL('./page', import.meta.url));
/** Everything that the page is made of, besides its own folder. */
const shared = [
  'server/call/page/colours.css',
  ...['ask-server.ts', 'pages.ts', 'top-bar.tsx', 'top.css', 'when.ts', 'who.tsx'].map(
    (name) => `server/console/page/${name}`,
  ),
  'server/coverage/coverage-page.ts',
  'server/running/run-work.ts',
  'server/scenarios/heads-of.ts',
  'server/scenarios/progress-words.ts',
  'server/scenarios/purpose-words.ts',
  'server/scenarios/trials/trial-kinds.ts',
  'package-lock.json',
];

let bundled: Promise<PageBundle> | undefined;

/** Built once for each process: it takes about a second. */
export function bundlePage(): Promise<PageBundle> {
  bundled ??= bundle();
  return bundled;
}

/** Another one whenever anything that the page is made of is, also while a server is running. */
export async function programHash(): Promise<string> {
  return hashOfFiles(await listSources({ sourceFolder, shared }));
}

async function bundle(): Promise<PageBundle> {
  // Loaded only when there is a page to build.
  const { build } = await import('vite');
  const sources = await listSources({ sourceFolder, shared });
  const built = await build({
    root: sourceFolder,
    configFile: false,
    envFile: false,
    logLevel: 'error',
    mode: 'production',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: `${sourceFolder}/main.tsx` },
    },
  });
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const chunks = files.filter((file) => file.type === 'chunk');
  for (const { moduleIds } of chunks) assertListed(moduleIds, sources);
  return { script: chunks.map(({ code }) => code).join('\n'), style: pageStyle() };
}

function pageStyle(): string {
  return styles.map((name) => readFileSync(`${sourceFolder}/${name}`, 'utf8')).join('\n');
}
