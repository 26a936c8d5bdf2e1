/** One figure for each kind of thing that has to be covered. */
import type { RunDocument } from '../../scenarios/run-document.ts';

/** What each kind is, for who meets the word for the first time. */
const meanings: Record<string, string> = {
  states: 'places a call can be in',
  transitions: 'ways from one place to another',
  cells: 'each thing that can happen, in each state',
  payloads: 'classes of values and answers',
  repairs: 'each repair, in each state',
  guards: 'each condition, true and false',
  outcomes: 'ways a call can end',
  pairs: 'two ways taken one after the other',
};

export function Figures({ document }: { document: RunDocument }) {
  const kinds = Object.entries(document.coverage).filter(([, { declared }]) => declared > 0);
  return (
    <section aria-label="Figures">
      <ul class="figures">
        {kinds.map(([kind, { declared, covered, unreachable, missing }]) => {
          const reachable = declared - unreachable.length;
          const share = reachable === 0 ? 1 : covered / reachable;
          return (
            <li key={kind} class={missing.length > 0 ? 'figure lacking' : 'figure'}>
              <h2>{kind}</h2>
              <p class="share">
                {/* Never rounded up to everything. */}
                <b>{Math.floor(share * 1_000) / 10}</b> %
              </p>
              <div class="bar" aria-hidden="true">
                <i style={{ width: `${(100 * covered) / declared}%` }} />
                <i class="missing" style={{ width: `${(100 * missing.length) / declared}%` }} />
              </div>
              <p class="quiet">
                {covered} of {declared}
                {unreachable.length > 0 && <>, {unreachable.length} unreachable</>}
                {missing.length > 0 && <strong>, {missing.length} missing</strong>}
              </p>
              <p class="meaning quiet">{meanings[kind] ?? ''}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
