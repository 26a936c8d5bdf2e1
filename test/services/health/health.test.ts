import { describe, expect, it } from 'vitest';
import { createHealth } from '../../../services/health/health.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const rules = { failuresMax: 3, windowMs: 30_000, restMs: 10_000, restMsMax: 40_000 };

function rig() {
  const clock = createManualClock();
  const health = createHealth({ clock, rules });
  const fails = (times: number) => {
    for (let time = 0; time < times; time += 1) health.failed('voice', 'as told');
  };
  const state = () => health.records()[0]?.state;
  return { clock, health, fails, state };
}

describe('a maker that fails', () => {
  it('is asked on after two accidents', () => {
    const { health, fails } = rig();
    fails(2);
    expect(health.mayTry('voice')).toBe(true);
  });

  it('is left alone after three failures within the window, and others are not', () => {
    const { health, fails } = rig();
    fails(3);
    expect(health.mayTry('voice')).toBe(false);
    expect(health.mayTry('other')).toBe(true);
  });

  it('is asked on when its failures lie far apart', async () => {
    const { clock, health, fails } = rig();
    fails(2);
    await clock.advance(30_001);
    fails(2);
    expect(health.mayTry('voice')).toBe(true);
  });

  it('is tried by one caller after its rest, while the others are kept from it', async () => {
    const { clock, health, fails, state } = rig();
    fails(3);
    await clock.advance(9_999);
    expect(health.mayTry('voice')).toBe(false);
    await clock.advance(1);
    expect(health.mayTry('voice')).toBe(true);
    expect(health.mayTry('voice')).toBe(false);
    expect(state()).toBe('tried');
  });

  it('is trusted again when the try works, and left alone at its next failure', async () => {
    const { clock, health, fails, state } = rig();
    fails(3);
    await clock.advance(10_000);
    health.mayTry('voice');
    health.worked('voice');
    expect(state()).toBe('trusted');
    expect(health.mayTry('voice')).toBe(true);
    fails(1);
    expect(health.mayTry('voice')).toBe(false);
  });

  it('rests twice as long after each try that fails, up to the longest rest', async () => {
    const { clock, health, fails } = rig();
    fails(3);
    await clock.advance(10_000);
    for (const restMs of [20_000, 40_000, 40_000]) {
      expect(health.mayTry('voice')).toBe(true);
      fails(1);
      await clock.advance(restMs - 1);
      expect(health.mayTry('voice')).toBe(false);
      await clock.advance(1);
    }
  });

  it('is tried by another caller when the first try never came to an end', async () => {
    const { clock, health, fails } = rig();
    fails(3);
    await clock.advance(10_000);
    expect(health.mayTry('voice')).toBe(true);
    await clock.advance(10_000);
    expect(health.mayTry('voice')).toBe(true);
  });

  it('is on record with how often it worked and why it failed last', () => {
    const { clock, health } = rig();
    health.worked('voice');
    health.failed('voice', 'Google said UNAVAILABLE');
    expect(health.records()).toEqual([
      {
        maker: 'voice',
        state: 'trusted',
        worked: 1,
        failed: 1,
        lastFailure: { atMs: clock.now(), why: 'Google said UNAVAILABLE' },
      },
    ]);
  });
});
