/** The page of some runs as one document: it needs no network, no server and no other file. */
import type { RunDocument } from '../scenarios/run-document.ts';
import { bundlePage } from './bundle-page.ts';

/** `nonce` lets a server's policy name the program and the styles; a file needs none. */
export async function coveragePage(runs: readonly RunDocument[], nonce = ''): Promise<string> {
  const { script, style } = await bundlePage();
  const named = nonce === '' ? '' : ` nonce="${nonce}"`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>Frontdesk: coverage</title>',
    `<link rel="icon" href="${icon}">`,
    `<style${named}>${style}</style></head>`,
    '<body><div id="page"></div>',
    '<noscript>This page is drawn by its own program and needs JavaScript.</noscript>',
    `<script type="application/json" id="runs"${named}>${inScript(JSON.stringify(runs))}</script>`,
    `<script type="module"${named}>${script.replaceAll('</script', '<\\/script')}</script>`,
    '</body></html>\n',
  ].join('\n');
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23146c54'/%3E%3Cpath d='M9 17l5 5 9-11' stroke='white' stroke-width='3' fill='none' stroke-linecap='round'/%3E%3C/svg%3E";

/** What callers say may look like the end of a script; as JSON it can be written otherwise. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
