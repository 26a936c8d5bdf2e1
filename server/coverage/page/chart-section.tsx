/** The chart by coverage: the flows to choose from, one picture of them, and what was chosen in it. */
import { ChartFrame } from './chart-frame.tsx';
import { ChosenPanel } from './chosen-panel.tsx';
import type { PageState } from './page-state.ts';
import type { RunIndex } from './run-index.ts';

export function ChartSection({ state, index }: { state: PageState; index: RunIndex }) {
  const { pictures } = index.document;
  const picture = pictures.find(({ id }) => id === state.picture.value) ?? pictures[0];
  return (
    <section class="chart" aria-labelledby="chart-title">
      <div class="section-head">
        <h2 id="chart-title">The chart</h2>
        <p class="legend quiet">
          <span class="key covered">covered</span>
          <span class="key missing">missing</span>
          <span class="key unreachable">no call comes here</span>
          <span class="key broken">a rule broke here</span>
        </p>
      </div>
      <div class="panes">
        <nav class="flows" aria-label="Pictures of the chart">
          {pictures.map(({ id, name }) => {
            const { covered, of, standing } = index.state(id);
            return (
              <button
                key={id}
                type="button"
                aria-pressed={id === picture?.id}
                onClick={() => state.openPicture(id)}
              >
                <span>{name}</span>
                <span class={standing === 'missing' ? 'count lacking' : 'count'}>
                  {covered}/{of}
                </span>
              </button>
            );
          })}
        </nav>
        {picture && <ChartFrame key={picture.id} state={state} index={index} picture={picture} />}
        <ChosenPanel state={state} index={index} />
      </div>
    </section>
  );
}
