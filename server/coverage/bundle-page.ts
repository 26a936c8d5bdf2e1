/** The page's program and its styles as two texts, to be put into one document. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
];
const sourceFolder = fileURLToPath(new URL('./page', import.meta.url));

let bundled: Promise<PageBundle> | undefined;

/** Built once for each process: it takes about a second. */
export function bundlePage(): Promise<PageBundle> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<PageBundle> {
  // Loaded only when there is a page to build.
  const { build } = await import('vite');
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
  const script = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  return { script: script.join('\n'), style: pageStyle() };
}

export function pageStyle(): string {
  return styles.map((name) => readFileSync(`${sourceFolder}/${name}`, 'utf8')).join('\n');
}
