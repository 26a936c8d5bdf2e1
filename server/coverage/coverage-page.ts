/** The page of some runs as one document: it needs no network, no server and no other file. */
import { createHash } from 'node:crypto';
import { pages } from '../console/page/pages.ts';
import type { RunsRead } from '../scenarios/runs-folder.ts';
import { bundlePage, pageStyle } from './bundle-page.ts';

export async function coveragePage(read: RunsRead): Promise<string> {
  const { script, style } = await bundlePage();
  const program = script.replaceAll('</script', '<\\/script');
  // The page lets in its own program and nothing else, wherever it is opened.
  const policy = `default-src 'none'; script-src '${hashOf(program)}'; style-src '${hashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>Frontdesk: coverage</title>',
    `<link rel="icon" href="${icon}">`,
    `<style>${style}</style></head>`,
    '<body><div id="page"></div>',
    '<noscript>This page is drawn by its own program and needs JavaScript.</noscript>',
    `<script type="application/json" id="runs">${inScript(JSON.stringify(read))}</script>`,
    `<script type="module">${program}</script>`,
    '</body></html>\n',
  ].join('\n');
}

/** What nothing was run for: it needs no program. */
export function emptyCoveragePage(): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>Frontdesk: coverage</title>',
    `<link rel="icon" href="${icon}">`,
    `<style>${pageStyle()}</style></head>`,
    `<body><header class="top"><a class="brand" href="/">Frontdesk</a>${links}</header>`,
    '<main class="nothing"><h1>Coverage</h1>',
    '<p>Nothing was run here yet. This makes every call that each business can have, and judges them:</p>',
    '<pre><code>npm run scenarios</code></pre>',
    '<p class="quiet">It takes some minutes. Then load this page again: it shows the last run of each business.</p>',
    '</main></body></html>\n',
  ].join('\n');
}

const links = [
  '<nav aria-label="Pages">',
  ...pages.map(({ address, name }) =>
    address === '/coverage'
      ? `<a href="${address}" aria-current="page">${name}</a>`
      : `<a href="${address}">${name}</a>`,
  ),
  '</nav>',
].join('');

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23146c54'/%3E%3Cpath d='M9 17l5 5 9-11' stroke='white' stroke-width='3' fill='none' stroke-linecap='round'/%3E%3C/svg%3E";

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What callers say may look like the end of a script; as JSON it can be written otherwise. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
