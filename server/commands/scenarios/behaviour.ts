/** `scenarios -- --behaviour`: keeps what lines do as approved; shows what a draft does otherwise. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { readConfig } from '../../config.ts';
import {
  type BehaviourChange,
  behaviourChanges,
  printChange,
} from '../../scenarios/approved/behaviour-changes.ts';
import { approvedBehaviour, type CallBehaviour } from '../../scenarios/approved/call-behaviour.ts';
import { practiceDays as days, practiceStartMs as startMs } from '../../scenarios/practice-days.ts';

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
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const chosen = definitions.filter(
    (each) => business === undefined || each.business.id === business,
  );
  if (file === undefined || chosen.length === 0 || (!approve && !existsSync(file))) {
    process.stderr.write(
      `${behaviourUsage}  nothing was approved there yet, or no such business\n`,
    );
    return false;
  }
  if (approve) {
    const kept: Kept = {};
    for (const each of chosen) {
      const how = { days, startMs, seed: 1, cover: 'transitions' } as const;
      kept[each.business.id] = await approvedBehaviour(each, how);
    }
    writeFileSync(file, JSON.stringify(kept));
    const calls = Object.values(kept).flat().length;
    process.stdout.write(`${file}: what ${calls} calls do is approved\n`);
    return true;
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const changes: BehaviourChange[] = [];
  for (const each of chosen) {
    const approved = kept[each.business.id] ?? [];
    changes.push(...(await behaviourChanges(approved, each, { days, startMs })));
  }
  const shown = changes.slice(0, shownMax).map(printChange);
  const more = changes.length > shownMax ? [`and ${changes.length - shownMax} more`] : [];
  const end = changes.length === 0 ? ['everything is as it was approved'] : more;
  process.stdout.write(`${[...shown, ...end].join('\n')}\n`);
  return changes.length === 0;
}
