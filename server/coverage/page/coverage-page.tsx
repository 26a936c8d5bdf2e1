/** The page of a run: its verdict, what broke, its figures, what else was tried, the chart, the calls. */
import { CallList } from './call-list.tsx';
import { ChartSection } from './chart-section.tsx';
import { FailureList } from './failure-list.tsx';
import { Figures } from './figures.tsx';
import type { PageState } from './page-state.ts';
import { RulesTable } from './rules-table.tsx';
import { RunBar } from './run-bar.tsx';
import { RunHead } from './run-head.tsx';
import type { RunSession } from './run-session.ts';
import { TrialList } from './trial-list.tsx';
import { Uncovered } from './uncovered.tsx';

interface CoveragePageProps {
  state: PageState;
  /** In the console alone, where a server can be asked to run. */
  session?: RunSession;
}

export function CoveragePage({ state, session }: CoveragePageProps) {
  const index = state.index.value;
  const above = session !== undefined && <RunBar state={state} session={session} />;
  const run = session === undefined ? {} : { run: session.run };
  // What answers callers is what a trial has to speak for, where that is known.
  const version = session?.answering.value?.version ?? index?.document.version;
  const speaksFor = version === undefined ? {} : { version };
  if (index === undefined) {
    return (
      <main>
        <RunHead state={state} />
        {above}
        <NotRun state={state} />
        {state.trials.value.length > 0 && <TrialList state={state} {...speaksFor} {...run} />}
      </main>
    );
  }
  const { document } = index;
  return (
    <main>
      <RunHead state={state} document={document} />
      {above}
      <FailureList document={document} />
      <Figures document={document} />
      <TrialList state={state} {...speaksFor} {...run} />
      <ChartSection state={state} index={index} />
      <CallList state={state} document={document} />
      <Uncovered document={document} />
      <RulesTable document={document} />
    </main>
  );
}

function NotRun({ state }: { state: PageState }) {
  const business = state.business.value;
  const command = `npm run scenarios${business === undefined ? '' : ` -- --business ${business.id}`}`;
  return (
    <section class="nothing" aria-label="Not run yet">
      <p>
        <b>{business?.name ?? 'Nothing'}</b>
        {business === undefined
          ? ' was run here yet.'
          : ': the calls of its chart were not run yet.'}
      </p>
      <p class="quiet">
        A run makes every call that a business can have, from its chart, and judges each of them. It
        takes some minutes at most; in a terminal, it is <code>{command}</code>.
      </p>
    </section>
  );
}
