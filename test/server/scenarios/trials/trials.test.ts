import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateSuite } from '../../../../machines/paths/suite.ts';
import { junitOf } from '../../../../server/scenarios/junit.ts';
import { keptPageFile, keptRuns } from '../../../../server/scenarios/kept-runs.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../../server/scenarios/practice-days.ts';
import { readRunsFolder } from '../../../../server/scenarios/runs-folder.ts';
import { faultPoints, singlePlans } from '../../../../server/scenarios/simulation/fault-points.ts';
import { runFaults } from '../../../../server/scenarios/simulation/run-faults.ts';
import { faultsTrial } from '../../../../server/scenarios/trials/faults-trial.ts';
import { printTrial } from '../../../../server/scenarios/trials/print-trial.ts';
import { writtenTrial } from '../../../../server/scenarios/trials/written-trial.ts';
import { writeReport } from '../../../../server/scenarios/write-report.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import {
  practiceHead,
  practiceProof,
  practiceSimulation,
} from '../../../support/practice-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-trials-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('callers made of chance, as QA reads them', () => {
  it('say how many they were, how they ended, and that no rule was broken', async () => {
    const printed = printTrial(await practiceSimulation());
    expect(printed).toContain('6 calls of callers made of chance, seeds 1 to 6');
    expect(printed).toContain('all is well');
  });

  it('name the broken rule in the terminal and in JUnit, with the command for that one call', async () => {
    const trial = await practiceSimulation(['AI']);
    const rule = "no sentence of another business in this one's call";
    for (const told of [printTrial(trial), junitOf([], [trial])]) {
      expect(told).toContain(rule);
      expect(told).toContain('npm run scenarios -- --simulate 1 --business unlisted --seed 1');
    }
    expect(junitOf([], [trial])).toContain('failures="1"');
  });
});

describe('a world that fails, as QA reads it', () => {
  const definition = shippedDefinition('unlisted');
  const suite = generateSuite(definition, { seed: 1, cover: 'states', days });
  const plans = singlePlans(faultPoints(suite.paths).slice(0, 1));

  it('is a table of the faults at each effect, and a case for each of them', async () => {
    const options = { definition, suite, plans, otherNames: [], days, startMs };
    const trial = faultsTrial(practiceHead, await runFaults(options));
    expect(trial.good).toBe(true);
    expect(trial.tables[0]?.rows[0]?.cells).toEqual([
      '1 / 1 / 1 / 1',
      '1 / 1',
      '1 / 1 / 1 / 1',
      '1 / 1 / 1 / 1',
      ...Array(4).fill('1 / 1'),
    ]);
    expect(trial.cases.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['take-message timeout for ever', 'take-message timeout everywhere']),
    );
  });

  it('gives each call that fails a command of its own', async () => {
    const options = { definition, suite, plans, otherNames: ['AI'], days, startMs };
    const trial = faultsTrial(practiceHead, await runFaults(options));
    expect(trial.good).toBe(false);
    const [failure] = trial.failures;
    expect(failure?.again).toContain(`--only "${failure?.what.split(': ')[0]}"`);
  });
});

describe('a suite put to the proof, as QA reads it', () => {
  it('says which level noticed each bug first, and which bug survived', () => {
    const trial = practiceProof();
    const [levels, bugs] = trial.tables;
    expect(levels?.rows.at(-1)).toMatchObject({
      name: 'together',
      cells: [2, '1 (1)', '0 (0)', '0 (0)', '0 (0)', '0 (0)', '1 (0)', 1],
    });
    expect(bugs?.rows.map(({ cells }) => cells[1])).toEqual(['calls', 'nobody']);
    expect(trial.good).toBe(false);
    expect(printTrial(trial)).toContain('survived: guard negated');
  });
});

describe('the report folder and the console', () => {
  it('gather what several commands found, and leave out what is none of it', async () => {
    const place = join(folder, 'report');
    await writeReport(place, [], [await practiceSimulation()]);
    writeFileSync(join(place, 'other.json'), '{"name":"something else"}');
    writeFileSync(join(place, 'old.proof.json'), '{"format":0}');
    await writeReport(place, [], [practiceProof()]);
    expect(readRunsFolder(place).trials.map(({ kind }) => kind)).toEqual(['proof', 'simulation']);
    const junit = readFileSync(join(place, 'junit.xml'), 'utf8');
    expect(junit).toContain('<testsuite name="unlisted.simulation"');
    expect(junit).toContain('a guard &lt;somewhere&gt;');
    expect(readFileSync(join(place, 'index.html'), 'utf8')).toContain('seeds 1 to 6');
  });

  it('show a trial where nothing else was run yet', async () => {
    await keptRuns(folder).keep([], [await practiceSimulation()]);
    expect(readFileSync(keptPageFile(folder), 'utf8')).toContain('seeds 1 to 6');
    expect(keptRuns(folder).businesses()).toEqual([]);
  });
});

describe('the written calls, as QA reads them', () => {
  const played = { why: '', states: [], dialogue: [], breaches: [], misses: [], passed: true };
  const missed = { file: 'scenarios/names/b.yaml', line: 7, what: 'not heard: Wednesday' };
  const finding = { file: 'scenarios/c.yaml', line: 1, what: 'no call', fix: 'write one' };

  it('say which of them go otherwise than written, where, and how each is played again', () => {
    const trial = writtenTrial(
      practiceHead,
      [
        { ...played, id: 'names/a' },
        { ...played, id: 'names/b', misses: [missed], passed: false },
      ],
      [],
    );
    expect(trial).toMatchObject({ good: false, figures: ['1 of 2 go as they are written'] });
    const told = junitOf([], [trial]);
    expect(told).toContain('scenarios/names/b.yaml:7: not heard: Wednesday');
    expect(told).toContain('npm run scenarios -- --written --only names/b --show');
  });

  it('are not well while a file cannot be played', () => {
    const trial = writtenTrial(practiceHead, [{ ...played, id: 'names/a' }], [finding]);
    expect(trial.good).toBe(false);
    expect(trial.figures).toContain('not played: scenarios/c.yaml:1: no call: write one');
  });
});
