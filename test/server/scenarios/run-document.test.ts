import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns } from '../../../server/scenarios/compare-runs.ts';
import { junitOf } from '../../../server/scenarios/junit.ts';
import { keptPageFile, keptRuns } from '../../../server/scenarios/kept-runs.ts';
import { printDifference } from '../../../server/scenarios/print-difference.ts';
import { printReport } from '../../../server/scenarios/print-report.ts';
import { readRunDocument, shortOf } from '../../../server/scenarios/run-document.ts';
import { writeReport } from '../../../server/scenarios/write-report.ts';
import { useDatabase } from '../../support/database.ts';
import { type PracticeRun, practiceRun } from '../../support/practice-run.ts';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-runs-'));
const rule = "no sentence of another business in this one's call";
let good: PracticeRun;
let bad: PracticeRun;

beforeAll(async () => {
  good = await practiceRun(database.store);
  bad = await practiceRun(database.store, { otherNames: ['AI assistant'], calls: 3 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the report folder', () => {
  it('holds a page, JUnit, and the run as JSON that is read back whole', async () => {
    const place = join(folder, 'report');
    await writeReport(place, [bad.document]);
    expect(readRunDocument(join(place, 'unlisted.json'))).toEqual({ document: bad.document });
    expect(readFileSync(join(place, 'index.html'), 'utf8')).toContain(bad.document.version);
    expect(readFileSync(join(place, 'junit.xml'), 'utf8')).toContain('<testsuite name="unlisted"');
  });

  it('says in JUnit what a terminal says: each failing call, and each kind that is not covered', () => {
    const fine = junitOf([good.document]);
    expect(fine).toContain('failures="0"');
    expect(fine.match(/<testcase /g)?.length).toBeGreaterThan(good.document.paths);
    const all = { ...bad.document, coverage: good.document.coverage };
    expect(junitOf([all])).toContain('failures="3"');
    const { coverage } = good.document;
    const lacking = {
      ...good.document,
      coverage: { states: { ...coverage.states, missing: ['<lost> & "found"'] } },
      chartFaults: ['a bell \u0007 in the text'],
    } as typeof good.document;
    const told = junitOf([lacking]);
    expect(told).toContain('&lt;lost&gt; &amp; &quot;found&quot;');
    expect(told).toContain('failures="2"');
    expect(told).not.toContain('\u0007');
  });
});

describe('what is kept of the last runs', () => {
  it('is the last run of each business, the one before it, and a page for the console', async () => {
    const kept = keptRuns(folder);
    expect(kept.businesses()).toEqual([]);
    await kept.keep([good.document]);
    expect(kept.before('unlisted')).toEqual({ wrong: expect.stringContaining('there is no') });
    expect(kept.ranTwice('unlisted')).toBe(false);
    await kept.keep([bad.document]);
    expect(kept.ranTwice('unlisted')).toBe(true);
    expect(kept.businesses()).toEqual(['unlisted']);
    expect(kept.before('unlisted')).toEqual({ document: good.document });
    expect(kept.last('unlisted')).toEqual({ document: bad.document });
    expect(readFileSync(keptPageFile(folder), 'utf8')).toContain(bad.document.version);
  });
});

describe('two runs beside each other', () => {
  it('tell what fails anew, and the other way round what was mended', () => {
    const worse = compareRuns(good.document, bad.document);
    expect(worse.failing.length).toBe(bad.document.failures.length);
    expect(worse.mended).toEqual([]);
    expect(printDifference(worse)).toContain('fails now and did not before');
    const better = compareRuns(bad.document, good.document);
    expect(better.mended.length).toBe(bad.document.failures.length);
    expect(better.failing).toEqual([]);
  });

  it('tell nothing when nothing is otherwise', () => {
    const same = compareRuns(good.document, good.document);
    expect(printDifference(same)).toContain('no difference');
    expect(printDifference(same)).not.toContain('npm run flows');
  });

  it('of two versions tell where their rules and hours are compared, which no generated call shows', () => {
    const other = { ...good.document, version: 'another' };
    const { business } = other;
    expect(printDifference(compareRuns(good.document, other))).toContain(
      `npm run flows -- diff --business ${business}`,
    );
  });

  it('count for each rule the calls of the suite, and none that was tried to make one shorter', () => {
    const { armed, paths } = bad.report;
    expect(Math.max(...Object.values(armed))).toBe(paths.length);
  });

  it('of a few chosen calls say nothing of what these leave uncovered', () => {
    expect(printReport(bad.report)).toContain('of declared');
    expect(printReport(bad.report, { whole: false })).not.toContain('of declared');
  });

  it('tell other words once, however many calls have them, and what is no longer covered', () => {
    const [first, ...others] = good.document.items;
    const changed = {
      ...good.document,
      items: ['states a-new-one', ...others],
      calls: good.document.calls.map((call) => ({
        ...call,
        dialogue: call.dialogue.map((line) => ({
          ...line,
          text: line.text.replace('Hello', 'Good day'),
        })),
      })),
    };
    const { dialogues, coverage } = compareRuns(good.document, changed);
    const greeting = dialogues.find(({ is }) => is.includes('Good day'));
    expect(greeting?.was).toContain('Hello');
    expect(greeting?.calls.length).toBeGreaterThan(1);
    const [kind = '', ...name] = (first ?? '').split(' ');
    const lost = coverage.find((each) => each.kind === kind)?.lost;
    expect(lost).toEqual([name.join(' ')]);
    const gained = coverage.find((each) => each.kind === 'states')?.gained;
    expect(gained).toEqual(['a-new-one']);
  });
});

describe('a run on a terminal', () => {
  it('ends with one table and the failures by rule, and shows only the shortest of each rule', () => {
    const printed = printReport(bad.report);
    const { failures } = bad.report;
    expect(printed.match(/^FAILED /gm)?.length).toBe(2);
    expect(failures.length).toBe(3);
    expect(printed).toContain(`and 1 more: ${rule}`);
    const table = printed.slice(printed.indexOf('of declared'));
    expect(table).toContain('failures by rule');
    expect(table).toContain(rule);
    expect(printed.trimEnd().split('\n').at(-1)).toContain('not all is well: 3 failures');
  });

  it('as JSON has coverage and failures, and not the calls that went well', () => {
    const short = shortOf(bad.document) as Record<string, unknown>;
    expect(Object.keys(short)).toEqual(
      expect.arrayContaining(['business', 'version', 'seed', 'coverage', 'paths', 'failures']),
    );
    expect(short).not.toHaveProperty('calls');
    expect(short.paths).toBe(bad.document.calls.length);
  });
});
