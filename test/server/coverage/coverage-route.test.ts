import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { registerCoverage } from '../../../server/coverage/coverage-route.ts';
import { keptPageFile, keptRuns } from '../../../server/scenarios/kept-runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-coverage-route-'));
const pageFile = keptPageFile(folder);
const app = fastify();
let made = 0;

registerCoverage(app, {
  pageFile,
  makePage() {
    made += 1;
    return keptRuns(folder).keepPage();
  },
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const visit = () => app.inject({ url: '/coverage' });

it('makes the page when there is none, once for all who ask, and sends it as it is from then on', async () => {
  const [one, other] = await Promise.all([visit(), visit()]);
  expect(made).toBe(1);
  expect(one.body).toBe(other.body);
  expect(one.headers['content-security-policy']).toBe("frame-ancestors 'none'");
  const [policy = ''] = /content-security-policy" content="[^"]*/.exec(one.body) ?? [];
  expect(policy).toContain("default-src 'none'; connect-src 'self'; script-src 'sha256-");
  expect((await visit()).body).toBe(one.body);
  expect(made).toBe(1);
});

it('makes it anew when another version of the program made it', async () => {
  const page = readFileSync(pageFile, 'utf8');
  const other = page.replace(/(frontdesk-program" content=")\w+/, '$1other');
  writeFileSync(pageFile, other);
  expect((await visit()).body).toBe(page);
});

it('says no when it cannot be made, and tries again the next time', async () => {
  const broken = fastify();
  let tries = 0;
  registerCoverage(broken, {
    pageFile: join(folder, 'nowhere.html'),
    async makePage() {
      tries += 1;
      throw new Error('the disk is full');
    },
  });
  for (const nth of [1, 2]) {
    const { statusCode, body } = await broken.inject({ url: '/coverage' });
    expect([statusCode, body]).toEqual([500, expect.stringContaining('cannot be made now')]);
    expect(tries).toBe(nth);
  }
  await broken.close();
});
