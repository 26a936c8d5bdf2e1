/** Every version of the business: who made it, when and why it was published, and the way back to it. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read, send } from '../ask-server.ts';
import { when } from '../when.ts';
import { who } from '../who.tsx';
import { ChangesOf } from './changes-view.tsx';
import type { FlowsSession } from './flows-session.ts';
import type { ListedVersion } from './flows-types.ts';

const statusWords = {
  published: 'callers hear it',
  replaced: 'replaced',
  checked: 'never published',
};
/** On the button that opens what callers would notice. */
const openWords = { published: '', replaced: 'Compare and bring back…', checked: 'Compare…' };
const kindWords = { seed: 'taken from the files', publish: 'published', rollback: 'brought back' };

export function VersionsView({ session }: { session: FlowsSession }) {
  const versions = useSignal<ListedVersion[] | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const chosen = useSignal<string | undefined>(undefined);
  const at = `/businesses/${session.business.value}/versions`;
  const inForce = session.keeper.value?.state.value?.inForce;
  useEffect(() => {
    void (async () => {
      const answer = await read<{ versions: ListedVersion[] }>(at);
      if ('value' in answer) versions.value = answer.value.versions;
      else problem.value = answer.problem;
    })();
  }, [at, inForce?.version, inForce?.atMs]);
  return (
    <div class="versions">
      <h2>Versions</h2>
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      {versions.value === undefined && !problem.value && <p class="quiet">Loading…</p>}
      <ol>
        {versions.value?.map((version) => (
          <li key={version.version} class={version.status}>
            <header>
              <code>{version.version}</code> <b>{statusWords[version.status]}</b>
              {version.status !== 'published' && (
                <button
                  type="button"
                  class="plain"
                  aria-expanded={chosen.value === version.version}
                  onClick={() => {
                    const open = chosen.value === version.version;
                    chosen.value = open ? undefined : version.version;
                  }}
                >
                  {chosen.value === version.version ? 'Close' : openWords[version.status]}
                </button>
              )}
            </header>
            {version.publications.length === 0 && (
              <p class="quiet">
                tried by {version.madeBy}, {when(version.madeAtMs)}
              </p>
            )}
            {version.publications.map((each) => (
              <p key={each.atMs}>
                {kindWords[each.kind]} by <b>{each.who}</b>, {when(each.atMs)}: {each.why}
                {each.overridden !== undefined && (
                  <span class="overridden"> although it was refused: {each.overridden}</span>
                )}
              </p>
            ))}
            {chosen.value === version.version && (
              <Chosen session={session} version={version} at={at} />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

interface ChosenProps {
  session: FlowsSession;
  version: ListedVersion;
  at: string;
}

/** What was only tried has passed no gate: it is looked at here, and published as a draft. */
function Chosen({ session, version: { version, status }, at }: ChosenProps) {
  if (status === 'replaced') return <BringBack session={session} version={version} at={at} />;
  return <ChangesOf business={session.business.value} to={version} />;
}

interface BringBackProps {
  session: FlowsSession;
  version: string;
  at: string;
}

function BringBack({ session, version, at }: BringBackProps) {
  const why = useSignal('');
  const problem = useSignal<string | undefined>(undefined);
  const bringBack = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!session.named()) return;
    const answer = await send('POST', `${at}/${version}/rollback`, {
      who: who.value,
      why: why.value,
    });
    if ('problem' in answer) {
      problem.value = answer.problem;
      return;
    }
    await session.keeper.value?.look();
    session.notice.value = { text: `New calls take version ${version} again.`, good: true };
  };
  return (
    <form class="bring-back" onSubmit={bringBack}>
      <h3>What callers would notice</h3>
      <ChangesOf business={session.business.value} to={version} />
      <label>
        Why bring it back?
        <input
          required
          maxLength={1000}
          value={why.value}
          onInput={(event) => {
            why.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit">Bring it back</button>
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
    </form>
  );
}
