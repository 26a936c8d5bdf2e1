/** The console's first page: the businesses that are answered for, and today at each of them. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from './ask-server.ts';
import { addressOf, type ListedCall, outcomeWords } from './calls/call-words.ts';
import { when } from './when.ts';

interface Business {
  id: string;
  name: string;
  version: string;
  numbers: { number?: string; starting?: string }[];
  services: unknown[];
}
interface Booking {
  id: string;
  start: string;
  customerName: string;
  serviceId: string;
}
interface Today {
  calls: ListedCall[];
  bookings: Booking[];
  messages: { id: string; handledAtMs?: number }[];
}

export function HomePage() {
  const businesses = useSignal<Business[] | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const load = async (): Promise<void> => {
    problem.value = undefined;
    const answer = await read<{ businesses: Business[] }>('/businesses');
    if ('value' in answer) businesses.value = answer.value.businesses;
    else problem.value = answer.problem;
  };
  useEffect(() => {
    document.title = 'Frontdesk';
    void load();
  }, []);
  return (
    <main class="home">
      <h1>Good to see you</h1>
      <p class="quiet">What your lines are doing, and where to change what they say.</p>
      {problem.value !== undefined && (
        <p class="notice" role="alert">
          {problem.value}{' '}
          <button type="button" onClick={load}>
            Try again
          </button>
        </p>
      )}
      <ul class="businesses" aria-busy={businesses.value === undefined && !problem.value}>
        {businesses.value?.map((business) => (
          <BusinessCard key={business.id} business={business} />
        ))}
      </ul>
      {businesses.value?.length === 0 && <p class="quiet">No business is answered for yet.</p>}
    </main>
  );
}

function BusinessCard({ business }: { business: Business }) {
  const today = useSignal<Today | undefined>(undefined);
  const at = `/businesses/${business.id}`;
  useEffect(() => {
    void (async () => {
      const [calls, bookings, messages] = await Promise.all([
        read<Pick<Today, 'calls'>>(`${at}/calls?most=5`),
        read<Pick<Today, 'bookings'>>(`${at}/bookings`),
        read<Pick<Today, 'messages'>>(`${at}/messages?most=100`),
      ]);
      if ('value' in calls && 'value' in bookings && 'value' in messages) {
        today.value = { ...calls.value, ...bookings.value, ...messages.value };
      }
    })();
  }, [at]);
  const number = business.numbers.find((each) => each.number !== undefined)?.number;
  const open = today.value?.messages.filter(({ handledAtMs }) => handledAtMs === undefined).length;
  return (
    <li class="card">
      <h2>{business.name}</h2>
      <p class="numbers">
        {business.numbers.map((each) => each.number ?? 'any other number').join(', ')}
      </p>
      <dl>
        <Fact name="booked today" value={today.value?.bookings.length} />
        <Fact name="messages open" value={open} />
        <Fact name="services" value={business.services.length} />
      </dl>
      <h3>Last calls</h3>
      <ol class="last-calls">
        {today.value?.calls.map((call) => (
          <li key={call.callId}>
            <a href={addressOf(business.id, call.callId)}>{call.from || 'number withheld'}</a>
            <time>{when(call.startedAtMs)}</time>
            <b>{outcomeWords(call)}</b>
          </li>
        ))}
        {today.value?.calls.length === 0 && <li class="quiet">None yet.</li>}
      </ol>
      {today.value !== undefined && today.value.calls.length > 0 && (
        <p>
          <a href={`/calls?business=${business.id}`}>All its calls</a>
        </p>
      )}
      <p class="ways">
        <a class="button" href={`/flows?business=${business.id}`}>
          Change what it says
        </a>
        <a
          class="button plain"
          href={number === undefined ? '/call' : `/call?to=${encodeURIComponent(number)}`}
        >
          Call it
        </a>
      </p>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: number | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  );
}
