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
  if (index === undefined) return <NothingYet />;
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

function NothingYet() {
  return (
    <main class="nothing">
      <h1>Coverage</h1>
      <p>Nothing was run yet. This makes the calls of every business, runs and judges them:</p>
      <pre>
        <code>npm run scenarios</code>
      </pre>
      <p class="quiet">
        It takes a few minutes. Then load this page again: it shows the last run of each business.
      </p>
    </main>
  );
}
