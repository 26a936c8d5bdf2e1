import { afterEach, describe, expect, it, vi } from 'vitest';
import { runScenarios } from '../../../server/commands/scenarios/verbs.ts';

/** What somebody at a terminal reads after these words, and the exit code. */
async function typed(...words: string[]) {
  const lines: string[] = [];
  const take = (text: unknown) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  const code = await runScenarios(words);
  vi.restoreAllMocks();
  return { code, said: lines.join('') };
}
afterEach(() => vi.restoreAllMocks());

describe('npm run scenarios', () => {
  it('says everything it can be asked for', async () => {
    const { code, said } = await typed('--help');
    expect(code).toBe(0);
    for (const verb of ['--replay', '--simulate', '--faults', '--prove', '--written', 'diff']) {
      expect(said).toContain(`npm run scenarios -- ${verb}`);
    }
  });

  it.each([
    [['--simulate', 'many'], 'how many calls?'],
    [['--faults', 'double'], 'none, single or all is meant'],
    [['--cover', 'everything'], 'states, transitions, pairs is meant'],
    [['--over', 'pigeon'], 'text or wire is meant'],
    [['--seed', 'one'], 'a number is meant'],
    [['--faults', 'none', '--seed', 'one'], 'makes the calls of each business from its chart'],
    [['--prove', '--mutants', 'few'], '--mutants and --seed are numbers'],
    [['--prove', '--business', 'nobody'], 'the businesses that can be run: bright-smile'],
    [['--simulate', '5', '--business', 'nobody'], 'the businesses that can be run: bright-smile'],
    [['--business', 'nobody'], 'the businesses that can be run: bright-smile'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--prove', '--simulate', '5'], '--prove does not go with --simulate'],
    [['--show'], '--show does not go alone, but with --written'],
    [['--simulate', '5', '--faults', 'all'], 'leave out --faults, or --simulate'],
    [['--written', '--business', 'unlisted'], 'no scenario for unlisted can be played'],
    [['--behaviour', 'nowhere.json'], 'nowhere.json: nothing was approved there yet'],
    [['--business', 'unlisted', '--report', 'package.json'], 'a folder is meant'],
    [['--business', 'unlisted', '--report', 'package.json/x'], 'nothing can be written there'],
    [['--business', 'unlisted', '--report', '/proc/x'], 'nothing can be written there'],
  ])('says what is wrong with %j', async (words, expected) => {
    const { code, said } = await typed(...words);
    expect(code).toBeGreaterThan(0);
    expect(said).toContain(expected);
  });
});
