/** The report folder: a page that needs no network, JUnit for any CI, and the whole run as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemKinds } from '../../machines/paths/items.ts';
import type { Failure, PathSummary } from './run-suite.ts';
import { jsonOf, type SuiteReport } from './suite-report.ts';

export function writeReport(folder: string, reports: readonly SuiteReport[]): void {
  mkdirSync(folder, { recursive: true });
  for (const report of reports) {
    const name = report.business;
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(jsonOf(report), null, 2));
    writeFileSync(join(folder, `${name}.xml`), junitOf(report));
    writeFileSync(join(folder, `${name}.html`), pageOf(report));
  }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function junitCase(path: PathSummary, failures: Failure[]): string {
  const own = failures.filter(({ id }) => id === path.id);
  const inner = own
    .map(({ rule, what, replay }) => {
      const message = escaped(`${rule}: ${what}`);
      return `<failure message="${message}">${escaped(replay)}</failure>`;
    })
    .join('');
  const named = `classname="${escaped(path.start)}" name="${escaped(`${path.id} ${path.target}`)}"`;
  return `<testcase ${named}>${inner}</testcase>`;
}

function junitOf({ business, paths, failures, seconds }: SuiteReport): string {
  const cases = paths.map((path) => junitCase(path, failures)).join('\n');
  const counts = `tests="${paths.length}" failures="${failures.length}" time="${seconds.toFixed(3)}"`;
  const suite = `<testsuite name="${escaped(business)}" ${counts}>\n${cases}\n</testsuite>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suite}\n`;
}

const style = `
body { font: 15px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; }
body { padding: 0 1rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: 0.2rem 0.8rem; }
td.number { text-align: right; } tr:nth-child(even) { background: #8881; }
.good { color: #176b2c; } .bad { color: #a11; } pre { white-space: pre-wrap; }
details { margin: 0.2rem 0; } summary { cursor: pointer; } input { font: inherit; width: 30rem; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #ddd; } .good { color: #6c9 } .bad { color: #f88 }
}
`;

/** Narrows the list of calls to those that pass what is typed: a state, a move, an id. */
const script = `
const field = document.querySelector('input');
field.addEventListener('input', () => {
  for (const call of document.querySelectorAll('details.call')) {
    call.hidden = !call.dataset.way.includes(field.value);
  }
});
for (const state of document.querySelectorAll('button.state')) {
  state.addEventListener('click', () => {
    field.value = state.textContent;
    field.dispatchEvent(new Event('input'));
    field.scrollIntoView();
  });
}
`;

function coverageTable({ coverage }: SuiteReport): string {
  const rows = itemKinds
    .filter((kind) => coverage[kind].declared > 0)
    .map((kind) => {
      const { declared, covered, unreachable, missing } = coverage[kind];
      const numbers = [declared, covered, unreachable.length, missing.length];
      return `<tr><th>${kind}</th>${numbers.map((n) => `<td class="number">${n}</td>`).join('')}</tr>`;
    });
  return `<table><tr><th></th><th>declared</th><th>covered</th><th>unreachable</th><th>missing</th></tr>${rows.join('')}</table>`;
}

function unreachableLists({ coverage }: SuiteReport): string {
  return itemKinds
    .filter((kind) => coverage[kind].unreachable.length > 0)
    .map((kind) => {
      const items = coverage[kind].unreachable
        .map(({ id, why }) => `<li><code>${escaped(id)}</code> ${escaped(why)}</li>`)
        .join('');
      return `<details><summary>${kind} that no call can reach, and why</summary><ul>${items}</ul></details>`;
    })
    .join('');
}

function statesTable({ paths }: SuiteReport): string {
  const counts = new Map<string, number>();
  for (const { leaves } of paths) {
    for (const leaf of new Set(leaves)) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  }
  const rows = [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([leaf, times]) =>
        `<tr><td><button class="state">${escaped(leaf)}</button></td><td class="number">${times}</td></tr>`,
    );
  return `<table><tr><th>state</th><th>calls</th></tr>${rows.join('')}</table>`;
}

function callBlock({ id, start, moves, leaves, failed, dialogue }: PathSummary): string {
  const lines = dialogue
    .map(({ who, text, state }) => `${who.padEnd(6)} ${escaped(text)}  [${escaped(state)}]`)
    .join('\n');
  const way = escaped([id, ...moves, ...leaves].join(' '));
  const mark = failed ? '<b class="bad">failed</b> ' : '';
  return `<details class="call" data-way="${way}"><summary>${mark}${escaped(id)}: ${escaped(start)}, ${moves.length} moves</summary><pre>${lines}</pre></details>`;
}

function failureBlock({ rule, what, replay, dialogue }: Failure): string {
  const lines = dialogue
    .map(({ who, text, state }) => `${who.padEnd(6)} ${escaped(text)}  [${escaped(state)}]`)
    .join('\n');
  const title = `<h3 class="bad">${escaped(rule)}: ${escaped(what)}</h3>`;
  return `<section>${title}<pre>${lines}</pre><p><code>${escaped(replay)}</code></p></section>`;
}

export function pageOf(report: SuiteReport): string {
  const { business, version, seed, paths, failures, turns, seconds, armed } = report;
  const rules = Object.entries(armed)
    .map(([rule, times]) => `<tr><td>${escaped(rule)}</td><td class="number">${times}</td></tr>`)
    .join('');
  const verdict = report.good
    ? '<p class="good">Every rule held.</p>'
    : `<p class="bad">${failures.length} failures.</p>`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escaped(business)}: generated calls</title>
<style>${style}</style>
<h1>${escaped(business)}</h1>
<p>Version ${escaped(version)}, seed ${seed}: ${paths.length} calls, ${turns} turns,
${seconds.toFixed(1)} s.</p>
${verdict}${failures.map(failureBlock).join('')}
<h2>Coverage</h2>${coverageTable(report)}${unreachableLists(report)}
<h2>Rules, and how many calls they judged</h2><table>${rules}</table>
<h2>States, and the calls that pass them</h2>${statesTable(report)}
<h2>Calls</h2><p><input placeholder="a state, a move or an id" aria-label="Show calls that pass"></p>
${paths.map(callBlock).join('\n')}
<script>${script}</script></html>
`;
}
