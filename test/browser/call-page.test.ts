/** The call page in a real browser, on a real server: a caller's way through a call. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeMulaw } from '../../services/media/mulaw.ts';
import { type OpenedPage, openBrowser, openPage, type PageOptions } from '../support/browser.ts';
import type { PracticeCall, StreamMessage } from '../support/practice-call.ts';
import { practicePage } from '../support/practice-page.ts';
import {
  openPracticeReceptionist,
  type PracticeReceptionist,
} from '../support/practice-receptionist.ts';
import { accessibilityFindings } from './accessibility.ts';

let browser: Browser;
let pageFolder: string;
let desk: PracticeReceptionist;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  [browser, pageFolder] = await Promise.all([openBrowser(), practicePage()]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  desk = await openPracticeReceptionist(pageFolder);
});
afterEach(async () => {
  await opened?.page.context().close();
  await desk.close();
});

async function visit(options: PageOptions = {}): Promise<Page> {
  opened = await openPage(browser, `${desk.address}/call`, options);
  await opened.page.getByRole('heading', { name: 'Bright Smile Dental' }).waitFor();
  return opened.page;
}

/** Calls as somebody does who never touches a mouse, and wants to type. */
async function callByKeyboard(page: Page): Promise<PracticeCall> {
  await page.getByRole('radio', { name: 'keyboard' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Call' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Thank you for calling Bright Smile Dental').waitFor();
  const call = desk.calls.at(-1);
  if (call === undefined) throw new Error('the call did not arrive');
  return call;
}

function transcriptOf(page: Page) {
  return page.getByRole('log', { name: 'Transcript' });
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Say by typing').fill(text);
  await page.keyboard.press('Enter');
}

function activeStates(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.node.active')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-state')));
}

function heardWhole(call: PracticeCall): Promise<void> {
  const heard = () => call.journal.entries.findLast((entry) => entry.kind === 'heard');
  const said = () => call.journal.entries.findLast((entry) => entry.kind === 'said');
  return expect
    .poll(() => heard()?.utterance === said()?.utterance && heard()?.complete, { timeout: 9000 })
    .toBe(true);
}

function loudest(messages: StreamMessage[]): number {
  const frames = messages.filter((message) => message.event === 'media');
  const samples = frames.flatMap(({ media }) => [
    ...decodeMulaw(Buffer.from(media.payload, 'base64')),
  ]);
  return Math.max(0, ...samples.map(Math.abs));
}

