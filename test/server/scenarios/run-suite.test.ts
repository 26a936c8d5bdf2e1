import { describe, expect, it } from 'vitest';
import { generateSuite, type Suite } from '../../../machines/paths/suite.ts';
import { readPhrases } from '../../../server/scenarios/phrases.ts';
import { printReport } from '../../../server/scenarios/print-report.ts';
import { runSuite, type SuiteRun } from '../../../server/scenarios/run-suite.ts';
import { reportOf } from '../../../server/scenarios/suite-report.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const days = { first: '2026-11-24', second: '2026-12-01' };
const startMs = Date.UTC(2026, 10, 20, 20, 0);
const phrases = readPhrases(
  new URL('../../../scenarios/phrases/en-us.yaml', import.meta.url).pathname,
);

async function runOf(
  business: string,
  cover: Suite['cover'],
  otherNames: string[] = [],
): Promise<{ suite: Suite; run: SuiteRun }> {
  const definition = shippedDefinition(business);
  const suite = generateSuite(definition, { seed: 1, cover, days });
  const { store } = database;
  const run = await runSuite({ store, definition, suite, phrases, otherNames, days, startMs });
  return { suite, run };
}

const broken = ({ failures }: SuiteRun) =>
  failures.map(({ rule, what, replay }) => `${rule}: ${what} (${replay})`);

describe('the generated calls on the real engine', () => {
  it('take every way of the line for numbers that are not listed, and every rule holds', async () => {
    const { suite, run } = await runOf('unlisted', 'transitions');
    expect(broken(run)).toEqual([]);
    expect(run.coverage.states.missing).toEqual([]);
    const report = reportOf(suite, run, { seconds: 1, whole: true });
    expect(report.paths.every(({ failed }) => !failed)).toBe(true);
  });

  it('come to every state of the stores', async () => {
    const { run } = await runOf('stride-shoes', 'states');
    expect(broken(run)).toEqual([]);
    expect(run.coverage.states.missing).toEqual([]);
    expect(run.coverage.outcomes.missing).toEqual([]);
  });

  it('are the same calls with the same words, every time', async () => {
    const [once, again] = [await runOf('unlisted', 'states'), await runOf('unlisted', 'states')];
    expect(again.run.paths).toEqual(once.run.paths);
  });

  it('fail when a rule is broken, with the shortest call that shows it', async () => {
    // The first sentence of the line names it, so "another business of that name" is met at once.
    const { suite, run } = await runOf('unlisted', 'states', ['AI assistant']);
    expect(run.failures.length).toBeGreaterThan(0);
    const [failure] = run.failures;
    expect(failure?.rule).toBe("no sentence of another business in this one's call");
    expect(failure?.moves).toEqual(['line.opened']);
    expect(failure?.replay).toContain(
      '--replay "a number that the carrier vouches for > line.opened"',
    );
    const report = reportOf(suite, run, { seconds: 1, whole: true });
    expect(report.good).toBe(false);
    expect(printReport(report)).toContain('FAILED no sentence of another business');
    expect(printReport(report)).toContain(`again: ${failure?.replay}`);
  });
});
