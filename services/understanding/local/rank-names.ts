/** All that a recogniser guessed for one name, as candidates in the order of their likelihood. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { isFirstName, isLastName } from './similar-names.ts';

/** What it weighs that a part of a guess is a usual name: recognisers write names as common words. */
const usualWeight = 0.45;
const capitalWeight = 0.4;
/** A guess this many places down is worth half of the first. */
const halvingRank = 3;
/** First names times last names of different guesses: few of each, or a table of nonsense. */
const partsMax = 5;

export interface Guess {
  person: PersonValue;
  /** Written with capitals: the recogniser itself took it for a name, usual or not. */
  capital: boolean;
}

/** `said` in the recogniser's order; guesses of two words are worth more than halves of a name. */
export function rankNames(said: Guess[]): PersonValue[] {
  const guesses = said.map(({ person }) => person);
  if (guesses.length < 2) return guesses.map(placed);
  const scored = guesses.map((person, rank) => ({
    person: placed(person),
    score: scoreOf(person, rank, said[rank]?.capital ?? false),
  }));
  const whole = scored.filter(
    ({ person }) => person.first !== undefined && person.last !== undefined,
  );
  const ranked = (
    whole.length * 2 >= scored.length ? [...byScore(whole), ...byScore(scored)] : byScore(scored)
  ).map(({ person }) => person);
  return distinct([...ranked.slice(0, partsMax), ...crossed(byScore(whole)), ...ranked]);
}

interface Scored {
  person: PersonValue;
  score: number;
}

function byScore(scored: Scored[]): Scored[] {
  return scored.toSorted((a, b) => b.score - a.score);
}

function scoreOf(person: PersonValue, rank: number, capital: boolean): number {
  const parts = (person.first === undefined ? 0 : 1) + (person.last === undefined ? 0 : 1);
  const written = capital ? parts * capitalWeight : 0;
  let score = 0;
  if (person.first !== undefined && isFirstName(person.first)) score += usualWeight;
  const last =
    person.last ??
    (person.first !== undefined && !isFirstName(person.first) ? person.first : undefined);
  if (last !== undefined && isLastName(last)) score += usualWeight;
  return 1 / (1 + rank / halvingRank) + Math.max(score, written);
}

/** A lone word that is only ever a last name is one. */
function placed(person: PersonValue): PersonValue {
  if (person.first === undefined || person.last !== undefined || person.spelled) return person;
  return isLastName(person.first) && !isFirstName(person.first) ? { last: person.first } : person;
}

/** The first name of one guess with the last name of another. */
function crossed(whole: Scored[]): PersonValue[] {
  const firsts = [...new Set(whole.map(({ person }) => person.first ?? ''))].slice(0, partsMax);
  const lasts = [...new Set(whole.map(({ person }) => person.last ?? ''))].slice(0, partsMax);
  const pairs = firsts.flatMap((first, a) =>
    lasts.map((last, b) => ({ first, last, place: a + b })),
  );
  return pairs.toSorted((a, b) => a.place - b.place).map(({ first, last }) => ({ first, last }));
}

function distinct(people: PersonValue[]): PersonValue[] {
  const seen = new Set<string>();
  return people.filter((person) => {
    const key = `${person.first ?? ''}|${person.last ?? ''}`.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
