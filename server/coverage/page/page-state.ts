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
  /** Absent while nothing of it was run. */
  good?: boolean;
}

function businessesOf({ runs, trials }: RunsRead): ShownBusiness[] {
  const all = Map.groupBy([...runs, ...trials], ({ business }) => business);
  return [...all].map(([id, of]) => ({
    id,
    name: of[0]?.name ?? id,
    good: of.every(({ good }) => good),
  }));
}

/** Who opens the page looks for what broke, unless somebody was looked at before. */
function lookedAtFirst(shown: readonly ShownBusiness[], wanted: string | null): string {
  return wanted ?? (shown.find(({ good }) => good === false) ?? shown[0])?.id ?? '';
}

export function createPageState(read: RunsRead, wanted: string | null = null) {
  const { runs } = read;
  const shown = businessesOf(read);
  /** Those that are answered for, as the console says, whether or not anything of them was run. */
  const answered = signal<readonly Omit<ShownBusiness, 'good'>[]>([]);
  const businesses = computed((): readonly ShownBusiness[] => {
    const others = answered.value.filter(({ id }) => shown.every((each) => each.id !== id));
    // In one order, whatever was run last.
    return [...shown, ...others].sort((one, other) => (one.id < other.id ? -1 : 1));
  });
  const businessId = signal(lookedAtFirst(shown, wanted));
  const business = computed(
    () => businesses.value.find(({ id }) => id === businessId.value) ?? businesses.value[0],
  );
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
  const callsShown = signal(callsShownFirst);

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
    answered,
    trials,
    index,
    picture,
    chosen,
    query,
    start,
    outcome,
    failedOnly,
    callsShown,
    calls,
    choose(what: Chosen | undefined): void {
      chosen.value = what;
      callsShown.value = callsShownFirst;
    },
    openBusiness(id: string): void {
      businessId.value = id;
      picture.value = '';
      chosen.value = undefined;
      query.value = '';
      start.value = '';
      outcome.value = '';
      failedOnly.value = false;
      callsShown.value = callsShownFirst;
    },
    openPicture(id: string): void {
      picture.value = id;
    },
  };
}

export type PageState = ReturnType<typeof createPageState>;
