import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../machines/paths/coverage.ts';
import { generateSuite, type Suite } from '../../../machines/paths/suite.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const days = { first: '2026-11-24', second: '2026-12-01' };

function suiteOf(business: string, cover: Suite['cover'] = 'transitions', seed = 1): Suite {
  return generateSuite(shippedDefinition(business), { seed, cover, days });
}

function textOf({ paths }: Suite): string {
  return JSON.stringify(paths);
}

const stride = suiteOf('stride-shoes');

describe('the suite made from a business', () => {
  it('is the same, byte for byte, for the same definition and seed', () => {
    expect(textOf(suiteOf('unlisted'))).toBe(textOf(suiteOf('unlisted')));
    expect(textOf(suiteOf('unlisted', 'transitions', 2))).not.toBe(textOf(suiteOf('unlisted')));
  });

  it('walks every state, edge, guard and cell that a call can reach, and says why not the rest', () => {
    const covered = new Set(stride.paths.flatMap(({ items }) => items));
    const coverage = coverageOf({
      declared: stride.declared,
      reachable: stride.reachable,
      covered,
    });
    for (const kind of ['states', 'transitions', 'guards', 'cells', 'outcomes'] as const) {
      const { missing, declared, covered: seen, unreachable } = coverage[kind];
      expect(missing, kind).toEqual([]);
      expect(seen + unreachable.length, kind).toBe(declared);
    }
    expect(stride.figures.cut).toBe(false);
    expect(stride.faults).toEqual([]);
  });

  it('counts what was not walked as missing, by its name', () => {
    const all = new Set(stride.paths.flatMap(({ items }) => items));
    const left = 'states serving.hold.read-back.reading-back';
    expect(all.has(left)).toBe(true);
    all.delete(left);
    const coverage = coverageOf({
      declared: stride.declared,
      reachable: stride.reachable,
      covered: all,
    });
    expect(coverage.states.missing).toEqual(['serving.hold.read-back.reading-back']);
  });

  it('ends every call, and nobody speaks after hanging up', () => {
    for (const { id, moves, outcome } of stride.paths) {
      expect(outcome, id).not.toBeNull();
      const gone = moves.findIndex(({ kind }) => kind === 'hang-up');
      const after = gone < 0 ? [] : moves.slice(gone + 1).map(({ kind }) => kind);
      expect(after.filter((kind) => !['answer', 'error', 'wait'].includes(kind))).toEqual([]);
    }
  });

  it('tries each alarm, each silence and the hang-up in every question', () => {
    const question = 'serving.hold.who.name';
    const cells = [...stride.reachable].filter((item) => item.startsWith(`cells ${question} ×`));
    const keys = cells.map((item) => item.split(' × ')[1]);
    expect(keys).toEqual(
      expect.arrayContaining([
        'caller.hung-up',
        'caller.was-silent 1',
        'caller.was-silent 2',
        'caller.was-silent 3',
        'caller.alarmed emergency',
        'caller.wanted-person',
        'caller.gave name whole',
        'caller.was-unclear',
        'line.broke',
        'call-max',
      ]),
    );
  });

  it('needs far fewer calls for the states alone', () => {
    const states = suiteOf('stride-shoes', 'states');
    expect(states.paths.length).toBeLessThan(stride.paths.length / 4);
    const reached = new Set(states.paths.flatMap(({ items }) => items));
    const wanted = [...states.reachable].filter((item) => item.startsWith('states '));
    expect(wanted.filter((item) => !reached.has(item))).toEqual([]);
  });

  it('covers every pair of edges found next to each other when asked to', () => {
    const pairs = suiteOf('unlisted', 'pairs');
    const reached = new Set(pairs.paths.flatMap(({ items }) => items));
    const wanted = [...pairs.reachable].filter((item) => item.startsWith('pairs '));
    expect(wanted.length).toBeGreaterThan(500);
    expect(wanted.filter((item) => !reached.has(item))).toEqual([]);
  });
});
