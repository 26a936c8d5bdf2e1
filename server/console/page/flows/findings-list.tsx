/** Everything the check found, all at once; a press goes to the line. */
import { nameOf } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';
import type { Finding } from './flows-types.ts';

export function FindingsList({ session }: { session: FlowsSession }) {
  const { checked, checking, keeper } = session;
  const findings = checked.value?.findings ?? [];
  const current = checked.value?.stamp === keeper.value?.state.value?.stamp;
  const looking = checking.value || !current;
  const words =
    checked.value === undefined
      ? 'Looking through the files…'
      : findings.length === 0
        ? 'No findings'
        : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  return (
    <section class="findings card" aria-labelledby="findings-title">
      <h2 id="findings-title" aria-live="polite" class={findings.length > 0 ? 'bad' : 'good'}>
        {words}
        {looking && checked.value !== undefined && <span class="quiet"> · looking again…</span>}
      </h2>
      <ol>
        {findings.map((finding) => (
          <li key={`${finding.file}:${finding.line}:${finding.what}`}>
            <FindingButton finding={finding} session={session} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface FindingButtonProps {
  finding: Finding;
  session: FlowsSession;
  /** Called once its line is shown. */
  shown?: () => void;
  /** The way to it is unfolded at once. */
  open?: boolean;
}

export function FindingButton({ finding, session, shown, open = false }: FindingButtonProps) {
  const { file, line, what, fix, way } = finding;
  return (
    <>
      <button
        type="button"
        class="finding"
        onClick={() => {
          session.show({ kind: 'file', path: file, line });
          shown?.();
        }}
      >
        <code>
          {nameOf(file)}:{line}
        </code>
        <span>
          {what}: <em>{fix}</em>
        </span>
      </button>
      {way !== undefined && way.length > 0 && <Way way={way} open={open} />}
    </>
  );
}

export function Way({ way, open = false }: { way: string[]; open?: boolean }) {
  return (
    <details class="way" open={open}>
      <summary>How a call comes to it</summary>
      <ol>
        {way.map((step, index) => (
          <li key={`${index} ${step}`}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
