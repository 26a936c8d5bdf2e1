/** A real browser for tests, with a microphone that needs no permission and no person. */
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

const browserArguments = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** Unpacks the browser where it is not yet, and starts it. Close it when done. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return await playwright.launch({ executablePath, headless: true, args: browserArguments });
}

export interface PageOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Without it, the browser has no microphone to give. */
  microphone?: boolean;
  /** Runs in the page before its own scripts. */
  before?: () => void;
}

export interface OpenedPage {
  page: Page;
  /** What the browser itself complained about: errors, failed requests, refused policies. */
  complaints: string[];
}

/** Opens a page in a fresh profile. */
export async function openPage(
  browser: Browser,
  address: string,
  options: PageOptions = {},
): Promise<OpenedPage> {
  const { width = 1280, height = 800, dark = false, microphone = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    permissions: microphone ? ['microphone'] : [],
  });
  const page = await context.newPage();
  // A rehearsal takes its time on a busy machine.
  page.setDefaultTimeout(80_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (options.before !== undefined) await page.addInitScript(options.before);
  await page.goto(address);
  return { page, complaints };
}
