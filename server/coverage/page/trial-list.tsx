/** What was tried besides the generated calls, and what can be: each kind of trial with its verdict. */
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
import { type TrialKind, trialKinds } from '../../scenarios/trials/trial-kinds.ts';
import { AgainLine } from './again-line.tsx';
import { Dialogue } from './dialogue.tsx';
import type { PageState } from './page-state.ts';
import { kindsOffered } from './run-words.ts';
import { TrialTable } from './trial-table.tsx';

const titles: Record<TrialKind, string> = {
  written: 'The written calls',
  faults: 'The world fails',
  simulation: 'Callers made of chance',
  database: 'Callers made of chance, on the database',
  proof: 'Does the suite notice bugs?',
  telephone: 'By telephone',
};
const commands: Record<TrialKind, (business: string) => string> = {
  written: (business) => `npm run scenarios -- --written --business ${business}`,
  faults: (business) => `npm run scenarios -- --faults single --business ${business}`,
  simulation: (business) => `npm run scenarios -- --simulate 10000 --business ${business}`,
  database: (business) =>
    `npm run scenarios -- --simulate 2000 --with-database --business ${business}`,
  proof: (business) => `npm run scenarios -- --prove --business ${business}`,
  telephone: (business) => `npm run scenarios -- --over wire --business ${business}`,
};

interface TrialListProps {
  state: PageState;
  /** That which they are to speak for. */
  version?: string;
  /** Where there is a server to do it. */
  run?: ((kind: TrialKind) => void) | undefined;
}

export function TrialList({ state, version, run }: TrialListProps) {
  const trials = state.trials.value;
  const business = state.business.value?.id ?? '';
  const untried = trialKinds.filter((kind) => trials.every((trial) => trial.kind !== kind));
  return (
    <section aria-labelledby="trials-title">
      <h2 id="trials-title">What else was tried</h2>
      {trials.map((trial) => (
        <Trial
          key={trial.kind}
          trial={trial}
          outdated={trial.version !== (version ?? trial.version)}
        />
      ))}
      {untried.length > 0 && (
        <ul class="untried">
          {untried.map((kind) => (
            <li key={kind}>
              {titles[kind]} <span class="quiet">not tried yet:</span>{' '}
              <code>{commands[kind](business)}</code>
              {run !== undefined && kindsOffered.some((each) => each === kind) && (
                <>
                  {' '}
                  <button type="button" class="small" onClick={() => run(kind)}>
                    Run<span class="unseen"> {titles[kind]}</span>
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Trial({ trial, outdated }: { trial: TrialDocument; outdated: boolean }) {
  const { kind, good, what, at, seconds, seed, figures, tables, failures } = trial;
  return (
    <details class="trial" open={!good}>
      <summary>
        <span class={good ? 'pill good' : 'pill bad'}>{verdictOf(trial)}</span>{' '}
        <b>{titles[kind]}</b> <span class="quiet">{what}</span>
      </summary>
      <p class="facts">
        <span>{seconds.toFixed(1)} s</span>
        {kind !== 'written' && <span>seed {seed}</span>}
        <time dateTime={at}>{at.replace('T', ' ').slice(0, 16)} UTC</time>
        {outdated && (
          <strong>
            of another version: <code>{trial.version}</code>
          </strong>
        )}
      </p>
      <ul class="items">
        {figures.map((figure) => (
          <li key={figure}>{figure}</li>
        ))}
      </ul>
      {failures.map((failure, nth) => (
        // A finished trial never changes: its failures are told apart by their place.
        <details key={nth} class="card" open={nth === 0}>
          <summary>
            {failure.case !== failure.rule && <b>{failure.case}: </b>}
            {failure.rule}: {failure.what}
          </summary>
          {failure.dialogue.length > 0 && <Dialogue lines={failure.dialogue} />}
          <AgainLine command={failure.again} />
        </details>
      ))}
      {tables.map((table) => (
        <TrialTable key={table.title} table={table} />
      ))}
    </details>
  );
}

function verdictOf({ good, cases, failures }: TrialDocument): string {
  if (good) return 'All is well';
  const wrong = cases.filter((each) => each.wrong !== '').length;
  return wrong > 0 ? `${wrong} of ${cases.length} failed` : `${failures.length} failed`;
}
