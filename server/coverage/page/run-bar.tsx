/** The bar above the runs in the console: how the shown one stands, and a way to run it again. */
import { useEffect } from 'preact/hooks';
import type { RunUnderWay } from '../../running/run-desk.ts';
import type { PageState } from './page-state.ts';
import { RunForm } from './run-form.tsx';
import type { RunSession } from './run-session.ts';
import { brokenWords, standingOf, underWayWords, verdictWords, whereWords } from './run-words.ts';
import { RunsTable } from './runs-table.tsx';

interface RunBarProps {
  state: PageState;
  session: RunSession;
}

export function RunBar({ state, session }: RunBarProps) {
  useEffect(() => void session.look(), [session]);
  const { told, problem, notice } = session;
  const run = session.underWay.value;
  return (
    <section class="run-bar" aria-label="Runs" aria-busy={told.value === undefined}>
      {problem.value !== undefined && (
        <p class="told-off" role="alert">
          {problem.value} What is below was run before.
        </p>
      )}
      {notice.value !== undefined && (
        <p class="told-off" role="alert">
          {notice.value}
        </p>
      )}
      {run === undefined ? (
        <div class="run-idle">
          <div class="run-said" role="status">
            <Said state={state} session={session} />
          </div>
          <RunForm state={state} session={session} />
        </div>
      ) : (
        <UnderWay run={run} session={session} />
      )}
      {told.value !== undefined && <RunsTable told={told.value} />}
    </section>
  );
}

function Said({ state, session }: RunBarProps) {
  const { told, newer, nameOf } = session;
  const index = state.index.value;
  if (told.value === undefined) return <p class="quiet">Asking what answers callers…</p>;
  const standing = standingOf(index?.document, session.answering.value);
  const broken = brokenOf(session, state.business.value?.id ?? '');
  return (
    <>
      {standing.map(({ text, outdated }) => (
        <p key={text} class={outdated ? 'outdated' : 'quiet'}>
          {text}
        </p>
      ))}
      {broken !== undefined && <p class="outdated">{brokenWords(broken, nameOf)}</p>}
      {newer.value.length > 0 && (
        <p>
          There is a newer run: {newer.value.map(verdictWords).join(', ')}.{' '}
          <button type="button" onClick={session.show}>
            Show it
          </button>
        </p>
      )}
    </>
  );
}

/** The last run of this business that came to no end, until a later one has. */
function brokenOf({ told }: RunSession, business: string) {
  const ended = told.value?.ended;
  if (ended === undefined || !ended.businesses.includes(business)) return undefined;
  if (ended.how === 'finished' || ended.kept.includes(business)) return undefined;
  const sinceMs = ended.endedAtMs ?? ended.beganAtMs;
  const later = told.value?.kept.some(
    (head) =>
      head.business === business && head.kind === ended.kind && Date.parse(head.at) > sinceMs,
  );
  return later === true ? undefined : ended;
}

function UnderWay({ run, session }: { run: RunUnderWay; session: RunSession }) {
  const { done, all } = run.progress ?? {};
  return (
    <div class="run-under-way">
      <p role="status">{underWayWords(run, session.nameOf, session.isOwn(run.id))}</p>
      <div class="run-progress">
        <progress
          aria-label="Progress of the run"
          max={all ?? 1}
          {...(done === undefined || run.stopping ? {} : { value: done })}
        />
        <button
          type="button"
          onClick={session.stop}
          disabled={run.stopping || session.asking.value}
        >
          Stop
        </button>
      </div>
      <p class="quiet run-where">{whereWords(run, session.nameOf)}</p>
    </div>
  );
}
