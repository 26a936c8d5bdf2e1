import { describe, expect, it } from 'vitest';
import { generateSuite } from '../../../../machines/paths/suite.ts';
import type { Definition } from '../../../../machines/policy/definition.ts';
import { behaviourChanges } from '../../../../server/scenarios/approved/behaviour-changes.ts';
import { behavioursOf } from '../../../../server/scenarios/approved/call-behaviour.ts';
import { concernedPaths } from '../../../../server/scenarios/approved/concerned.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../../server/scenarios/practice-days.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const published = shippedDefinition('stride-shoes');
const { paths } = generateSuite(published, { seed: 1, cover: 'states', days });

function drafted(change: (draft: Definition) => void): Definition {
  const draft = structuredClone(published);
  change(draft);
  return draft;
}

const edits: [string, (draft: Definition) => void][] = [
  ['a sentence', ({ words }) => Object.assign(words, { 'hold-confirm': 'So be it?' })],
  [
    'a step less',
    ({ flows }) => {
      const steps = flows.hold?.steps as Record<string, { then?: string }>;
      if (steps.what) steps.what.then = 'read-back';
    },
  ],
];

describe('The calls that a change concerns', () => {
  it.each(edits)('are some for %s, and the others go as they went', async (_name, change) => {
    const draft = drafted(change);
    const concerned = concernedPaths(published, draft, paths);
    expect(concerned.length).toBeGreaterThan(0);
    expect(concerned.length).toBeLessThan(paths.length);
    const others = paths.filter((path) => !concerned.includes(path));
    const lived = await behavioursOf(published, others, { days, startMs });
    expect(await behaviourChanges(lived, draft, { days, startMs })).toEqual([]);
  });

  it('are all of them where a fact is another, and none where nothing is', () => {
    const dearer = drafted(({ timing }) => Object.assign(timing, { silence: 9_000 }));
    expect(concernedPaths(published, dearer, paths)).toEqual(paths);
    expect(concernedPaths(published, structuredClone(published), paths)).toEqual([]);
  });
});
