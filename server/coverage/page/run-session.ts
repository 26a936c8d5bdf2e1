/** Runs as the console's page sees them: what is kept, what is under way, and what is asked for here. */
import { computed, effect, signal } from '@preact/signals';
import { read, send } from '../../console/page/ask-server.ts';
import { who } from '../../console/page/who.tsx';
import type { RunStarted, RunsState } from '../../running/run-desk.ts';
import { type RunKind, runKinds } from '../../running/run-work.ts';
import { headsOf } from '../../scenarios/heads-of.ts';
import type { RunHead } from '../../scenarios/run-heads.ts';
import type { RunsRead } from '../../scenarios/runs-folder.ts';
import type { TrialKind } from '../../scenarios/trials/trial-kinds.ts';
import type { PageState } from './page-state.ts';

/** Who watches a run sees it move; who reads one hears soon enough of another. */
const watchingMs = 1_000;
const readingMs = 10_000;
/** As many callers made of chance as are over in a moment, and still meet most of what there is. */
const callsOtherwise = 1_000;
const ownKey = 'frontdesk.run';

/** The run that this window asked for, over a reload of it. */
function createOwnRun() {
  let own: string | undefined;
  return {
    get id(): string | undefined {
      try {
        return sessionStorage.getItem(ownKey) ?? own;
      } catch {
        // A browser that keeps nothing knows it until it loads the page again.
        return own;
      }
    },
    set id(id: string | undefined) {
      own = id;
      try {
        if (id === undefined) sessionStorage.removeItem(ownKey);
        else sessionStorage.setItem(ownKey, id);
      } catch {
        // As above.
      }
    },
  };
}

export function createRunSession(state: PageState, shown: RunsRead) {
  const told = signal<RunsState | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  const notice = signal<string | undefined>(undefined);
  const kind = signal<RunKind>('generated');
  const calls = signal(callsOtherwise);
  const every = signal(false);
  const asking = signal(false);
  const own = createOwnRun();
  const heads = headsOf(shown);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const underWay = computed(() => told.value?.underWay);
  const answering = computed(() =>
    told.value?.businesses.find(({ id }) => id === state.business.value?.id),
  );
  /** Kept since this page was made, of the business that is looked at. */
  const newer = computed((): RunHead[] =>
    (told.value?.kept ?? []).filter(
      (head) => head.business === state.business.value?.id && head.at > shownAt(head),
    ),
  );

  function shownAt({ business, kind }: RunHead): string {
    return heads.find((each) => each.business === business && each.kind === kind)?.at ?? '';
  }

  /** The same page again, of what is kept now. */
  function show(): void {
    location.reload();
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    const answer = await read<RunsState>('/runs');
    problem.value = 'problem' in answer ? answer.problem : undefined;
    if ('value' in answer) {
      told.value = answer.value;
      state.answered.value = answer.value.businesses;
      takeOwn(answer.value);
    }
    // Asked again by whoever asked in between.
    clearTimeout(timer);
    const watched = underWay.value !== undefined || problem.value !== undefined;
    timer = setTimeout(look, watched ? watchingMs : readingMs);
  }

  /** Who asked for a run and waited is shown it; everybody else goes on reading. */
  function takeOwn({ underWay, ended }: RunsState): void {
    if (own.id === undefined || underWay?.id === own.id) return;
    const over = ended?.id === own.id ? ended : undefined;
    own.id = undefined;
    if (over !== undefined && over.kept.length > 0) show();
  }

  async function start(): Promise<void> {
    const business = state.business.value?.id;
    asking.value = true;
    notice.value = undefined;
    const answer = await send<RunStarted>('POST', '/runs', {
      kind: kind.value,
      calls: calls.value,
      who: who.value,
      ...(every.value || business === undefined ? {} : { business }),
    });
    asking.value = false;
    if ('problem' in answer) notice.value = `It was not begun: ${answer.problem}`;
    else if (answer.value.outcome === 'started') own.id = answer.value.run.id;
    else notice.value = 'Yours was not begun: one run at a time, and this one is under way.';
    await look();
  }

  /** From beside what was not tried yet. */
  function run(kindWanted: TrialKind): void {
    const offered = runKinds.find((each) => each === kindWanted);
    if (offered === undefined || asking.value) return;
    kind.value = offered;
    every.value = false;
    // What becomes of it is told above everything.
    scrollTo({ top: 0 });
    void start();
  }

  async function stop(): Promise<void> {
    const run = underWay.value;
    if (run === undefined) return;
    asking.value = true;
    const answer = await send('POST', `/runs/${run.id}/stop`, { who: who.value });
    asking.value = false;
    notice.value = 'problem' in answer && answer.away ? answer.problem : undefined;
    await look();
  }

  // A reload, and whoever is sent the address, looks at the same business.
  effect(() => {
    const id = state.business.value?.id;
    if (id !== undefined) history.replaceState(null, '', `/coverage?business=${id}`);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });

  return {
    told,
    problem,
    notice,
    kind,
    calls,
    every,
    asking,
    underWay,
    answering,
    newer,
    look,
    show,
    start,
    run,
    stop,
    isOwn: (id: string) => own.id === id,
    nameOf: (id: string) => state.businesses.value.find((each) => each.id === id)?.name ?? id,
  };
}

export type RunSession = ReturnType<typeof createRunSession>;
