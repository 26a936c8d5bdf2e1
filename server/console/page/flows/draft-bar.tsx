/** Which business, which version callers hear, how the draft stands, and what can be done with it. */
import { useSignal } from '@preact/signals';
import { when } from '../when.ts';
import { who } from '../who.tsx';
import type { SavingState } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';
import { PublishDialog } from './publish-dialog.tsx';

const savingWords: Record<SavingState, string> = {
  saved: 'All changes are saved',
  typing: 'Saving soon',
  saving: 'Saving',
  away: 'Not saved: the server is away. What you typed is kept here.',
  nameless: 'Not saved yet: say who you are',
  conflict: 'Somebody else changed the same file',
};

const discardWords =
  'Discard this draft? What everybody changed in it is gone from here; callers notice nothing.';

export function DraftBar({ session }: { session: FlowsSession }) {
  const { businesses, business, keeper, view } = session;
  const publishing = useSignal(false);
  const state = keeper.value?.state.value;
  const draft = state?.draft;
  const saving = keeper.value?.savingState.value ?? 'saved';
  const changed = draft !== undefined || saving !== 'saved';
  const moved = draft !== undefined && draft.basedOn !== state?.inForce.version;
  return (
    <header class="draft-bar">
      <h1 class="unseen">Flows</h1>
      <label class="business">
        <span class="unseen">Business</span>
        <select
          value={business.value}
          onChange={(event) => session.choose(event.currentTarget.value)}
        >
          {businesses.value?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="standing">
        <p>
          {state === undefined ? (
            'Loading…'
          ) : (
            <>
              Callers hear <code>{state.inForce.version}</code>
              <span class="quiet">
                {`, ${state.inForce.who === 'files' ? 'from the files' : `by ${state.inForce.who}`}`}
                {`, ${when(state.inForce.atMs)}`}
              </span>
            </>
          )}
        </p>
        <p class={`saving ${saving}`} role="status">
          {changed ? savingWords[saving] : 'Nothing is changed'}
          {moved && <b> · somebody published meanwhile; compare before you publish</b>}
        </p>
      </div>
      <div class="deeds">
        {changed && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              if (session.named() && confirm(discardWords)) void keeper.value?.discard();
            }}
          >
            Discard
          </button>
        )}
        <button type="button" class="plain" onClick={session.tryOut} disabled={!changed}>
          Try this draft
        </button>
        <button
          type="button"
          class="plain"
          aria-pressed={view.value.kind === 'changes'}
          onClick={() => session.show({ kind: 'changes' })}
          disabled={!changed}
        >
          See what changes
        </button>
        <button
          type="button"
          onClick={() => {
            if (session.named()) publishing.value = true;
          }}
          disabled={draft === undefined}
        >
          Publish…
        </button>
      </div>
      {keeper.value?.news.value !== undefined && (
        <p class="news" role="status">
          {keeper.value.news.value}
        </p>
      )}
      {publishing.value && who.value !== '' && (
        <PublishDialog
          session={session}
          close={() => {
            publishing.value = false;
          }}
        />
      )}
    </header>
  );
}
