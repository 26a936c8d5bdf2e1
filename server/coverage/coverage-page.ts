/** The page of some runs as one document: it needs no network, no server and no other file. */
import { createHash } from 'node:crypto';
import type { RunsRead } from '../scenarios/runs-folder.ts';
import { bundlePage, programHash } from './bundle-page.ts';

export interface CoveragePageOptions {
  /** Sent by a server, which it asks and tells to run; a report asks nobody. */
  inConsole?: boolean;
}

export async function coveragePage(
  read: RunsRead,
  { inConsole = false }: CoveragePageOptions = {},
): Promise<string> {
  const { script, style } = await bundlePage();
  const program = script.replaceAll('</script', '<\\/script');
  // The page lets in its own program and nothing else, wherever it is opened.
  const asks = inConsole ? "connect-src 'self'; " : '';
  const policy = `default-src 'none'; ${asks}script-src '${hashOf(program)}'; style-src '${hashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="${programName}" content="${await programHash()}">`,
    '<title>Frontdesk: coverage</title>',
    `<link rel="icon" href="${icon}">`,
    `<style>${style}</style></head>`,
    '<body><div id="page"></div>',
    '<noscript>This page is drawn by its own program and needs JavaScript.</noscript>',
    `<script type="application/json" id="runs"${inConsole ? ' data-in-console' : ''}>${inScript(JSON.stringify(read))}</script>`,
    `<script type="module">${program}</script>`,
    '</body></html>\n',
  ].join('\n');
}

/** By this, a page that another version of the program made is known as such. */
const programName = 'frontdesk-program';

/** Whether a page, by its head, was made by the program as it is now. */
export async function isMadeByThisProgram(head: Buffer): Promise<boolean> {
  return head.includes(`name="${programName}" content="${await programHash()}"`);
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23146c54'/%3E%3Cpath d='M9 17l5 5 9-11' stroke='white' stroke-width='3' fill='none' stroke-linecap='round'/%3E%3C/svg%3E";

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What callers say may look like the end of a script; as JSON it can be written otherwise. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
