/** Builds a page once per state of its sources, and says where the built files are. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PageRecipe {
  /** Its folder inside the data folder. */
  name: string;
  /** The address that its files are below, with a slash at both ends. */
  base: string;
  /** Where its `index.html` is. */
  sourceFolder: string;
  /** More files to begin from: name → path below the source folder. */
  entries?: Record<string, string>;
  /** What the page shares with the rest of the project; a build that uses more fails. */
  shared: string[];
}

/** What stands in the head of every page; its `index.html` adds a title and styles. */
const headFile = 'server/page-head.html';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Answers with the folder of the built page, `<dataFolder>/<name>/<hash of the sources>`. Building
 * takes a moment the first time; later starts, and images that built before, find it ready.
 */
export async function buildPageOf(recipe: PageRecipe, dataFolder: string): Promise<string> {
  const sources = await listSources(recipe);
  const folder = resolve(dataFolder, recipe.name, await hashOfFiles(sources));
  if (await exists(join(folder, 'index.html'))) return folder;
  // Built aside and moved in whole: two servers that start at once cannot see half a page.
  const aside = `${folder}.building-${randomUUID()}`;
  await mkdir(aside, { recursive: true });
  try {
    await bundle(recipe, aside, sources);
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(join(folder, 'index.html')))) throw error;
  }
  return folder;
}

async function bundle(recipe: PageRecipe, outputFolder: string, sources: string[]): Promise<void> {
  const { sourceFolder, base, entries = {} } = recipe;
  // Loaded only when there is something to build: a prebuilt image starts without it.
  const { build } = await import('vite');
  const head = await readFile(join(projectFolder, headFile), 'utf8');
  const built = await build({
    root: sourceFolder,
    base,
    configFile: false,
    envFile: false,
    logLevel: 'error',
    mode: 'production',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [
      {
        name: 'head-of-every-page',
        transformIndexHtml: (page: string) => page.replace('<head>', () => `<head>\n${head}`),
      },
    ],
    build: {
      outDir: outputFolder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: {
          page: join(sourceFolder, 'index.html'),
          ...Object.fromEntries(
            Object.entries(entries).map(([name, path]) => [name, join(sourceFolder, path)]),
          ),
        },
        output: {
          // A page loads its further entries by name: into the audio thread, for one.
          entryFileNames: (chunk) =>
            chunk.name in entries ? `assets/${chunk.name}.js` : 'assets/[name]-[hash].js',
        },
      },
    },
  });
  for (const { output } of [built].flat().filter((result) => 'output' in result)) {
    for (const chunk of output) if (chunk.type === 'chunk') assertListed(chunk.moduleIds, sources);
  }
}

/** A source outside the list would not change the hash, and an old page would be served for new. */
export function assertListed(moduleIds: string[], sources: string[]): void {
  for (const id of moduleIds) {
    const path = relative(projectFolder, id.replace(/\?.*$/, ''));
    const ours = !path.includes('node_modules') && !path.startsWith('..') && !id.startsWith('\0');
    if (ours && !sources.includes(path)) {
      throw new Error(`the page uses ${path}, which is not among its listed sources`);
    }
  }
}

export type PageSources = Pick<PageRecipe, 'sourceFolder' | 'shared'>;

export async function listSources({ sourceFolder, shared }: PageSources): Promise<string[]> {
  const roots = [relative(projectFolder, sourceFolder), headFile, ...shared];
  const listed = await Promise.all(roots.map(listFiles));
  return listed.flat().sort();
}

async function listFiles(path: string): Promise<string[]> {
  const absolute = join(projectFolder, path);
  if (/\.\w+$/.test(path)) return (await exists(absolute)) ? [path] : [];
  if (!(await exists(absolute))) return [];
  const entries = await readdir(absolute, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)));
}

export async function hashOfFiles(paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(`${path}\n`).update(await readFile(join(projectFolder, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
