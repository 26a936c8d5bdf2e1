/** Which business, which run of it, and its verdict. */
import type { RunDocument } from '../../scenarios/run-document.ts';
import type { PageState } from './page-state.ts';

export function RunHead({ state, document }: { state: PageState; document?: RunDocument }) {
  const businesses = state.businesses.value;
  const chosen = state.business.value?.id;
  return (
    <header class="head">
      <div class="title">
        <h1>Coverage</h1>
        {businesses.length > 1 && (
          <fieldset class="tabs" aria-label="Business">
            {businesses.map(({ id, name, good }) => (
              <button
                key={id}
                type="button"
                aria-pressed={id === chosen}
                onClick={() => state.openBusiness(id)}
              >
                <span class={dotOf(good)} aria-hidden="true" />
                {name}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {document !== undefined && <Verdict document={document} named={businesses.length === 1} />}
    </header>
  );
}

function dotOf(good: boolean | undefined): string {
  if (good === undefined) return 'dot none';
  return good ? 'dot good' : 'dot bad';
}

function Verdict({ document, named }: { document: RunDocument; named: boolean }) {
  return (
    <div class="verdict">
      <p class={document.good ? 'pill good' : 'pill bad'}>{verdictOf(document)}</p>
      <p class="facts">
        {named && <b>{document.name} </b>}
        <span>{document.paths} calls</span>
        <span>{document.turns} turns</span>
        <span>{document.seconds.toFixed(1)} s</span>
        <span>
          version <code>{document.version}</code>
        </span>
        <span>seed {document.seed}</span>
        <time dateTime={document.at}>{document.at.replace('T', ' ').slice(0, 16)} UTC</time>
      </p>
    </div>
  );
}

function verdictOf({ good, failures, chartFaults, coverage }: RunDocument): string {
  if (good) return 'Every rule held';
  const missing = Object.values(coverage).reduce((sum, each) => sum + each.missing.length, 0);
  const said = [
    [failures.length, failures.length === 1 ? 'failure' : 'failures'],
    [chartFaults.length, 'faults of the chart'],
    [missing, 'not covered'],
  ] as const;
  return said
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}
