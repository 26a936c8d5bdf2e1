/** What is to be run, of which business, and the button that does it. */
import type { PageState } from './page-state.ts';
import type { RunSession } from './run-session.ts';
import { kindsOffered, kindWords } from './run-words.ts';

/** As many as the server takes. */
const callsMax = 100_000;

export function RunForm({ state, session }: { state: PageState; session: RunSession }) {
  const { told, kind, calls, every, asking, answering } = session;
  const business = state.business.value;
  const severalAnswer = (told.value?.businesses.length ?? 0) > 1;
  const ran = told.value?.kept.some(
    (head) => head.kind === kind.value && (every.value || head.business === business?.id),
  );
  const cannot = told.value === undefined || (answering.value === undefined && !every.value);
  return (
    <form
      class="run-form"
      onSubmit={(event) => {
        event.preventDefault();
        void session.start();
      }}
    >
      <label>
        <span class="unseen">What is run</span>
        <select
          value={kind.value}
          onChange={(event) => {
            const chosen = kindsOffered.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) kind.value = chosen;
          }}
        >
          {kindsOffered.map((each) => (
            <option key={each} value={each}>
              {kindWords[each]}
            </option>
          ))}
        </select>
      </label>
      {kind.value === 'simulation' && (
        <label>
          <span>calls</span>
          <input
            type="number"
            aria-label="How many calls"
            required
            min={1}
            max={callsMax}
            value={calls.value}
            onInput={(event) => (calls.value = event.currentTarget.valueAsNumber)}
          />
        </label>
      )}
      {severalAnswer && (
        <label>
          <span>of</span>
          <select
            aria-label="Of which business"
            value={every.value ? 'every' : 'one'}
            onChange={(event) => (every.value = event.currentTarget.value === 'every')}
          >
            <option value="one">{business?.name}</option>
            <option value="every">every business</option>
          </select>
        </label>
      )}
      <button type="submit" class="strong" disabled={cannot || asking.value}>
        {ran === true ? 'Run again' : 'Run'}
      </button>
    </form>
  );
}
