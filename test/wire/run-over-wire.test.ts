import { describe, expect, it } from 'vitest';
import { phrasesFile, readPhrases } from '../../server/scenarios/phrases.ts';
import { shippedDefinition } from '../support/chart-call.ts';
import { useDatabase } from '../support/database.ts';
import { runOverWire } from './run-over-wire.ts';
import { telephoneTrial } from './telephone-trial.ts';

const database = useDatabase();
const definition = shippedDefinition('bright-smile');
const { business, version } = definition;

describe('A generated call by telephone', () => {
  it('keeps every rule, and keeps them while the recogniser drops its connection', async () => {
    const results = await runOverWire({
      databaseUrl: database.url,
      definition,
      otherNames: [],
      phrases: readPhrases(phrasesFile),
      seed: 1,
      together: 3,
      only: ['caller.said-goodbye'],
      faults: 'single',
    });
    const head = {
      business: business.id,
      name: business.name,
      version,
      seed: 1,
      at: '',
      seconds: 1,
    };
    const { good, failures, tables } = telephoneTrial(head, results);
    expect(failures).toEqual([]);
    expect(good).toBe(true);
    expect(tables[0]?.rows).toEqual([
      { name: 'recogniser: dropped socket', cells: [1, 1, 0], bad: false },
    ]);
  }, 300_000);
});
