/** What the cells show beyond themselves: each class of what is brought, each repair in each state. */

import { type EffectName, effectOutcomes } from '../ports.ts';
import { signalNames } from '../vocabulary.ts';
import type { Declared } from './declared.ts';
import { answersAtOnce, endedByCarrier } from './effect-alphabet.ts';
import type { Unreachable } from './reasons.ts';

/** How callers put a talk right, by the moves that do it. */
const repairs: Record<string, RegExp> = {
  correction: /^caller\.corrected /,
  'change of mind': /^caller\.wanted /,
  cancel: /^caller\.cancelled$/,
  digression: /^caller\.asked /,
  repeat: /^caller\.asked-repeat$/,
  slower: /^caller\.asked-slower$/,
  'not understood': /^caller\.was-unclear$/,
  silence: /^caller\.was-silent 1$/,
  'are you a robot': /^caller\.asked-if-robot$/,
  'another language': /^caller\.spoke-language$/,
  'out of scope': /^caller\.was-out-of-scope$/,
  'hold on': /^caller\.asked-wait$/,
  'a person': /^caller\.wanted-person$/,
  danger: /^caller\.alarmed /,
};

function partsOf(cell: string): { leaf: string; key: string } {
  const [leaf = '', key = ''] = cell.slice('cells '.length).split(' × ');
  return { leaf, key };
}

/** The payload that a cell brings, and the repair that it is. */
export function itemsOfCell(cell: string): string[] {
  const { leaf, key } = partsOf(cell);
  const held = key.endsWith(' while waiting');
  const repair = Object.keys(repairs).find((name) => repairs[name]?.test(key));
  return [
    `payloads ${key.replace(' while waiting', '')}`,
    ...(repair === undefined || held ? [] : [`repairs ${leaf} × ${repair}`]),
  ];
}

/** Outcomes of the world that are named and that no call is given, with the reason. */
function outcomesNeverGiven(given: ReadonlySet<string>): Unreachable[] {
  const effects = (Object.keys(effectOutcomes) as EffectName[]).filter((effect) =>
    [...given].some((item) => item.startsWith(`payloads ${effect} `)),
  );
  return effects.flatMap((effect) =>
    effectOutcomes[effect]
      .filter((outcome) => ![...given].some((item) => isOutcome(item, effect, outcome)))
      .map((outcome) => ({ id: `${effect} ${outcome}`, why: whyNeverGiven(effect) })),
  );
}

function isOutcome(item: string, effect: EffectName, outcome: string): boolean {
  return (
    item === `payloads ${effect} ${outcome}` || item.startsWith(`payloads ${effect} ${outcome} `)
  );
}

function whyNeverGiven(effect: EffectName): string | null {
  if (answersAtOnce(effect)) return 'no rule of the topic says it';
  return endedByCarrier(effect) ? 'the carrier has no word for it' : null;
}

export function payloadsNever(given: ReadonlySet<string>): Unreachable[] {
  return [
    ...outcomesNeverGiven(given),
    ...signalNames
      .filter((signal) => !given.has(`payloads caller.alarmed ${signal}`))
      .map((signal) => ({
        id: `caller.alarmed ${signal}`,
        why: 'this business does nothing about it',
      })),
  ];
}

interface RepairSetting {
  declared: Declared;
  /** Items that some call can reach, repairs among them. */
  reachable: ReadonlySet<string>;
}

/** Every repair belongs into every state in which the caller is listened to. */
export function repairsNever({ declared, reachable }: RepairSetting): Unreachable[] {
  const listening = declared.states.filter(({ path }) =>
    reachable.has(`repairs ${path} × not understood`),
  );
  return listening.flatMap(({ path, node }) =>
    Object.keys(repairs)
      .filter((repair) => !reachable.has(`repairs ${path} × ${repair}`))
      .map((repair) => ({
        id: `${path} × ${repair}`,
        why:
          repair === 'silence' && leavesWhenHeard(path, declared)
            ? 'once it was heard, the call goes on by itself'
            : whyNoRepair(repair, node),
      })),
  );
}

function leavesWhenHeard(path: string, { edges }: Declared): boolean {
  return edges.some(
    (edge) => edge.path === path && edge.event === 'agent.was-heard' && edge.targets.length > 0,
  );
}

function whyNoRepair(repair: string, node: Declared['states'][number]['node']): string | null {
  const meta: { dictation?: boolean; accepts?: string; silenceAllowed?: boolean } = {};
  for (let at: typeof node | undefined = node; at; at = at.parent) {
    Object.assign(meta, { ...(at.meta ?? {}), ...meta });
  }
  if (repair === 'silence') {
    return meta.silenceAllowed === true ? null : 'nobody is waited for here';
  }
  if (meta.dictation === true) return 'what is said here is taken down as it is';
  if (repair === 'correction' && meta.accepts === undefined) return 'nothing is taken in here';
  if (repair === 'correction') return 'nothing that is known here can be changed by a word';
  return repair === 'digression' ? 'the business has no questions' : null;
}
