/** Two runs of a business beside each other: what fails anew, what was mended, what goes otherwise. */
import type { DialogueLine } from './dialogue.ts';
import type { RunDocument } from './run-document.ts';

export interface RunDifference {
  business: string;
  versions: [string, string];
  /** Rules that a call broke in the one run and not in the other, with the line that runs it. */
  failing: FailureNamed[];
  mended: FailureNamed[];
  coverage: CoverageChange[];
  dialogues: ChangedDialogue[];
  /** Calls that only one of the runs has: another chart, or another seed. */
  added: number;
  gone: number;
}

interface FailureNamed {
  id: string;
  rule: string;
  what: string;
  replay: string;
}

interface CoverageChange {
  kind: string;
  gained: string[];
  lost: string[];
}

/** The first line that differs; the same words anew in many calls are one change. */
export interface ChangedDialogue {
  state: string;
  was: string;
  is: string;
  calls: string[];
}

export function compareRuns(before: RunDocument, after: RunDocument): RunDifference {
  const was = new Set(before.failures.map(keyOf));
  const is = new Set(after.failures.map(keyOf));
  const known = new Map(before.calls.map((call) => [call.id, call]));
  const now = new Set(after.calls.map(({ id }) => id));
  const changes = new Map<string, ChangedDialogue>();
  for (const { id, dialogue } of after.calls) {
    const earlier = known.get(id);
    const change = earlier && firstChange(earlier.dialogue, dialogue);
    if (change === undefined) continue;
    const key = JSON.stringify(change);
    const same = changes.get(key);
    if (same) same.calls.push(id);
    else changes.set(key, { ...change, calls: [id] });
  }
  return {
    business: after.business,
    versions: [before.version, after.version],
    failing: after.failures.filter((each) => !was.has(keyOf(each))).map(named),
    mended: before.failures.filter((each) => !is.has(keyOf(each))).map(named),
    coverage: coverageChanges(before, after),
    dialogues: [...changes.values()].sort((one, other) => other.calls.length - one.calls.length),
    added: after.calls.filter(({ id }) => !known.has(id)).length,
    gone: before.calls.filter(({ id }) => !now.has(id)).length,
  };
}

const keyOf = ({ id, rule }: { id: string; rule: string }) => `${id} ${rule}`;
const named = ({ id, rule, what, replay }: FailureNamed) => ({ id, rule, what, replay });

function firstChange(
  before: readonly DialogueLine[],
  after: readonly DialogueLine[],
): Omit<ChangedDialogue, 'calls'> | undefined {
  const length = Math.max(before.length, after.length);
  for (let at = 0; at < length; at += 1) {
    const [was, is] = [before[at], after[at]];
    if (was?.who === is?.who && was?.text === is?.text && was?.state === is?.state) continue;
    return { state: (is ?? was)?.state ?? '', was: lineOf(was), is: lineOf(is) };
  }
  return undefined;
}

function lineOf(line: DialogueLine | undefined): string {
  return line === undefined ? 'the call is over' : `${line.who}: ${line.text} [${line.state}]`;
}

/** By what the calls went through: a chart that lost a state lost its coverage as well. */
function coverageChanges(before: RunDocument, after: RunDocument): CoverageChange[] {
  const [was, is] = [new Set(before.items), new Set(after.items)];
  const kindOf = (item: string) => item.slice(0, item.indexOf(' '));
  const nameOf = (item: string) => item.slice(item.indexOf(' ') + 1);
  const kinds = [...new Set([...was, ...is].map(kindOf))].sort();
  return kinds
    .map((kind) => ({
      kind,
      gained: [...is.difference(was)].filter((item) => kindOf(item) === kind).map(nameOf),
      lost: [...was.difference(is)].filter((item) => kindOf(item) === kind).map(nameOf),
    }))
    .filter(({ gained, lost }) => gained.length + lost.length > 0);
}
