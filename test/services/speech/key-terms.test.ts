import { describe, expect, it } from 'vitest';
import { expectNothing } from '../../../machines/vocabulary.ts';
import { keyTermsOf } from '../../../services/speech/key-terms.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';

const vocabulary: Vocabulary = {
  flows: [{ id: 'book', names: ['book an appointment'] }],
  services: [{ id: 'veneers', names: ['veneers', 'porcelain veneers'] }],
  staff: [{ id: 'okafor', names: ['Dr. Okafor', 'Ada'] }],
  locations: [{ id: 'east', names: ['East Nashville'] }],
  questions: [],
  hours: [],
  country: 'US',
  customers: [{ first: 'Priya', last: 'Raghunathan' }],
};

describe('the terms a recogniser expects', () => {
  it('are the names of the business at any time, and ordinary words at none', () => {
    const terms = keyTermsOf(vocabulary, expectNothing);
    expect(terms).toEqual(['Dr. Okafor', 'Ada', 'veneers', 'porcelain veneers', 'East Nashville']);
  });

  it('begin with what is on the table, and with what was asked for', () => {
    const asked = {
      ...expectNothing,
      asks: [{ slot: 'name', kind: 'name' as const }],
      choices: [{ id: 'a', words: ['porcelain veneers'] }],
    };
    expect(keyTermsOf(vocabulary, asked).slice(0, 3)).toEqual([
      'porcelain veneers',
      'Priya',
      'Raghunathan',
    ]);
  });

  it('are each named once, whatever the case', () => {
    const twice = { ...vocabulary, locations: [{ id: 'x', names: ['VENEERS'] }] };
    const terms = keyTermsOf(twice, expectNothing).map((term) => term.toLowerCase());
    expect(new Set(terms).size).toBe(terms.length);
  });

  it('stay within what a recogniser takes, with the likeliest kept', () => {
    const names = Array.from({ length: 400 }, (_, index) => `Person Number ${index}`);
    const many = { ...vocabulary, staff: [{ id: 'many', names }] };
    const terms = keyTermsOf(many, expectNothing);
    expect(terms.length).toBe(50);
    expect(terms[0]).toBe('Person Number 0');
  });
});
