/** The page of a run as QA reads it, from a report folder without any network. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunDocument } from '../../server/scenarios/run-document.ts';
import { writeReport } from '../../server/scenarios/write-report.ts';
import { type OpenedPage, openBrowser, openPage, type PageOptions } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { practiceRun } from '../support/practice-run.ts';
import { practiceProof, practiceSimulation } from '../support/practice-trials.ts';
import { accessibilityFindings } from './accessibility.ts';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-coverage-'));
let browser: Browser;
let good: RunDocument;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  good = (await practiceRun(database.store, { drawn: true })).document;
  const bad = await practiceRun(database.store, { otherNames: ['AI assistant'], calls: 3 });
  const broken = { ...bad.document, business: 'with-failures', name: 'Broken Line' };
  const [state = ''] = good.states.slice(3);
  const coverage = { ...good.coverage };
  coverage.states = {
    ...(coverage.states ?? { declared: 0, covered: 0, unreachable: [] }),
    missing: [state],
  };
  await writeReport(
    join(folder, 'report'),
    [good, { ...broken, pictures: good.pictures, coverage }],
    [await practiceSimulation(['AI']), practiceProof()],
  );
});
afterEach(async () => {
  await opened?.page.context().close();
  opened = undefined;
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openReport(options: PageOptions = {}): Promise<Page> {
  const file = join(folder, 'report', 'index.html');
  opened = await openPage(browser, pathToFileURL(file).href, options);
  await opened.page.getByRole('heading', { name: 'Coverage' }).waitFor();
  return opened.page;
}

const calls = (page: Page) => page.getByRole('region', { name: 'Calls' });
const chosen = (page: Page) => page.getByRole('complementary', { name: 'What is chosen' });

describe('the chart by coverage', () => {
  it('shows the calls through a state that is clicked, and their talk', async () => {
    const page = await openReport();
    await page.locator('.node[data-state="arriving"] rect').click();
    await chosen(page).getByText(`${good.paths} calls`, { exact: true }).waitFor();
    await chosen(page).getByRole('button', { name: 'line.opened → greeting' }).click();
    await calls(page)
      .getByText(new RegExp(`of ${good.paths}`))
      .waitFor();
    await calls(page).locator('summary').first().click();
    await calls(page)
      .getByText('Hello, this is an AI assistant', { exact: false })
      .first()
      .waitFor();
    await calls(page).getByRole('button', { name: 'show all calls again' }).click();
    await calls(page).getByText(`${good.paths} of ${good.paths}`).waitFor();
    expect(opened?.complaints).toEqual([]);
  });

  it('is gone through by keyboard: a state chosen, a flow opened, the picture made larger', async () => {
    const page = await openReport();
    const message = page.locator('.node[data-state="serving.message"]');
    await message.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'message' }).waitFor();
    await chosen(page).getByText('states inside').waitFor();
    const drawing = page.locator('.frame g').first();
    const before = await drawing.getAttribute('transform');
    await page.locator('.frame .node[tabindex="0"]').first().focus();
    await page.keyboard.press('+');
    await expect.poll(() => drawing.getAttribute('transform')).not.toBe(before);
    await page.keyboard.press('Escape');
    await chosen(page).getByText('Choose a state or an arrow').waitFor();
  });

  it('is moved by dragging, which chooses nothing', async () => {
    const page = await openReport();
    const drawing = page.locator('.frame g').first();
    const before = await drawing.getAttribute('transform');
    await page.locator('.frame').scrollIntoViewIfNeeded();
    const box = await page.locator('.node[data-state="arriving"] rect').boundingBox();
    if (box === null) throw new Error('the first state is not drawn');
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 65, box.y + 45, { steps: 4 });
    await page.mouse.up();
    expect(await drawing.getAttribute('transform')).not.toBe(before);
    await chosen(page).getByText('Choose a state or an arrow').waitFor();
  });

  it('marks what is missing and where a rule broke, and lists what was not covered', async () => {
    const page = await openReport();
    await page.getByRole('button', { name: 'Broken Line' }).click();
    await expect.poll(() => page.locator('.frame .node.missing').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.frame .node.broken').count()).toBeGreaterThan(0);
    const border = (box: SVGElement) => getComputedStyle(box).stroke;
    const broken = page.locator('.frame .node.broken .box').first();
    const whole = page.locator('.frame .node.covered:not(.broken) .box:not(.group)').first();
    expect(await broken.evaluate(border)).not.toBe(await whole.evaluate(border));
    await page.getByText('missing: a call can come there, and none did').waitFor();
  });
});

describe('what else was tried', () => {
  it('is told with its verdict, the call that failed, and what can be tried yet', async () => {
    const page = await openReport();
    await page.getByRole('button', { name: good.name }).click();
    const tried = page.getByRole('region', { name: 'What else was tried' });
    await tried.getByText('1 of 2 failed').waitFor();
    await tried.getByText('survived: guard negated').waitFor();
    await tried.locator('summary', { hasText: 'Every bug, and the level' }).click();
    await tried.getByRole('rowheader', { name: 'nothing says that an AI answers' }).waitFor();
    await tried.getByText('--simulate 1 --business unlisted --seed 1', { exact: false }).waitFor();
    await tried.getByText('npm run scenarios -- --faults single --business unlisted').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

describe('a failing call on the page', () => {
  it('has its talk, the line that runs it again, and is saved as a scenario', async () => {
    const page = await openReport();
    await page.getByRole('button', { name: 'Broken Line' }).click();
    const broken = page.getByRole('region', { name: 'What broke' });
    await broken.getByText('npm run scenarios -- --business unlisted').first().waitFor();
    // A call that others were shortened to as well is shown once.
    const lines = await broken.getByText('npm run scenarios').allTextContents();
    expect(lines).toEqual([...new Set(lines)]);
    await broken.getByText('1 more call comes down to it').first().waitFor({ timeout: 5_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      broken.getByRole('link', { name: 'Save as scenario' }).first().click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.yaml$/);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain('business: unlisted');
    expect(opened?.complaints).toEqual([]);
  });
});

describe('the chart of a run', () => {
  it('counts as many places as the figures above it do', async () => {
    const page = await openReport();
    const { covered, declared } = good.coverage.states ?? {};
    const whole = page.getByRole('button', { name: 'the whole call' });
    expect(await whole.textContent()).toContain(`${covered}/${declared}`);
  });
});

describe('the calls of a run', () => {
  it('are found by words, by how they end, and by what failed', async () => {
    const page = await openReport();
    const [first] = good.calls;
    await page.getByLabel('Find').fill(first?.id ?? '');
    await calls(page).getByText(`1 of ${good.paths}`).waitFor();
    await page.getByLabel('Find').fill('');
    await page.getByLabel('ends').selectOption(first?.outcome ?? '');
    const ending = good.calls.filter(({ outcome }) => outcome === first?.outcome).length;
    await calls(page).getByText(`${ending} of ${good.paths}`).waitFor();
    await page.getByLabel('broke a rule').check();
    await calls(page).getByText('No call fits').waitFor();
  });
});

describe('the page for every eye', () => {
  it.each([
    ['wide and light', {}],
    ['wide and dark', { dark: true }],
    ['narrow', { width: 390, height: 800 }],
  ])('%s, has a name for each control, contrast, and nothing out of sight', async (_name, how) => {
    const page = await openReport(how);
    await page.getByRole('button', { name: 'Broken Line' }).click();
    await page.locator('.frame .node').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const overflow = () => document.documentElement.scrollWidth - innerWidth;
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
  });

  it('and its JUnit file is XML that a browser reads', async () => {
    const page = await openReport();
    const xml = readFileSync(join(folder, 'report', 'junit.xml'), 'utf8');
    const read = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml');
      return {
        wrong: parsed.querySelector('parsererror')?.textContent ?? null,
        suites: parsed.querySelectorAll('testsuites > testsuite').length,
        failures: parsed.querySelectorAll('testcase > failure').length,
      };
    }, xml);
    expect(read).toEqual({ wrong: null, suites: 4, failures: expect.any(Number) });
    expect(read.failures).toBeGreaterThan(1);
  });
});
