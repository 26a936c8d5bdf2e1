import { describe, expect, it } from 'vitest';
import { effectOutcomes } from '../../machines/ports.ts';
import { shippedDefinition } from '../support/chart-call.ts';
import { crossings } from './crossings.ts';
import { providerFaults } from './provider-faults.ts';
import { wirePaths } from './run-over-wire.ts';

const definition = shippedDefinition('bright-smile');
const paths = wirePaths(definition, 1);

describe('The calls that are made by telephone', () => {
  it('have every outcome of finding, booking, cancelling, settling and taking messages', () => {
    const answers = new Set(
      paths.flatMap(({ moves }) =>
        moves.flatMap((move) =>
          move.kind === 'answer' ? [`${move.effect} ${move.answer.outcome}`] : [],
        ),
      ),
    );
    for (const effect of [
      'find-times',
      'find-bookings',
      'book',
      'cancel',
      'settle',
      'take-message',
    ] as const) {
      const outcomes = effectOutcomes[effect].map((outcome) => `${effect} ${outcome}`);
      expect(outcomes.filter((outcome) => !answers.has(outcome))).toEqual([]);
    }
  });

  it('are few and short, and hear everything before they speak', () => {
    expect(paths.length).toBeLessThan(60);
    for (const { target, moves, leaves } of paths) {
      expect(moves.length, target).toBeLessThan(20);
      expect(leaves.length).toBe(moves.length);
      const [first, second] = moves;
      expect([first?.key, second?.key]).toEqual(['line.opened', 'agent.was-heard']);
    }
  });
});

describe('The calls by telephone of a line with places of its own', () => {
  it('reach each read-back, where the voice can fail for that caller alone', () => {
    const shoes = shippedDefinition('stride-shoes');
    const calls = wirePaths(shoes, 1);
    const held = calls.filter(({ target }) => target === 'serving.hold.read-back.reading-back');
    expect(held.map(({ leaves }) => leaves.at(-1))).toEqual([
      'serving.hold.read-back.reading-back',
    ]);
    const faults = crossings(shoes, held, 'all').map(({ fault }) => fault?.at);
    expect(faults).toContain('voice');
  });

  it('have a failing model only where one is asked: danger is known without', () => {
    const unlisted = shippedDefinition('unlisted');
    const calls = wirePaths(unlisted, 1).filter(({ target }) => target.endsWith('emergency'));
    const faults = crossings(unlisted, calls, 'all').map(({ fault }) => fault?.at);
    expect(faults).toContain('recogniser');
    expect(faults).not.toContain('model');
  });
});

describe('The faults of providers', () => {
  it('are each crossed with some of the calls, and each call with one', () => {
    const crossed = crossings(definition, paths, 'single').filter(({ fault }) => fault !== null);
    expect(new Set(crossed.map(({ fault }) => fault?.name))).toEqual(
      new Set(providerFaults.map(({ name }) => name)),
    );
    expect(crossings(definition, paths, 'none').length).toBe(paths.length);
    expect(crossings(definition, paths, 'all').length).toBeGreaterThan(crossed.length * 5);
  });
});