describe('a call by keyboard', () => {
  it('goes from the greeting to an appointment in the calendar, all of it seen', async () => {
    const page = await visit();
    const call = await callByKeyboard(page);
    await page.locator('.now', { hasText: 'Agent speaking' }).waitFor();
    await page.getByRole('status').getByText('The call is on').waitFor();
    await expect.poll(() => activeStates(page)).toEqual(['greeting']);
    // The typed line has the focus as soon as somebody answers.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('say');
    await heardWhole(call);
    await expect.poll(() => activeStates(page)).toEqual(['asking-intent']);

    await say(page, 'I would like to book a cleaning');
    await page.getByText('start flow: book').waitFor();
    await transcriptOf(page).getByText('165 ms').waitFor();
    const gaps = page.getByRole('region', { name: 'Gap before the answer' });
    await gaps.getByText('165 ms').waitFor();
    expect(await gaps.getByRole('listitem').allTextContents()).toEqual([
      'patience 154',
      'understanding 2',
      'deciding 3',
      'way 6',
    ]);
    expect(await gaps.locator('.bar').count()).toBe(1);
    await expect.poll(() => activeStates(page)).toEqual(['serving.book', 'serving.book.when']);
    const noted = page.getByRole('region', { name: 'Noted so far' });
    await noted.getByText('a cleaning').waitFor();
    await noted.getByText('when', { exact: true }).waitFor();

    await say(page, 'Tuesday at half past three');
    await noted.getByText('Tuesday the 24th of November').waitFor();
    await say(page, 'yes please');
    const day = page.getByRole('region', { name: 'Tuesday, November 24' });
    await day.getByText('Ada Moreno').waitFor();
    await expect.poll(() => day.getByText('taken').count()).toBe(3);
    await expect.poll(() => activeStates(page)).toContain('anything-else');
    await expect.poll(() => page.locator('.edge.walked').count()).toBeGreaterThan(3);

    await heardWhole(call);
    await say(page, 'no, goodbye');
    await page.locator('.now', { hasText: 'Call ended: booked' }).waitFor({ timeout: 9000 });
    await expect.poll(() => page.getByRole('button', { name: 'Call' }).isEnabled()).toBe(true);
    expect(opened?.complaints).toEqual([]);
  });

  it('shows what an interruption cut off, and stops the voice at once', async () => {
    const page = await visit();
    const call = await callByKeyboard(page);
    await heardWhole(call);
    await say(page, 'book');
    await page.getByText('A cleaning. When would').waitFor();
    const marksBefore = call.received.filter((message) => message.event === 'mark').length;
    // Typing alone interrupts, before Enter.
    await page.getByLabel('Say by typing').pressSequentially('tuesday');
    await page.getByText('cut off by the caller').waitFor();
    const cut = await page.locator('del').textContent();
    expect(cut).toContain('you like to come in?');
    await expect.poll(() => page.locator('.now').textContent()).toBe('Listening to you');
    const marks = () => call.received.filter((message) => message.event === 'mark').length;
    await expect.poll(marks).toBe(marksBefore + 1);
    expect(opened?.complaints).toEqual([]);
  });

  it('sends the keys of the keypad', async () => {
    const page = await visit();
    const call = await callByKeyboard(page);
    await page.getByText('Keypad').first().click();
    await page.getByRole('button', { name: '7' }).click();
    await page.keyboard.press('5');
    await page.getByRole('button', { name: 'star' }).click();
    const digits = () =>
      call.received.filter(({ event }) => event === 'dtmf').map(({ dtmf }) => dtmf.digit);
    await expect.poll(digits).toEqual(['7', '5', '*']);
  });
});

describe('the page as a telephone', () => {
  it('speaks the stream protocol: who is calling, then 50 frames a second, then the end', async () => {
    const page = await visit();
    const call = await callByKeyboard(page);
    await heardWhole(call);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await expect.poll(() => call.received.at(-1)?.event).toBe('stop');
    const [connected, start, ...rest] = call.received;
    expect(connected).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    expect(start?.start).toMatchObject({
      callSid: call.callId,
      customParameters: { token: `token.${call.callId}` },
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    });
    const frames = rest.filter(({ event }) => event === 'media');
    expect(frames.length).toBeGreaterThan(20);
    frames.forEach(({ media }, index) => {
      expect(Number(media.chunk)).toBe(index + 1);
      expect(Number(media.timestamp)).toBe(index * 20);
      expect(Buffer.from(media.payload, 'base64')).toHaveLength(160);
    });
    const numbers = call.received.slice(1).map(({ sequenceNumber }) => Number(sequenceNumber));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    // Who types is silent on the line.
    expect(loudest(call.received)).toBeLessThan(10);
    await page.locator('.now', { hasText: 'Call ended: abandoned' }).waitFor();
  });

  it('puts the microphone on the line, and what the browser recognised into the call', async () => {
    const page = await visit({ before: installRecogniser });
    await page.getByRole('button', { name: 'Call' }).click();
    await page.getByText('Thank you for calling').waitFor();
    const call = desk.calls.at(-1) as PracticeCall;
    await expect.poll(() => loudest(call.received), { timeout: 9000 }).toBeGreaterThan(500);
    await expect.poll(() => page.evaluate(() => 'heardByTest' in globalThis)).toBe(true);
    await page.evaluate(() => hear(['book a cleaning', 'look a cleaning'], true));
    await transcriptOf(page).getByText('book a cleaning').waitFor();
    const words = () => call.journal.entries.findLast((entry) => entry.kind === 'caller-words');
    await expect.poll(words).toMatchObject({
      text: 'book a cleaning',
      final: true,
      nbest: ['look a cleaning'],
    });
    const cuts = () => page.getByText('cut off by the caller').count();
    const cutsBefore = await cuts();
    await page.evaluate(() => hear(['tues'], false));
    await expect.poll(cuts).toBe(cutsBefore + 1);
    // Switched to the keyboard, the line falls silent and the recogniser is stopped.
    await page.getByRole('radio', { name: 'keyboard' }).check({ force: true });
    expect(await page.evaluate(() => heardByTest.stopped)).toBe(true);
    expect(opened?.complaints).toEqual([]);
  });
});

