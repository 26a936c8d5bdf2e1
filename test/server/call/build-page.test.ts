/** Building the page: once per state of its sources, whole or not at all, and small. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../../server/call/build-page.ts';

/** What a caller's browser may be asked to load, compressed. */
const pageBytesMax = 40_000;

let dataFolder: string;
let pageFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'frontdesk-page-'));
  pageFolder = await buildPage(dataFolder);
});
afterAll(() => rm(dataFolder, { recursive: true }));

describe('building the call page', () => {
  it('builds it into the data folder, and only what is complete', async () => {
    expect(dirname(pageFolder)).toBe(join(dataFolder, 'page'));
    expect(await readdir(join(dataFolder, 'page'))).toHaveLength(1);
    const page = await readFile(join(pageFolder, 'index.html'), 'utf8');
    const wanted = [...page.matchAll(/(?:src|href)="\/call\/(assets\/[^"]+)"/g)];
    expect(wanted.length).toBeGreaterThan(1);
    for (const [, path = ''] of wanted) await stat(join(pageFolder, path));
    await stat(join(pageFolder, 'assets/microphone.js'));
  });

  it('finds it ready the next time', async () => {
    const before = await stat(join(pageFolder, 'index.html'));
    expect(await buildPage(dataFolder)).toBe(pageFolder);
    expect((await stat(join(pageFolder, 'index.html'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('gives two servers that start at once the same page', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'frontdesk-page-'));
    const [one, other] = await Promise.all([buildPage(fresh), buildPage(fresh)]);
    expect(one).toBe(other);
    expect(await readdir(join(fresh, 'page'))).toHaveLength(1);
    await rm(fresh, { recursive: true });
  });

  it('is light enough for a telephone', async () => {
    const names = await readdir(join(pageFolder, 'assets'));
    const sizes = names.map(async (name) => {
      return gzipSync(await readFile(join(pageFolder, 'assets', name))).length;
    });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(pageBytesMax);
  });
});
