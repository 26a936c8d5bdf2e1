/** `scenarios -- --behaviour`: keeps what lines do as approved; shows what a draft does otherwise. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import {
  type BehaviourChange,
  behaviourChanges,
  printChange,
} from '../../scenarios/approved/behaviour-changes.ts';
import { approvedBehaviour, type CallBehaviour } from '../../scenarios/approved/call-behaviour.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../../scenarios/practice-days.ts';
import { chooseBusinesses } from './choose-businesses.ts';

export const behaviourUsage = `npm run scenarios -- --behaviour <file> [--approve]
  [--business <folder>]
  --approve writes what every generated call does now into the file; without it, those calls are
  lived again and each difference is shown once; exits 1 when there is any
`;

type Kept = Record<string, CallBehaviour[]>;

const shownMax = 20;

export async function runBehaviour(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      behaviour: { type: 'string' },
      approve: { type: 'boolean', default: false },
      business: { type: 'string' },
    },
  });
  const { behaviour: file, approve, business } = values;
  if (file === undefined || (!approve && !existsSync(file))) {
    process.stderr.write(`${file}: nothing was approved there yet: add --approve\n`);
    return false;
  }
  const businesses = chooseBusinesses(readConfig().policiesFolder, business);
  if (businesses === null) return false;
  const { chosen, sound } = businesses;
  if (approve) {
    const kept: Kept = {};
    for (const each of chosen) {
      const how = { days, startMs, seed: 1, cover: 'transitions' } as const;
      kept[each.business.id] = await approvedBehaviour(each, how);
    }
    writeFileSync(file, JSON.stringify(kept));
    const calls = Object.values(kept).flat().length;
    process.stdout.write(`${file}: what ${calls} calls do is approved\n`);
    return sound;
  }
  const kept = readKept(file);
  if (kept === null) return false;
  const changes: BehaviourChange[] = [];
  for (const each of chosen) {
    const approved = kept[each.business.id] ?? [];
    changes.push(...(await behaviourChanges(approved, each, { days, startMs })));
  }
  const shown = changes.slice(0, shownMax).map(printChange);
  const more = changes.length > shownMax ? [`and ${changes.length - shownMax} more`] : [];
  const end =
    changes.length === 0
      ? ['every call goes as it was approved; wordings, rules and hours: npm run flows -- diff']
      : more;
  process.stdout.write(`${[...shown, ...end].join('\n')}\n`);
  return sound && changes.length === 0;
}

/** Null when the file holds something else: that has been said. */
function readKept(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    process.stderr.write(`${file}: this is not what --approve wrote: approve it again\n`);
    return null;
  }
}
