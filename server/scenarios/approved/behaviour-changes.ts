/** Where a draft behaves otherwise than what was approved: each difference once, to be approved. */
import type { Definition } from '../../../machines/policy/definition.ts';
import { type BehaviourOptions, behaviourOn, type CallBehaviour } from './call-behaviour.ts';

export interface BehaviourChange {
  what:
    | 'a call is not possible any more'
    | 'another state'
    | 'other words'
    | 'other rows'
    | 'another outcome';
  before: string;
  after: string;
  /** The shortest call that shows it, up to there. */
  way: string[];
  /** How many calls show it. */
  calls: number;
}

export async function behaviourChanges(
  approved: readonly CallBehaviour[],
  draft: Definition,
  options: BehaviourOptions,
): Promise<BehaviourChange[]> {
  const now = await behaviourOn(draft, approved, options);
  const changes = new Map<string, BehaviourChange>();
  approved.forEach((before, index) => {
    const after = now[index];
    const change = after && firstChange(before, after);
    if (change === undefined) return;
    const key = `${change.what}|${change.before}|${change.after}`;
    const known = changes.get(key);
    if (known === undefined) changes.set(key, change);
    else {
      known.calls += 1;
      if (change.way.length < known.way.length) known.way = change.way;
    }
  });
  return [...changes.values()].sort((one, other) => other.calls - one.calls);
}

function firstChange(before: CallBehaviour, after: CallBehaviour): BehaviourChange | undefined {
  const found = (
    what: BehaviourChange['what'],
    was: string,
    is: string,
    until: number,
  ): BehaviourChange => ({
    what,
    before: was,
    after: is,
    way: before.moves.slice(0, until),
    calls: 1,
  });
  for (const [index, was] of before.steps.entries()) {
    const is = after.steps[index];
    const until = index + 1;
    if (is === undefined) {
      const move = before.moves[index] ?? '';
      return found('a call is not possible any more', was.state, `no "${move}" there`, until);
    }
    if (was.state !== is.state) return found('another state', was.state, is.state, until);
    if (was.said.join(' ') !== is.said.join(' ')) {
      return found('other words', ...differentSentences(was.said, is.said), until);
    }
  }
  const length = before.moves.length;
  const [rows, rowsNow] = [before.rows.join('; '), after.rows.join('; ')];
  if (rows !== rowsNow) return found('other rows', rows, rowsNow, length);
  return before.outcome === after.outcome
    ? undefined
    : found('another outcome', before.outcome, after.outcome, length);
}

/** A new price is one change, whatever is asked after it: sentences that stayed are left out. */
function differentSentences(was: string[], is: string[]): [was: string, is: string] {
  const [old, now] = [sentencesOf(was), sentencesOf(is)];
  const gone = old.filter((each) => !now.includes(each));
  const fresh = now.filter((each) => !old.includes(each));
  const moved = gone.length === 0 && fresh.length === 0;
  return moved ? [was.join(' '), is.join(' ')] : [gone.join(' '), fresh.join(' ')];
}

function sentencesOf(said: string[]): string[] {
  return said.flatMap((text) => text.split(/(?<=[.?!])\s+/));
}

/** For people: what it was, what it is, and the shortest way to see it. */
export function printChange({ what, before, after, way, calls }: BehaviourChange): string {
  return [
    `${what}, in ${calls} ${calls === 1 ? 'call' : 'calls'}`,
    `  was: ${before || '(nothing)'}`,
    `  is:  ${after || '(nothing)'}`,
    `  after: ${way.join(', ')}`,
  ].join('\n');
}
