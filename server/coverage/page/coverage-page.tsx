/** The page of a run: its verdict and figures, what broke, the chart by coverage, the rest, the calls. */
import { CallList } from './call-list.tsx';
import { ChartSection } from './chart-section.tsx';
import { FailureList } from './failure-list.tsx';
import { Figures } from './figures.tsx';
import type { PageState } from './page-state.ts';
import { RulesTable } from './rules-table.tsx';
import { RunHead } from './run-head.tsx';
import { Uncovered } from './uncovered.tsx';

export function CoveragePage({ state }: { state: PageState }) {
  const index = state.index.value;
  if (index === undefined) return null;
  const { document } = index;
  return (
    <main>
      <RunHead state={state} document={document} />
      <Figures document={document} />
      <FailureList document={document} />
      <ChartSection state={state} index={index} />
      <CallList state={state} document={document} />
      <Uncovered document={document} />
      <RulesTable document={document} />
    </main>
  );
}
