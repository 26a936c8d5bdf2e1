import { describe, expect, it } from 'vitest';
import { hummingAlong } from '../../../machines/turn/humming-along.ts';
import { expectNothing } from '../../../machines/vocabulary.ts';

describe('Said over the agent', () => {
  it('a number is talking, and not a sign of listening', () => {
    expect(hummingAlong('614 555 0123', expectNothing)).toBe(false);
    expect(hummingAlong('2', expectNothing)).toBe(false);
  });

  it('a hum is a sign of listening', () => {
    expect(hummingAlong('mm-hm', expectNothing)).toBe(true);
    expect(hummingAlong('okay', expectNothing)).toBe(true);
    expect(hummingAlong('okay', { ...expectNothing, yesNo: true })).toBe(false);
  });
});
