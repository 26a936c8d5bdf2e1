/** `flows -- publish` and `rollback`: which version new calls take, with who and why. */
import { systemClock } from '../../../services/clock.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import { businessFolders, readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import { createCompareBehaviour } from '../../publishing/compare-behaviour.ts';
import { createFindSuite } from '../../publishing/find-suite.ts';
import { judgeDraft, type Verdict } from '../../publishing/gate.ts';
import { publishDraft } from '../../publishing/publish-draft.ts';
import { createRehearse, type Rehearsal } from '../../publishing/rehearse.ts';
import { callsFolderIn } from '../../publishing/version-calls.ts';
import { printChange } from '../../scenarios/approved/behaviour-changes.ts';
import { printDialogue } from '../../scenarios/dialogue.ts';
import { type Answer, type Asked, businessOf, UsageError } from './asked.ts';
import { withVersions } from './open-versions.ts';

function reasonOf({ why }: Asked): string {
  if (why === undefined || why.trim() === '') {
    throw new UsageError('say why, for those who read the list later: --why "…"');
  }
  return why;
}

export async function publish(asked: Asked): Promise<Answer> {
  const { folder, who, override, config } = asked;
  const files = readPolicyFiles(folder);
  const business = businessOf(asked, businessFolders(folder, files));
  const why = reasonOf(asked);
  const callsFolder = callsFolderIn(config.dataFolder);
  const published = await withVersions(config, (versions, databaseUrl) =>
    publishDraft({
      versions,
      judge: (sources) =>
        judgeDraft({
          ...sources,
          findSuite: createFindSuite(callsFolder),
          rehearse: createRehearse({ databaseUrl, clock: systemClock }),
          compareBehaviour: createCompareBehaviour(systemClock, callsFolder),
        }),
      approve: asked.approve,
      folder,
      files,
      business,
      who,
      why,
      ...(override === undefined ? {} : { override }),
    }),
  );
  const { verdict, outcome } = published;
  const document = { ...published, verdict: { ...verdict, definition: undefined } };
  if (outcome === 'to-approve') {
    return { lines: [...noticed(verdict), ...toApprove], good: false, document };
  }
  if (outcome === 'overtaken') {
    return { lines: [`${business}: not published: ${overtaken}`], good: false, document };
  }
  if (!('version' in published)) {
    return { lines: [...refusal(verdict), ...wayOut(verdict)], good: false, document };
  }
  const { version, before } = published;
  const lines =
    outcome === 'in-force-already'
      ? [`${business}: version ${version} answers already`]
      : [`${business}: new calls take version ${version}${before ? ` after ${before}` : ''}`];
  const overridden = verdict.passed ? [] : ['overridden, although:', ...refusal(verdict)];
  const told = [...rehearsed(verdict), ...noticed(verdict)];
  return { lines: [...lines, ...told, ...overridden], good: true, document };
}

const overtaken =
  'another version was put in force meanwhile; see npm run flows -- diff, then publish again';
const toApprove = ['not published yet: if calls should go this way, say so with --approve'];
const differencesShownMax = 10;

/** What callers will notice, each thing once, with the shortest call that shows it. */
function noticed({ difference }: Verdict): string[] {
  if (difference === undefined) return [];
  const { changes, calls, callsAll, seconds } = difference;
  const compared = `of ${callsAll} approved calls, ${calls} compared in ${seconds.toFixed(1)} s`;
  if (changes.length === 0) return [`  ${compared}: callers will notice nothing`];
  const more = changes.length - differencesShownMax;
  return [
    `callers will notice ${changes.length === 1 ? 'one thing' : `${changes.length} things`} (${compared}):`,
    ...changes.slice(0, differencesShownMax).map(printChange),
    ...(more > 0 ? [`and ${more} more: all of them are in --json`] : []),
  ];
}

function refusal({ findings, faults, rehearsal }: Verdict): string[] {
  return [
    ...findings.flatMap((finding) => [printFinding(finding), ...indented(finding.way ?? [])]),
    ...faults.flatMap(({ what, way }) => [what, ...indented(way)]),
    ...(rehearsal ? failed(rehearsal) : []),
  ];
}

/** The shortest call that fails, as it would be heard; the others by what is wrong in them. */
function failed({ failures }: Rehearsal): string[] {
  const [shortest, ...others] = failures;
  if (shortest === undefined) return [];
  return [
    `a generated call fails: ${shortest.what}`,
    printDialogue(shortest.dialogue),
    `  again: ${shortest.replay}`,
    ...others.map(({ what }) => `another one fails: ${what}`),
  ];
}

function rehearsed({ rehearsal }: Verdict): string[] {
  if (rehearsal === undefined) return [];
  const { calls, callsAll, seconds, failures } = rehearsal;
  const all = calls === callsAll ? 'all' : `${calls} of`;
  const well = failures.length === 0 ? 'well' : `with ${failures.length} failures`;
  return [`  rehearsed: ${all} ${callsAll} generated calls in ${seconds.toFixed(1)} s, ${well}`];
}

function indented(way: string[]): string[] {
  return way.map((step) => `    ${step}`);
}

function wayOut({ definition }: Verdict): string[] {
  return definition === undefined
    ? ['not published: the files cannot be used as they are']
    : ['not published; to answer for it yourself, add --override "the reason"'];
}

export async function rollback(asked: Asked): Promise<Answer> {
  const { folder, who, config } = asked;
  const business = businessOf(asked, businessFolders(folder, readPolicyFiles(folder)));
  const why = reasonOf(asked);
  return await withVersions(config, async (versions) => {
    const version = asked.version ?? (await versions.before(business));
    if (version === undefined) {
      return { lines: [`${business}: no version was in force before this one`], good: false };
    }
    const outcome = await versions.publish(business, { version, kind: 'rollback', who, why });
    const document = { business, version, outcome };
    if (outcome === 'unknown-version') {
      const known = (await versions.list(business))
        .filter(({ publications }) => publications.length > 0)
        .map((each) => each.version)
        .join(', ');
      const lines = [`${business}: there is no version "${version}": use one of ${known}`];
      return { lines, good: false, document };
    }
    if (outcome === 'never-published') {
      const lines = [`${business}: version ${version} was only tried, never in force: publish it`];
      return { lines, good: false, document };
    }
    const lines =
      outcome === 'published'
        ? [
            `${business}: new calls take version ${version} again`,
            `the files are as they were: npm run flows -- pull --business ${business} --write`,
            'makes them this version; else the next publish brings them back',
          ]
        : [`${business}: version ${version} answers already`];
    return { lines, good: true, document };
  });
}
