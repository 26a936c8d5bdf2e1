/** The page of a run: its verdict, what broke, its figures, what else was tried, the chart, the calls. */
import { CallList } from './call-list.tsx';
import { ChartSection } from './chart-section.tsx';
import { FailureList } from './failure-list.tsx';
import { Figures } from './figures.tsx';
import type { PageState } from './page-state.ts';
import { RulesTable } from './rules-table.tsx';
import { RunHead } from './run-head.tsx';
import { TrialList } from './trial-list.tsx';
import { Uncovered } from './uncovered.tsx';

export function CoveragePage({ state }: { state: PageState }) {
  const index = state.index.value;
  if (index === undefined) {
    return (
      <main>
        <RunHead state={state} />
        <p>
          <b>{state.business.value?.name}</b>: the calls of its chart were not run yet.{' '}
          <code>npm run scenarios -- --business {state.business.value?.id}</code>
        </p>
        <TrialList state={state} />
      </main>
    );
  }
  const { document } = index;
  return (
    <main>
      <RunHead state={state} document={document} />
      <FailureList document={document} />
      <Figures document={document} />
      <TrialList state={state} version={document.version} />
      <ChartSection state={state} index={index} />
      <CallList state={state} document={document} />
      <Uncovered document={document} />
      <RulesTable document={document} />
    </main>
  );
}
