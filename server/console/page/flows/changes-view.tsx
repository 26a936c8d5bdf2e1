/** What callers would notice of the draft, beside what they hear now: in words, and as a picture. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from '../ask-server.ts';
import type { FlowsSession } from './flows-session.ts';
import type { Changes } from './flows-types.ts';

export function ChangesView({ session }: { session: FlowsSession }) {
  const { keeper, business, checked } = session;
  const stamp = keeper.value?.state.value?.stamp;
  return (
    <div class="changes">
      <h2>What callers will notice</h2>
      <ChangesOf
        key={`${stamp}`}
        business={business.value}
        broken={checked.value !== undefined && checked.value.version === undefined}
      />
    </div>
  );
}

interface ChangesOfProps {
  business: string;
  /** Absent: the draft. */
  to?: string;
  broken?: boolean;
}

export function ChangesOf({ business, to, broken = false }: ChangesOfProps) {
  const changes = useSignal<Changes | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const picture = useSignal<string | undefined>(undefined);
  const query = to === undefined ? '' : `?to=${to}`;
  useEffect(() => {
    let left = false;
    void (async () => {
      const answer = await read<Changes>(`/businesses/${business}/changes${query}`);
      if (left) return;
      if ('value' in answer) changes.value = answer.value;
      else problem.value = answer.problem;
    })();
    return () => {
      left = true;
    };
  }, [business, query]);
  const draw = async (): Promise<void> => {
    picture.value = '';
    const answer = await read<{ svg: string }>(`/businesses/${business}/changes/picture${query}`);
    if ('problem' in answer) {
      problem.value = answer.problem;
      picture.value = undefined;
    } else
      picture.value = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(answer.value.svg)}`;
  };
  if (broken) {
    return <p>The files have findings. Once they are mended, what changes is shown here.</p>;
  }
  if (problem.value !== undefined) return <p role="alert">{problem.value}</p>;
  const found = changes.value;
  if (found === undefined) return <p class="quiet">Walking both versions…</p>;
  return (
    <>
      <p class="quiet">
        From <code>{found.before}</code> to <code>{found.after}</code>
      </p>
      {found.groups.length === 0 && <p>Nothing that a caller would notice.</p>}
      {found.groups.map(({ title, lines }) => (
        <section key={title} class="change-group">
          <h3>{title}</h3>
          <ul>
            {lines.map((line, index) => (
              <li key={`${index} ${line}`} class={markOf(line)}>
                {line}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.before !== found.after && picture.value === undefined && (
        <p>
          <button type="button" class="plain" onClick={draw}>
            Show it as a picture
          </button>
        </p>
      )}
      {picture.value === '' && <p class="quiet">Drawing both versions…</p>}
      {picture.value && (
        <section class="changes-picture" aria-label="The picture of what changes">
          <img src={picture.value} alt="The chart of both versions: new in green, gone in red" />
        </section>
      )}
    </>
  );
}

function markOf(line: string): string {
  if (line.startsWith('+')) return 'new';
  if (line.startsWith('-')) return 'gone';
  return line.startsWith('    ') ? 'detail' : 'other';
}
