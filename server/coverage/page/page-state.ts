/** What is looked at on the page: one run, one picture, one thing in it, some of its calls. */
import { computed, signal } from '@preact/signals';
import type { RunsRead } from '../../scenarios/runs-folder.ts';
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
import { trialKinds } from '../../scenarios/trials/trial-kinds.ts';
import { indexRun } from './run-index.ts';

export type Chosen =
  | { kind: 'state'; id: string }
  /** An arrow of the picture, which may stand for several edges. */
  | { kind: 'arrow'; from: string; to: string; edges: string[] }
  /** One item: an edge or a cell. */
  | { kind: 'item'; item: string; name: string };

export const callsShownFirst = 40;

export interface ShownBusiness {
  id: string;
  name: string;
  good: boolean;
}

function businessesOf({ runs, trials }: RunsRead): ShownBusiness[] {
  const all = Map.groupBy([...runs, ...trials], ({ business }) => business);
  return [...all].map(([id, of]) => ({
    id,
    name: of[0]?.name ?? id,
    good: of.every(({ good }) => good),
  }));
}

export function createPageState(read: RunsRead) {
  const { runs } = read;
  const businesses = businessesOf(read);
  // Who opens the page looks for what broke.
  const failing = businesses.findIndex(({ good }) => !good);
  const nth = signal(Math.max(0, failing));
  const business = computed(() => businesses[nth.value] ?? businesses[0]);
  const index = computed(() => {
    const run = runs.find((each) => each.business === business.value?.id);
    return run === undefined ? undefined : indexRun(run);
  });
  const trials = computed((): TrialDocument[] =>
    trialKinds.flatMap((kind) =>
      read.trials.filter((each) => each.kind === kind && each.business === business.value?.id),
    ),
  );
  const picture = signal('');
  const chosen = signal<Chosen | undefined>(undefined);
  const query = signal('');
  const start = signal('');
  const outcome = signal('');
  const failedOnly = signal(false);
  const shown = signal(callsShownFirst);

  const through = computed((): ReadonlySet<number> | undefined => {
    const run = index.value;
    const what = chosen.value;
    if (run === undefined || what === undefined) return undefined;
    if (what.kind === 'state') return new Set(run.state(what.id).calls);
    if (what.kind === 'item') return new Set(run.callsOf(what.item));
    return new Set(what.edges.flatMap((id) => run.edge(id).calls));
  });

  const calls = computed(() => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    return (index.value?.document.calls ?? []).filter((call, at) => {
      if (through.value !== undefined && !through.value.has(at)) return false;
      if (failedOnly.value && !call.failed) return false;
      if (start.value !== '' && call.start !== start.value) return false;
      if (outcome.value !== '' && call.outcome !== outcome.value) return false;
      if (words.length === 0) return true;
      const text = [call.id, call.start, ...call.moves, ...call.leaves]
        .concat(call.dialogue.map((line) => line.text))
        .join(' ')
        .toLowerCase();
      return words.every((word) => text.includes(word));
    });
  });

  return {
    businesses,
    business,
    trials,
    nth,
    index,
    picture,
    chosen,
    query,
    start,
    outcome,
    failedOnly,
    shown,
    calls,
    choose(what: Chosen | undefined): void {
      chosen.value = what;
      shown.value = callsShownFirst;
    },
    openBusiness(at: number): void {
      nth.value = at;
      picture.value = '';
      chosen.value = undefined;
      query.value = '';
      start.value = '';
      outcome.value = '';
      failedOnly.value = false;
      shown.value = callsShownFirst;
    },
    openPicture(id: string): void {
      picture.value = id;
    },
  };
}

export type PageState = ReturnType<typeof createPageState>;
