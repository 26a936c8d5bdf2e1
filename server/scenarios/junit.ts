/** Runs as JUnit XML: a case for each call, and one for each thing that had to be covered whole. */
import { printDialogue } from './dialogue.ts';
import { purposeWords } from './purpose-words.ts';
import type { RunDocument } from './run-document.ts';
import { promised } from './suite-report.ts';
import type { TrialDocument } from './trials/trial.ts';

type Failure = RunDocument['failures'][number];

interface Case {
  group: string;
  name: string;
  failures: { type: string; message: string; text: string }[];
}

export function junitOf(
  documents: readonly RunDocument[],
  trials: readonly TrialDocument[] = [],
): string {
  const suites = [...documents.map(runSuiteOf), ...trials.map(trialSuiteOf)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function runSuiteOf(document: RunDocument): string {
  const cases = [chartCase(document), ...coverageCases(document), ...callCases(document)];
  return suiteOf(document, document.business, cases);
}

function trialSuiteOf(trial: TrialDocument): string {
  const { business, kind, cases, failures } = trial;
  const name = `${business}.${kind}`;
  const all = cases.map(({ name: own, wrong }): Case => {
    const text = failures
      .filter((failure) => failure.case === own)
      .map(({ what, dialogue, again }) => `${what}\n${printDialogue(dialogue)}\n${again}`);
    const failure = { type: kind, message: wrong, text: text.join('\n\n') };
    return { group: name, name: own, failures: wrong === '' ? [] : [failure] };
  });
  return suiteOf(trial, name, all);
}

function suiteOf(
  { at, seconds, version, seed }: Pick<RunDocument, 'at' | 'seconds' | 'version' | 'seed'>,
  name: string,
  cases: readonly Case[],
): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="0"`;
  const named = `name="${escaped(name)}" timestamp="${at.slice(0, 19)}" time="${seconds.toFixed(3)}"`;
  const properties = [
    ['version', version],
    ['seed', String(seed)],
  ].map(([name, value]) => `<property name="${name}" value="${escaped(value ?? '')}"/>`);
  return [
    `<testsuite ${named} ${counts}>`,
    `<properties>${properties.join('')}</properties>`,
    ...cases.map(caseOf),
    '</testsuite>',
  ].join('\n');
}

function caseOf({ group, name, failures }: Case): string {
  const inner = failures.map(
    ({ type, message, text }) =>
      `<failure type="${escaped(type)}" message="${escaped(message)}">${escaped(text)}</failure>`,
  );
  return `<testcase classname="${escaped(group)}" name="${escaped(name)}">${inner.join('')}</testcase>`;
}

function callCases(document: RunDocument): Case[] {
  const { business, calls, failures } = document;
  return calls.map(({ id, start, target }) => ({
    group: `${business}.${start}`,
    name: `${id}, made to try this: ${purposeWords(target, document)}`,
    failures: failures.filter((each) => each.id === id).map(failureOf),
  }));
}

function failureOf({ rule, what, dialogue, replay }: Failure) {
  return { type: rule, message: `${rule}: ${what}`, text: `${printDialogue(dialogue)}\n${replay}` };
}

function coverageCases({ business, coverage, cover }: RunDocument): Case[] {
  return promised[cover].flatMap((kind): Case[] => {
    const counted = coverage[kind];
    if (counted === undefined || counted.declared === 0) return [];
    const { missing, covered, declared } = counted;
    const message = `${covered} of ${declared} covered, ${missing.length} missing`;
    const failure = { type: 'coverage', message, text: missing.join('\n') };
    return [
      {
        group: `${business}.coverage`,
        name: `every one of the ${kind} that a call can reach is covered`,
        failures: missing.length === 0 ? [] : [failure],
      },
    ];
  });
}

function chartCase({ business, chartFaults }: RunDocument): Case {
  const failures = chartFaults.map((fault) => ({ type: 'chart', message: fault, text: fault }));
  return { group: `${business}.chart`, name: 'the chart keeps its own promises', failures };
}

/** XML has no place at all for control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
