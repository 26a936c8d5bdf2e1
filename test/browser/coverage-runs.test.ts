/** The Coverage page of the console, where QA runs what answers callers, watches it and stops it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { keptRuns } from '../../server/scenarios/kept-runs.ts';
import type { RunDocument } from '../../server/scenarios/run-document.ts';
import { type Desk, openDesk } from '../server/api/open-desk.ts';
import { type OpenedPage, openBrowser, openPage, type PageOptions } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { accessibilityFindings } from './accessibility.ts';

/** A run that nothing came of: what stands above it is looked at. */
const run: RunDocument = {
  ...{ format: 1, business: 'unlisted', name: 'the Frontdesk line', version: '', seed: 1 },
  ...{ cover: 'states', at: '2026-11-20T20:00:00.000Z', seconds: 1, turns: 0, good: true },
  ...{ coverage: {}, armed: {}, misreadings: [], chartFaults: [], paths: 0, failures: [] },
  ...{ items: [], calls: [], states: [], edges: [], pictures: [] },
};

const database = useDatabase();
let browser: Browser;
let desk: Desk;
let address: string;
const opened: OpenedPage[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([openBrowser(), openDesk(database.store)]);
  address = await desk.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  for (const { page, complaints } of opened.splice(0)) {
    await page.context().close();
    expect(complaints).toEqual([]);
  }
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

async function visit(options: PageOptions = {}): Promise<Page> {
  const visited = await openPage(browser, `${address}/coverage?business=unlisted`, options);
  opened.push(visited);
  await runs(visited.page)
    .getByText(/answers callers|answered by/)
    .waitFor();
  return visited.page;
}

const runs = (page: Page) => page.getByRole('region', { name: 'Runs' });
const runButton = (page: Page) => runs(page).getByRole('button', { name: /^Run/ });
const overflow = () => document.documentElement.scrollWidth - innerWidth;

it('says what answers callers and was not run yet, for every eye', async () => {
  const page = await visit();
  const { version = '' } = desk.lines.byBusiness('unlisted')?.definition ?? {};
  await runs(page).getByText(`Version ${version} answers callers: its generated calls`).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  const narrow = await visit({ width: 390, height: 800, dark: true });
  expect(await accessibilityFindings(narrow)).toEqual([]);
  await runs(narrow).getByText('The last runs of every business').click();
  expect(await narrow.evaluate(overflow)).toBeLessThanOrEqual(0);
});

it('runs what is chosen, by keyboard, and shows it when it is over', async () => {
  const page = await visit();
  await page.getByLabel('What is run').selectOption('simulation');
  await page.getByLabel('How many calls').fill('60');
  await page.keyboard.press('Enter');
  await page.getByText('60 calls of callers made of chance').waitFor();
  await page.getByRole('button', { name: 'the Frontdesk line', pressed: true }).waitFor();
  await runs(page).getByText('The last runs of every business').click();
  await runs(page).getByRole('cell', { name: 'all is well' }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

it('shows a run to whoever looks, over a reload too, and anybody stops it', async () => {
  const ann = await visit();
  await ann.getByPlaceholder('your name').fill('Ann');
  await ann.getByLabel('What is run').selectOption('simulation');
  await ann.getByLabel('How many calls').fill('100000');
  await runButton(ann).click();
  await ann.getByText('You began it').waitFor();
  await ann.getByText(/100000 calls, \d+ a second, .* left/).waitFor();
  expect(await accessibilityFindings(ann)).toEqual([]);
  await ann.reload();
  await ann.getByText('You began it').waitFor();
  const bob = await visitWhileRunning();
  await bob.getByText('Ann began it').waitFor();
  await runs(bob).getByRole('button', { name: 'Stop' }).click();
  for (const page of [ann, bob]) {
    await page.getByText('the Frontdesk line was stopped').waitFor();
    await runs(page).getByText('Nothing of it is kept.').waitFor();
    await runButton(page).waitFor();
  }
});

async function visitWhileRunning(): Promise<Page> {
  const visited = await openPage(browser, `${address}/coverage?business=unlisted`);
  opened.push(visited);
  return visited.page;
}

it('says that a run is of another version, and offers one that was kept meanwhile', async () => {
  const { version = '' } = desk.lines.byBusiness('unlisted')?.definition ?? {};
  const { keep } = keptRuns(desk.dataFolder);
  await keep([{ ...run, version: '0123abcd' }]);
  const page = await visit();
  await runs(page).getByText('on version 0123abcd. Callers are answered by another').waitFor();
  await runButton(page).getByText('Run again').waitFor();
  await keep([{ ...run, version, at: '2026-11-20T21:00:00.000Z' }]);
  await page.dispatchEvent('body', 'visibilitychange', { bubbles: true });
  await runs(page).getByRole('button', { name: 'Show it' }).click();
  await runs(page).getByText('which answers callers now').waitFor();
});

it('says when the server is away, and goes on when it is there again', async () => {
  const page = await visit();
  await page.route('**/api/v1/runs', (route) => route.abort());
  await runs(page).getByRole('button', { name: 'Run' }).first().click();
  await runs(page).getByText('It was not begun: The server does not answer.').waitFor();
  await page.unroute('**/api/v1/runs');
  await runs(page).getByText('What is below was run before').waitFor({ state: 'hidden' });
  // The browser says of each request that it was not answered.
  opened[0]?.complaints.splice(0);
});
