import { describe, expect, it } from 'vitest';
import { partsOf, resumeAt } from '../../../services/voice/clauses.ts';

describe('where a broken text goes on', () => {
  const text = 'We have 9:30, 10:15 and 3.5 hours later; which one?';
  const rest = (share: number) => text.slice(resumeAt(text, share));

  it('is at the beginning of the clause that was being said', () => {
    expect(rest(0)).toBe(text);
    expect(rest(0.2)).toBe(text);
    expect(rest(0.4)).toBe('10:15 and 3.5 hours later; which one?');
    expect(rest(0.9)).toBe('which one?');
  });

  it('is never behind the end, even when more was heard than there is', () => {
    expect(rest(3)).toBe('which one?');
  });
});

describe('the parts of a long text', () => {
  it('are whole sentences, and together the text', () => {
    const text = 'One is here. Two is there! Is three? Four.';
    const parts = partsOf(text, 28);
    expect(parts).toEqual(['One is here. Two is there! ', 'Is three? Four.']);
    expect(parts.join('')).toBe(text);
  });

  it('are cut between words where one sentence is too long, and count bytes', () => {
    const text = 'äöü äöü äöü äöü';
    const parts = partsOf(text, 14);
    expect(parts.join('')).toBe(text);
    expect(parts.every((part) => Buffer.byteLength(part) <= 14)).toBe(true);
    expect(parts.length).toBe(2);
  });

  it('are none for no text', () => {
    expect(partsOf('', 100)).toEqual([]);
  });
});
