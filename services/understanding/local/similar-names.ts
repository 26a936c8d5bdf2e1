/** Names that sound alike: known customers first, then other usual spellings of what was heard. */
import { distance } from 'fastest-levenshtein';
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { firstNames, lastNames } from './name-lists.ts';

import { same, title } from './name-spelling.ts';
import { plainLetters, soundKey } from './sound.ts';

export interface CustomerIndex {
  byKey: Map<string, PersonValue[]>;
}

/** Spellings offered beside what was heard. */
const spellingsMax = 4;
/** How far a known customer's name may lie from what was heard, as a share of its letters. */
const farthest = 0.3;

export function indexCustomers(customers: PersonValue[]): CustomerIndex {
  const byKey = new Map<string, PersonValue[]>();
  for (const { first, last } of customers) {
    const person = {
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
    };
    const key = soundKey(last ?? first ?? '');
    byKey.set(key, [...(byKey.get(key) ?? []), person]);
  }
  return { byKey };
}

/** `people` with known customers who sound so in front, and other spellings behind. */
export function withAlike(people: PersonValue[], customers: CustomerIndex): PersonValue[] {
  const known = people.flatMap((person) => customersLike(person, customers));
  const heard = [...people];
  for (const person of people.slice(0, 6)) heard.push(...respelled(person));
  const all: PersonValue[] = [];
  for (const person of [...known, ...heard]) {
    if (!all.some((other) => same(other, person))) all.push(person);
  }
  return all;
}

function customersLike(person: PersonValue, customers: CustomerIndex): PersonValue[] {
  const key = soundKey(person.last ?? person.first ?? '');
  if (person.last === undefined || person.first === undefined) return [];
  const near = customers.byKey.get(key) ?? [];
  return near
    .map((customer) => ({ customer, far: distanceOf(customer, person) }))
    .filter(({ customer, far }) => far <= farthest && soundsLike(customer.first, person.first))
    .sort((a, b) => a.far - b.far)
    .map(({ customer }) => customer);
}

function soundsLike(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || soundKey(one) === soundKey(other);
}

function distanceOf(one: PersonValue, other: PersonValue): number {
  const text = (person: PersonValue) => plainLetters(`${person.first ?? ''}${person.last ?? ''}`);
  const [a, b] = [text(one), text(other)];
  return distance(a, b) / Math.max(a.length, b.length, 1);
}

const knownFirst = new Set(firstNames.map(plainLetters));
const knownLast = new Set(lastNames.map(plainLetters));

export function isFirstName(name: string): boolean {
  return knownFirst.has(plainLetters(name));
}

export function isLastName(name: string): boolean {
  return knownLast.has(plainLetters(name));
}

const firstByKey = keyed(firstNames);
const lastByKey = keyed(lastNames);

function keyed(names: string[]): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const name of names) {
    const key = soundKey(name);
    byKey.set(key, [...(byKey.get(key) ?? []), name]);
  }
  return byKey;
}

function respelled(person: PersonValue): PersonValue[] {
  if (person.first === undefined || person.last === undefined) return [];
  const firsts = [person.first, ...spellings(person.first, firstByKey)];
  const lasts = [person.last, ...spellings(person.last, lastByKey)];
  const found: PersonValue[] = [];
  for (const first of firsts) {
    for (const last of lasts) {
      if (first !== person.first || last !== person.last) found.push({ first, last });
    }
  }
  return found.slice(0, spellingsMax * 2);
}

function spellings(name: string, byKey: Map<string, string[]>): string[] {
  const said = plainLetters(name);
  return (byKey.get(soundKey(name)) ?? [])
    .filter((other) => plainLetters(other) !== said && other[0]?.toLowerCase() !== undefined)
    .map((other) => ({ other, far: distance(plainLetters(other), said) }))
    .filter(({ other, far }) => far <= Math.max(2, other.length * 0.4))
    .sort((a, b) => a.far - b.far)
    .slice(0, spellingsMax)
    .map(({ other }) => title(other));
}
