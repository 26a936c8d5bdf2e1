/** The calls: all of them, or those through what was chosen in the chart, each with its talk. */
import { useSignal } from '@preact/signals';
import { purposeWords } from '../../scenarios/purpose-words.ts';
import type { RunDocument } from '../../scenarios/run-document.ts';
import { Dialogue } from './dialogue.tsx';
import { callsShownFirst, type PageState } from './page-state.ts';
import type { Call } from './run-index.ts';

export function CallList({ state, document }: { state: PageState; document: RunDocument }) {
  const calls = state.calls.value;
  const shown = calls.slice(0, state.callsShown.value);
  return (
    <section id="calls" aria-labelledby="calls-title">
      <div class="section-head">
        <h2 id="calls-title">Calls</h2>
        <p class="quiet" role="status">
          {calls.length} of {document.calls.length}
        </p>
        <ChosenChip state={state} />
      </div>
      <Filters state={state} document={document} />
      <ol class="calls">
        {shown.map((call) => (
          <CallRow key={call.id} call={call} document={document} />
        ))}
      </ol>
      {calls.length === 0 && <p class="quiet">No call fits. Take a filter away.</p>}
      {calls.length > shown.length && (
        <button
          type="button"
          onClick={() => {
            state.callsShown.value += callsShownFirst * 5;
          }}
        >
          Show more
        </button>
      )}
    </section>
  );
}

function ChosenChip({ state }: { state: PageState }) {
  const what = state.chosen.value;
  if (what === undefined) return null;
  const name =
    what.kind === 'state'
      ? what.id
      : what.kind === 'item'
        ? what.name
        : `${what.from} → ${what.to}`;
  return (
    <button type="button" class="chip" onClick={() => state.choose(undefined)}>
      through <code>{name}</code> <span aria-hidden="true">×</span>
      <span class="unseen">, show all calls again</span>
    </button>
  );
}

function Filters({ state, document }: { state: PageState; document: RunDocument }) {
  const { query, start, outcome, failedOnly } = state;
  const namesOf = (of: (call: Call) => string) => [...new Set(document.calls.map(of))].sort();
  return (
    <div class="filters">
      <label>
        <span>Find</span>
        <input
          type="search"
          placeholder="words, a state, a move, an id"
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
      </label>
      <label>
        <span>begins as</span>
        <select value={start.value} onChange={(event) => (start.value = event.currentTarget.value)}>
          <option value="">any call</option>
          {namesOf((call) => call.start).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        <span>ends as</span>
        <select
          value={outcome.value}
          onChange={(event) => (outcome.value = event.currentTarget.value)}
        >
          <option value="">in any way</option>
          {namesOf((call) => call.outcome).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={failedOnly.value}
          onChange={(event) => (failedOnly.value = event.currentTarget.checked)}
        />
        <span>broke a rule</span>
      </label>
    </div>
  );
}

function CallRow({ call, document }: { call: Call; document: RunDocument }) {
  const open = useSignal(false);
  const { id, start, moves, outcome, failed, dialogue, target } = call;
  return (
    <li>
      <details class="card" onToggle={(event) => (open.value = event.currentTarget.open)}>
        <summary>
          {failed && <b class="pill bad">broke a rule</b>}
          <code>{id}</code> <span>{start}</span>
          <span class="quiet">
            {' '}
            {moves.length} {moves.length === 1 ? 'move' : 'moves'}, ends as {outcome}
          </span>
        </summary>
        {open.value && (
          <>
            <p class="quiet">Made to try this: {purposeWords(target, document)}</p>
            <Dialogue lines={dialogue} />
          </>
        )}
      </details>
    </li>
  );
}