describe('when something is not there', () => {
  it('says that the microphone is not allowed, and goes on by keyboard', async () => {
    const page = await visit({ before: denyMicrophone });
    await page.getByRole('button', { name: 'Call' }).click();
    await page.getByText('The microphone is not allowed').waitFor();
    expect(await page.getByRole('radio', { name: 'keyboard' }).isChecked()).toBe(true);
    await say(page, 'book');
    await page.getByText('A cleaning. When').waitFor();
  });

  it('says that the call could not be made when the server is gone', async () => {
    const page = await visit();
    await desk.close();
    await page.getByRole('button', { name: 'Call' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The server does not answer').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Call' }).isEnabled()).toBe(true);
  });

  it('says that the line broke when the server dies in the middle of a call', async () => {
    const page = await visit();
    const call = await callByKeyboard(page);
    call.crash();
    await page.getByRole('alert').getByText('The line broke').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('Call ended');
  });
});

describe('for everybody', () => {
  const views: [string, PageOptions][] = [
    ['a desk in the light', {}],
    ['a desk in the dark', { dark: true }],
    ['a telephone in the light', { width: 390, height: 844 }],
    ['a telephone in the dark', { width: 390, height: 844, dark: true }],
  ];
  for (const [where, options] of views) {
    it(`is named, readable and in order on ${where}`, async () => {
      const page = await visit(options);
      expect(await accessibilityFindings(page)).toEqual([]);
      const call = await callByKeyboard(page);
      await heardWhole(call);
      await say(page, 'book');
      await transcriptOf(page).getByText('165 ms').waitFor();
      const gaps = page.getByRole('region', { name: 'Gap before the answer' });
      await gaps.getByText('165 ms').waitFor();
      expect(await gaps.getByRole('listitem').allTextContents()).toEqual([
        'patience 154',
        'understanding 2',
        'deciding 3',
        'way 6',
      ]);
      expect(await gaps.locator('.bar').count()).toBe(1);
      await say(page, 'tuesday');
      await page.getByText('cut off by the caller').waitFor();
      await say(page, 'yes');
      await page.getByText('Ada Moreno').waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }

  it('is reached by Tab in the order of a call', async () => {
    const page = await visit();
    const order: (string | null)[] = [];
    for (let count = 0; count < 4; count += 1) {
      await page.keyboard.press('Tab');
      order.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          return (
            at?.getAttribute('name') ?? at?.getAttribute('aria-label') ?? at?.textContent ?? ''
          );
        }),
      );
    }
    expect(order).toEqual(['to', 'from', 'Call', 'Transcript']);
  });
});

declare const heardByTest: { stopped: boolean };
declare function hear(readings: string[], isFinal: boolean): void;

/** A recogniser with the browser's interface whose hearing is the test's. */
function installRecogniser(): void {
  class Recognition {
    onresult: (event: object) => void = () => {};
    onend: () => void = () => {};
    start(): void {
      const listening = { stopped: false };
      Object.assign(globalThis, {
        heardByTest: listening,
        hear: (readings: string[], isFinal: boolean) => {
          const result = readings.map((transcript) => ({ transcript, confidence: 0.9 }));
          this.onresult({ resultIndex: 0, results: [Object.assign(result, { isFinal })] });
        },
      });
      this.abort = () => {
        listening.stopped = true;
        this.onend();
      };
    }
    abort(): void {}
  }
  Object.assign(globalThis, {
    SpeechRecognition: Recognition,
    webkitSpeechRecognition: Recognition,
  });
}

function denyMicrophone(): void {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('no', 'NotAllowedError'));
}
