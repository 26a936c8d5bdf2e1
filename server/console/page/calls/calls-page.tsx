/** The Calls page: the last calls of a business, and one of them to read. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from '../ask-server.ts';
import { when } from '../when.ts';
import { CallView } from './call-view.tsx';
import { addressOf, type ListedCall, outcomeWords } from './call-words.ts';

interface Business {
  id: string;
  name: string;
}

/** A page of them; older ones are fetched when asked for. */
const most = 25;

export function CallsPage() {
  const query = new URLSearchParams(location.search);
  const businesses = useSignal<Business[] | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  useEffect(() => {
    document.title = 'Frontdesk: calls';
    void (async () => {
      const answer = await read<{ businesses: Business[] }>('/businesses');
      if ('value' in answer) businesses.value = answer.value.businesses;
      else problem.value = answer.problem;
    })();
  }, []);
  const wanted = query.get('business');
  const business = businesses.value?.find(({ id }) => id === wanted) ?? businesses.value?.[0];
  const callId = query.get('call');
  return (
    <main class="calls">
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      {businesses.value?.length === 0 && <p class="quiet">No business is answered for yet.</p>}
      {business !== undefined &&
        (callId === null ? (
          <CallList businesses={businesses.value ?? []} business={business} />
        ) : (
          <CallView business={business} callId={callId} />
        ))}
    </main>
  );
}

interface CallListProps {
  businesses: Business[];
  business: Business;
}

function CallList({ businesses, business }: CallListProps) {
  const calls = useSignal<ListedCall[] | undefined>(undefined);
  const next = useSignal<string | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const load = async (): Promise<void> => {
    const before = next.value === undefined ? '' : `&before=${next.value}`;
    const at = `/businesses/${business.id}/calls?most=${most}${before}`;
    const answer = await read<{ calls: ListedCall[]; next?: string }>(at);
    if ('problem' in answer) {
      problem.value = answer.problem;
      return;
    }
    problem.value = undefined;
    calls.value = [...(calls.value ?? []), ...answer.value.calls];
    next.value = answer.value.next;
  };
  useEffect(() => void load(), []);
  return (
    <>
      <h1>Calls</h1>
      <nav class="of-business" aria-label="Business">
        {businesses.map(({ id, name }) => (
          <a
            key={id}
            href={`/calls?business=${id}`}
            aria-current={id === business.id ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      {calls.value?.length === 0 && <p class="quiet">Nobody has called yet.</p>}
      <ol class="call-list" aria-busy={calls.value === undefined}>
        {calls.value?.map((call) => (
          <li key={call.callId}>
            <a href={addressOf(business.id, call.callId)}>
              <span>{call.from || 'number withheld'}</span>
              <time>{when(call.startedAtMs)}</time>
              <b class={`outcome ${call.outcome ?? 'open'}`}>{outcomeWords(call)}</b>
            </a>
          </li>
        ))}
      </ol>
      {next.value !== undefined && (
        <p>
          <button type="button" class="plain" onClick={load}>
            Older calls
          </button>
        </p>
      )}
    </>
  );
}
