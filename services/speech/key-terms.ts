/** The names and terms of a business that a recogniser should expect to hear now, likeliest first. */
import type { Expectation, SlotKind } from '../../machines/vocabulary.ts';
import type { Vocabulary } from '../understanding/vocabulary.ts';

/** Recognisers take about 500 tokens of terms, a token being some four letters. */
const termsMax = 50;
const lettersMax = 1_500;
/** Shorter terms are found by chance more often than they are said. */
const lettersMin = 3;

/**
 * What is on the table first, then what was asked for, then the names a caller may say at any time.
 * Ordinary words are left out: a recogniser knows them, and pushing them costs other words.
 */
export function keyTermsOf(vocabulary: Vocabulary, expectation: Expectation): string[] {
  const kinds = [...expectation.asks, ...expectation.accepts].map(({ kind }) => kind);
  const always: SlotKind[] = ['staff', 'service', 'location'];
  const terms = [
    ...expectation.choices.flatMap(({ words }) => words),
    ...[...kinds, ...always].flatMap((kind) => namesOf(vocabulary, kind)),
  ];
  return bounded(terms);
}

function namesOf(vocabulary: Vocabulary, kind: SlotKind): string[] {
  if (kind === 'service') return vocabulary.services.flatMap(({ names }) => names);
  if (kind === 'staff') return vocabulary.staff.flatMap(({ names }) => names);
  if (kind === 'location') return vocabulary.locations.flatMap(({ names }) => names);
  if (kind === 'name') {
    return vocabulary.customers.flatMap(({ first, last }) => [first ?? '', last ?? '']);
  }
  return [];
}

function bounded(terms: string[]): string[] {
  const seen = new Set<string>();
  const kept: string[] = [];
  let letters = 0;
  for (const term of terms) {
    const key = term.toLowerCase();
    if (term.length < lettersMin || !/\p{L}/u.test(term) || seen.has(key)) continue;
    if (kept.length >= termsMax || letters + term.length > lettersMax) break;
    seen.add(key);
    kept.push(term);
    letters += term.length;
  }
  return kept;
}
