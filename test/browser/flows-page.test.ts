/** The Flows page in a real browser, on the whole server: an operator's change from form to callers. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type Frontdesk, startFrontdesk } from '../../server/frontdesk.ts';
import { practiceFiles } from '../services/definitions/practice-policies.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { accessibilityFindings } from './accessibility.ts';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'flows-page-'));
let browser: Browser;
let frontdesk: Frontdesk;
let api: string;

beforeAll(async () => {
  for (const [name, text] of Object.entries(practiceFiles)) {
    const file = join(folder, 'policies', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const config = readConfig({
    DATA_DIR: join(folder, 'data'),
    POLICIES_DIR: join(folder, 'policies'),
    DATABASE_URL: database.url,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  mkdirSync(config.dataFolder, { recursive: true });
  const options = { secret: () => randomBytes(16).toString('hex'), say: () => undefined };
  [browser, frontdesk] = await Promise.all([openBrowser(), startFrontdesk(config, options)]);
  api = `${frontdesk.url}/api/v1/businesses/barber`;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await frontdesk.close(0);
  rmSync(folder, { recursive: true });
});

async function visit(who: string, options: { width?: number; dark?: boolean } = {}) {
  const opened = await openPage(browser, `${frontdesk.url}/flows?business=barber`, options);
  const { page } = opened;
  await page.getByLabel('Monday, opens', { exact: true }).waitFor();
  await page.getByPlaceholder('your name').fill(who);
  await page.keyboard.press('Tab');
  return opened;
}

const saved = (page: Page) => page.getByText('All changes are saved').waitFor();
const go = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function openFile(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'What to change' }).getByText(name).click();
  await page.getByRole('textbox', { name: `barber/${name}, a YAML file` }).waitFor();
}

/** Types over one line of the open file, from where its indentation ends. */
async function rewriteLine(page: Page, line: string, text: string): Promise<void> {
  await page.locator('.cm-line', { hasText: line }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText(text);
}

/** What a caller is told who asks on the call page, with the draft or without. */
async function askedOnThePhone(page: Page, question: string): Promise<string> {
  await page.getByRole('radio', { name: 'keyboard' }).check();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await page.getByRole('status').getByText('The call is on').waitFor();
  await page.getByLabel('Say by typing').fill(question);
  await page.keyboard.press('Enter');
  const answer = page.getByRole('log', { name: 'Transcript' }).getByText(/We are open/);
  await answer.waitFor();
  const text = (await answer.textContent()) ?? '';
  await page.getByRole('button', { name: 'Hang up' }).click();
  return text;
}

describe('an operator at the Flows page', () => {
  it('changes the hours by form, tries the draft, publishes, and the next caller hears it', async () => {
    const { page, complaints } = await visit('Ann');
    await page.getByText('No findings').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);

    await page.getByLabel('Tuesday, closes', { exact: true }).fill('19:00');
    await page.keyboard.press('Tab');
    await saved(page);
    await page.getByText('No findings').waitFor();
    await go(page, 'See what changes');
    await page
      .getByText(/tuesday.*19:00/i)
      .first()
      .waitFor();

    const [tried] = await Promise.all([
      page.context().waitForEvent('page'),
      go(page, 'Try this draft'),
    ]);
    await tried.getByText('A draft is tried').waitFor();
    expect(await askedOnThePhone(tried, 'when are you open')).toContain('Tuesday 9 to 7');
    await tried.close();
    const before = await openPage(browser, `${frontdesk.url}/call`);
    expect(await askedOnThePhone(before.page, 'when are you open')).toContain('Tuesday 9 to 5');

    await go(page, 'Publish…');
    await page.getByLabel('Why?').fill('open late on Tuesdays');
    await go(page, 'Publish');
    await page.getByRole('heading', { name: 'Callers will notice this' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await go(page, 'Yes, publish it');
    await page.getByText(/^Published: new calls take version/).waitFor();
    expect(await askedOnThePhone(before.page, 'when are you open')).toContain('Tuesday 9 to 7');

    await page.getByRole('navigation', { name: 'What to change' }).getByText('Versions').click();
    await page.getByText('open late on Tuesdays').waitFor();
    expect(complaints).toEqual([]);
    await before.page.context().close();
    await page.context().close();
  }, 90_000);

  it('sees a finding at its line while typing, and sees it go when it is mended', async () => {
    const { page } = await visit('Ann', { dark: true });
    await openFile(page, 'business.yaml');
    await rewriteLine(page, 'minutes: 30', 'minutes: half an hour');
    const finding = page.getByRole('button', { name: /business\.yaml:\d+/ });
    await finding.waitFor();
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(1);
    expect(await accessibilityFindings(page)).toEqual([]);
    await finding.click();
    await rewriteLine(page, 'half an hour', 'minutes: 35');
    await page.getByText('No findings').waitFor();
    await page.getByText('Services', { exact: true }).click();
    await page.getByText('Haircut').first().click();
    expect(await page.getByLabel('Minutes', { exact: true }).inputValue()).toBe('35');
    await page.context().close();
  }, 60_000);

  it('is told when somebody else changes the same file, and neither loses a word', async () => {
    const [ann, bob] = await Promise.all([visit('Ann'), visit('Bob')]);
    await openFile(ann.page, 'questions.yaml');
    await openFile(bob.page, 'questions.yaml');
    await rewriteLine(ann.page, 'when are you open', 'wordings: [when are you open, your hours]');
    await saved(ann.page);
    await rewriteLine(bob.page, 'how much is it', 'wordings: [how much is it, the price]');
    await bob.page.getByText('Ann saved this file while you were changing it').waitFor();
    await go(bob.page, 'Keep both');
    await saved(bob.page);
    const kept = bob.page.locator('.cm-content');
    await expect.poll(() => kept.textContent()).toContain('your hours');
    expect(await kept.textContent()).toContain('the price');
    await ann.page.getByText('Bob just changed questions.yaml').waitFor();
    await Promise.all([ann.page.context().close(), bob.page.context().close()]);
  }, 60_000);

  it('keeps what stands in a field that was not left yet, whatever others save meanwhile', async () => {
    const [ann, bob] = await Promise.all([visit('Ann'), visit('Bob')]);
    const asks = ann.page.getByRole('navigation', { name: 'What to change' });
    await asks.getByText('Questions', { exact: true }).click();
    await ann.page.locator('.item summary').first().click();
    const answer = ann.page.getByLabel('What is answered', { exact: true }).first();
    await answer.fill('We are open, and');
    await bob.page.getByLabel('Tuesday, closes', { exact: true }).fill('18:30');
    await bob.page.keyboard.press('Tab');
    await ann.page.getByText('Bob just changed business.yaml').waitFor();
    expect(await answer.inputValue()).toBe('We are open, and');
    await Promise.all([ann.page.context().close(), bob.page.context().close()]);
  }, 60_000);

  it('names a new question, person and service before they stand in the file', async () => {
    const { page } = await visit('Ann');
    const list = page.getByRole('navigation', { name: 'What to change' });
    await list.getByText('Questions', { exact: true }).click();
    await page.getByPlaceholder('can I bring my dog').fill('do you cut beards');
    await go(page, 'Add a question');
    await page.getByRole('button', { name: /questions\.yaml:\d+/ }).waitFor();
    await page.getByLabel('What is answered', { exact: true }).last().fill('Beards as well.');
    await page.keyboard.press('Tab');
    await list.getByText('People', { exact: true }).click();
    await page.getByPlaceholder('Dr. Grace Kim').fill('Kim');
    await go(page, 'Add a person');
    await page.getByRole('button', { name: 'Remove Kim' }).waitFor();
    await page.getByText('No findings').waitFor();
    await openFile(page, 'questions.yaml');
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.getByText('- id: do-you-cut-beards').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('chooses when two people changed the same line, and is told when a draft is gone', async () => {
    const [ann, bob] = await Promise.all([visit('Ann'), visit('Bob')]);
    ann.page.on('dialog', (dialog) => void dialog.accept());
    await openFile(ann.page, 'questions.yaml');
    await openFile(bob.page, 'questions.yaml');
    await rewriteLine(ann.page, 'when are you open', 'wordings: [when are you open, open when]');
    await saved(ann.page);
    await rewriteLine(
      bob.page,
      'when are you open',
      'wordings: [when are you open, opening times]',
    );
    const card = bob.page.getByRole('alert').filter({ hasText: 'Ann saved this file' });
    await card.getByText('open when').waitFor();
    await card.getByText('opening times').waitFor();
    await card.getByText('only one of them can stay').waitFor();
    expect(await accessibilityFindings(bob.page)).toEqual([]);
    await go(bob.page, 'Take Ann’s');
    await saved(bob.page);
    const kept = bob.page.locator('.cm-content');
    await expect.poll(() => kept.textContent()).toContain('open when');
    await go(ann.page, 'Discard');
    await bob.page.getByText('The draft was discarded').waitFor();
    await Promise.all([ann.page.context().close(), bob.page.context().close()]);
  }, 60_000);

  it('overruns nobody who published since the draft began', async () => {
    const { page } = await visit('Ann');
    await page.getByLabel('Tuesday, closes', { exact: true }).fill('20:00');
    await page.keyboard.press('Tab');
    await saved(page);
    await go(page, 'Publish…');
    await page.getByLabel('Why?').fill('open later on Tuesdays');
    // Her page has not looked again by the time she presses the button.
    const seen = await (await fetch(`${api}/draft`)).json();
    const isLook = (url: URL) => url.pathname.endsWith('/businesses/barber/draft');
    await page.route(isLook, (route) => route.fulfill({ json: seen }));
    const { versions } = (await (await fetch(`${api}/versions`)).json()) as {
      versions: { version: string; status: string }[];
    };
    const before = versions.find(({ status }) => status === 'replaced')?.version;
    const answer = await fetch(`${api}/versions/${before}/rollback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ who: 'Bob', why: 'that was too bold' }),
    });
    expect(answer.status).toBe(200);
    await go(page, 'Publish');
    await page.getByRole('heading', { name: 'Callers will notice this' }).waitFor();
    await go(page, 'Yes, publish it');
    await page.getByText('Somebody published another version meanwhile').waitFor();
    await page.unroute(isLook);
    await go(page, 'Not now');
    await page.getByText('Bob published version').waitFor();
    await page.getByText('somebody published meanwhile; compare before you publish').waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await go(page, 'Discard');
    await page.getByText('Nothing is changed').waitFor();
    await page.context().close();
  }, 90_000);

  it('is refused with the shortest call that fails, and answers for it by name', async () => {
    const { page } = await visit('Ann');
    await openFile(page, 'flows/visit.yaml');
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await rewriteLine(page, 'confirm: read-back', 'say: read-back');
    await rewriteLine(page, 'yes: write', 'then: write');
    await rewriteLine(page, 'no: bye', '# nobody is asked');
    await saved(page);
    await go(page, 'Publish…');
    await page.getByLabel('Why?').fill('no more reading back');
    await go(page, 'Publish');
    const refused = page.getByRole('alert').filter({ hasText: 'The gate refuses' });
    await refused.getByText("without the caller's yes").waitFor();
    await refused
      .getByText(/→ serving\.visit/)
      .first()
      .waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const all = page.getByRole('button', { name: 'Publish all the same' });
    expect(await all.isDisabled()).toBe(true);
    await page.getByLabel(/To answer for it yourself/).fill('we ring everybody back this week');
    await all.click();
    await page.getByText(/^Published: new calls take version/).waitFor();
    await page.getByRole('navigation', { name: 'What to change' }).getByText('Versions').click();
    await page.getByText('although it was refused: we ring everybody back this week').waitFor();
    await page.context().close();
  }, 90_000);

  it('takes a file out of the draft, and then all of it back', async () => {
    const { page } = await visit('Ann');
    page.on('dialog', (dialog) => void dialog.accept());
    await openFile(page, 'questions.yaml');
    await go(page, 'Remove the file');
    const files = page.getByRole('navigation', { name: 'What to change' });
    await files.getByText('questions.yaml').waitFor({ state: 'detached' });
    await go(page, 'Discard');
    await page.getByText('Nothing is changed').waitFor();
    await files.getByText('questions.yaml').waitFor();
    await page.context().close();
  }, 60_000);

  it('fits a telephone held upright, and is read by everybody', async () => {
    const { page } = await visit('Ann', { width: 390 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe('the console at its door', () => {
  it('shows each business with its day, and leads to its calls and to what it says', async () => {
    const { page, complaints } = await openPage(browser, `${frontdesk.url}/`);
    await page.getByRole('heading', { name: 'Corner Barber' }).waitFor();
    await page.getByText('booked today').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(`${frontdesk.url}/call`);
    await askedOnThePhone(page, 'when are you open');
    await page.goto(`${frontdesk.url}/`);
    await page.getByRole('link', { name: 'All its calls' }).click();
    await page.getByRole('main').getByRole('list').getByRole('link').first().click();
    const talk = page.getByRole('list', { name: 'What was said' });
    await talk.getByText('when are you open').waitFor();
    expect(await talk.getByText(/We are open/).count()).toBeGreaterThan(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('link', { name: 'Change what it says' }).click();
    await page.getByLabel('Monday, opens', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});
