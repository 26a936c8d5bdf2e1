/** Of runs that were read whole, what tells them apart: business, kind, version, time and verdict. */
import type { RunHead } from './run-heads.ts';
import type { RunsRead } from './runs-folder.ts';

export function headsOf({ runs, trials }: RunsRead): RunHead[] {
  const all = [...runs.map((run) => ({ ...run, kind: 'generated' as const })), ...trials];
  return all.map(({ business, name, kind, version, at, good }) => {
    return { business, name, kind, version, at, good };
  });
}
