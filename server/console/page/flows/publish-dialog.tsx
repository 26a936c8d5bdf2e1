/** Publishing with a reason: through the gate, or over it with a reason that everybody can read. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { send } from '../ask-server.ts';
import { who } from '../who.tsx';
import { FindingButton, Way } from './findings-list.tsx';
import type { FlowsSession } from './flows-session.ts';
import type { Published } from './flows-types.ts';

export function PublishDialog({ session, close }: { session: FlowsSession; close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const why = useSignal('');
  const override = useSignal('');
  const running = useSignal(false);
  const answered = useSignal<Published | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  useEffect(() => dialog.current?.showModal(), []);
  const refused = answered.value?.outcome === 'refused' ? answered.value : undefined;
  const toApprove = answered.value?.outcome === 'to-approve' ? answered.value : undefined;

  const publish = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { keeper, business } = session;
    running.value = true;
    problem.value = undefined;
    await keeper.value?.saveAll();
    const state = keeper.value?.state.value;
    const answer = await send<Published>('POST', `/businesses/${business.value}/draft/publish`, {
      draft: state?.draft?.id,
      who: who.value,
      why: why.value,
      replacing: state?.inForce.version,
      ...(toApprove === undefined ? {} : { approve: true }),
      ...(override.value.trim() === '' ? {} : { override: override.value }),
    });
    running.value = false;
    await keeper.value?.look();
    if ('problem' in answer) problem.value = answer.problem;
    else answered.value = answer.value;
    if ('value' in answer && 'version' in answer.value && answer.value.version) {
      const { outcome, version } = answer.value;
      const text =
        outcome === 'published'
          ? `Published: new calls take version ${version}.`
          : `Callers hear version ${version} already.`;
      session.notice.value = { text, good: true };
      close();
    }
  };

  return (
    <dialog ref={dialog} class="publish" onClose={close} aria-labelledby="publish-title">
      <form onSubmit={publish}>
        <h2 id="publish-title">Publish to callers</h2>
        <p class="quiet">New calls take it within a second. Calls in progress end as they began.</p>
        <label>
          Why?
          <textarea
            required
            rows={2}
            maxLength={1000}
            placeholder="for those who read the list later"
            value={why.value}
            onInput={(event) => {
              why.value = event.currentTarget.value;
            }}
          />
        </label>
        {refused !== undefined && (
          <Refused session={session} refused={refused} override={override} close={close} />
        )}
        {toApprove !== undefined && <Noticed noticed={toApprove.noticed} />}
        {answered.value?.outcome === 'overtaken' && (
          <p role="alert">
            Somebody published another version meanwhile. See what changes, then publish again.
          </p>
        )}
        {answered.value?.outcome === 'ended' && (
          <p role="alert">This draft was published or discarded by somebody else meanwhile.</p>
        )}
        {problem.value !== undefined && <p role="alert">{problem.value}</p>}
        <p class="waiting" role="status">
          {running.value && 'Walking every call that could come of it…'}
        </p>
        <footer>
          <button type="button" class="plain" onClick={close}>
            Not now
          </button>
          <button
            type="submit"
            disabled={
              running.value ||
              (refused !== undefined && (!refused.mayOverride || override.value.trim() === ''))
            }
          >
            {toApprove !== undefined
              ? 'Yes, publish it'
              : refused?.mayOverride
                ? 'Publish all the same'
                : 'Publish'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

interface RefusedProps {
  session: FlowsSession;
  refused: Published;
  override: { value: string };
  close(): void;
}

function Refused({ session, refused, override, close }: RefusedProps) {
  const { findings, faults, mayOverride } = refused;
  return (
    <div class="refused" role="alert">
      <h3>The gate refuses</h3>
      <ol>
        {findings.map((finding, nth) => (
          <li key={`${finding.file}:${finding.line}:${finding.what}`}>
            <FindingButton finding={finding} session={session} shown={close} open={nth === 0} />
          </li>
        ))}
        {faults.map(({ what, way }, nth) => (
          <li key={what}>
            {what}
            <Way way={way} open={findings.length === 0 && nth === 0} />
          </li>
        ))}
      </ol>
      {mayOverride ? (
        <label>
          To answer for it yourself, say why. It stays beside the version for all to read.
          <textarea
            rows={2}
            maxLength={1000}
            value={override.value}
            onInput={(event) => {
              override.value = event.currentTarget.value;
            }}
          />
        </label>
      ) : (
        <p>The files cannot be used as they are.</p>
      )}
    </div>
  );
}

/** Nothing is wrong; calls go otherwise, and somebody says that they should. */
function Noticed({ noticed }: Pick<Published, 'noticed'>) {
  return (
    <div class="noticed" role="alert">
      <h3>Callers will notice this. Is it what you want?</h3>
      <ol>
        {noticed.map(({ what, before, after, way, calls }) => (
          <li key={`${what} ${before} ${after}`}>
            <p>
              {what} <span class="quiet">in {calls === 1 ? 'one call' : `${calls} calls`}</span>
            </p>
            <p class="gone">{before}</p>
            <p class="new">{after}</p>
            {way.length > 0 && <Way way={way} />}
          </li>
        ))}
      </ol>
    </div>
  );
}
