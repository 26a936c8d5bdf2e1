/** Whether what came of a scenario is what QA wrote; each difference in words. */

import { asList, type Scenario, type Step } from './scenario.ts';
import type { WrittenRow } from './scenario-rows.ts';

/** Where in the file the expectation stands, and what came instead. */
export interface Miss {
  path: PropertyKey[];
  what: string;
}

export interface Answered {
  /** What the agent said in answer. */
  text: string;
  sentences: string[];
  state: string;
}

type Expecting = {
  [key in 'hear' | 'not-hear' | 'sentence']?: string | string[] | undefined;
} & { state?: string | undefined };

/** Without case, dots and odd spaces: how something is written matters to nobody who hears it. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}

function heardIn(text: string, words: string): boolean {
  return ` ${plain(text)} `.includes(` ${plain(words)} `);
}

const shown = (text: string) => (text === '' ? 'nothing' : `"${text}"`);

export function missesOfStep(at: number, step: Step, answered: Answered): Miss[] {
  // A step after which nobody answers has none of these.
  const expecting = step as Expecting;
  const { text, sentences, state } = answered;
  const path = (key: string): PropertyKey[] => ['call', at, key];
  const unheard = asList(expecting.hear).filter((words) => !heardIn(text, words));
  const heard = asList(expecting['not-hear']).filter((words) => heardIn(text, words));
  const unsaid = asList(expecting.sentence).filter((name) => !sentences.includes(name));
  const wanted = expecting.state;
  const there = wanted === undefined || state === wanted || state.startsWith(`${wanted}.`);
  return [
    ...unheard.map((words) => ({
      path: path('hear'),
      what: `"${words}" was not heard, but ${shown(text)}`,
    })),
    ...heard.map((words) => ({
      path: path('not-hear'),
      what: `"${words}" was heard in ${shown(text)}`,
    })),
    ...unsaid.map((name) => ({
      path: path('sentence'),
      what: `${name} was not said, but ${sentences.join(', ') || 'nothing'}`,
    })),
    ...(there ? [] : [{ path: path('state'), what: `the call is in ${state}, not ${wanted}` }]),
  ];
}

export interface LeftBehind {
  outcome: string;
  rows: WrittenRow[];
  messages: string[];
  /** Everything that was said in all calls. */
  said: string;
}

export function missesAtEnd(scenario: Scenario, left: LeftBehind): Miss[] {
  const { outcome } = scenario;
  return [
    ...(outcome === undefined || outcome === left.outcome
      ? []
      : [{ path: ['outcome'], what: `the call ended as ${left.outcome}, not ${outcome}` }]),
    ...missesOfRows(scenario.rows, left.rows),
    ...missesOfMessages(scenario.messages, left.messages),
    ...asList(scenario.never)
      .filter((words) => heardIn(left.said, words))
      .map((words) => ({ path: ['never'], what: `"${words}" was said` })),
  ];
}

function missesOfRows(wanted: Scenario['rows'], rows: WrittenRow[]): Miss[] {
  if (wanted === undefined) return [];
  if (wanted.length !== rows.length) {
    const found = rows.map((row) => Object.values(row).join(' ')).join('; ') || 'none';
    return [{ path: ['rows'], what: `${rows.length} appointments: ${found}` }];
  }
  return wanted.flatMap((row, at) =>
    Object.entries(row).flatMap(([key, value]) => {
      const found = rows[at]?.[key as keyof WrittenRow];
      return value === undefined || found === value
        ? []
        : [{ path: ['rows', at, key], what: `${key} is ${found}, not ${value}` }];
    }),
  );
}

function missesOfMessages(wanted: Scenario['messages'], messages: string[]): Miss[] {
  if (wanted === undefined) return [];
  const fits =
    wanted.length === messages.length &&
    wanted.every((words, at) => heardIn(messages[at] ?? '', words));
  const found = messages.map((text) => `"${text}"`).join(', ') || 'none';
  return fits ? [] : [{ path: ['messages'], what: `messages: ${found}` }];
}
