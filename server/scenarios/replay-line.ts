/** The one line that runs a call again, and the way back from it: a start and its moves, by name. */
import type { Start } from '../../machines/paths/moves.ts';
import { startsOf } from '../../machines/paths/starts.ts';
import type { GeneratedPath, Suite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';

const between = ' > ';

/** It names the call itself, so it needs no kept run and works on any machine. */
export function replayLine(
  { business, seed }: Pick<Suite, 'business' | 'seed'>,
  { start, moves }: Pick<GeneratedPath, 'start' | 'moves'>,
): string {
  const way = [start.name, ...moves.map(({ key }) => key)].join(between);
  return `npm run scenarios -- --business ${business} --seed ${seed} --replay "${way}"`;
}

export type WayRead = { start: Start; keys: string[] } | { wrong: string };

export function readWay(way: string, definition: Definition): WayRead {
  const [named = '', ...keys] = way.split('>').map((part) => part.trim());
  const starts = startsOf(definition);
  const start = starts.find(({ name }) => name === named);
  if (start !== undefined) return { start, keys };
  const known = starts.map(({ name }) => `"${name}"`).join(', ');
  return { wrong: `no call begins with "${named}": use ${known}` };
}
