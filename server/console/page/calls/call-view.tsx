/** One call to read: what was said by whom in which state, what came of it, and where time went. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from '../ask-server.ts';
import { when } from '../when.ts';
import { outcomeWords, type ReadCall, type Turn } from './call-words.ts';

interface CallViewProps {
  business: { id: string; name: string };
  callId: string;
}

export function CallView({ business, callId }: CallViewProps) {
  const found = useSignal<ReadCall | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  useEffect(() => {
    void (async () => {
      const answer = await read<ReadCall>(`/businesses/${business.id}/calls/${callId}`);
      if ('value' in answer) found.value = answer.value;
      else problem.value = answer.problem;
    })();
  }, [business.id, callId]);
  const call = found.value;
  return (
    <>
      <p>
        <a href={`/calls?business=${business.id}`}>All calls of {business.name}</a>
      </p>
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
      {call === undefined && problem.value === undefined && <p class="quiet">Reading it…</p>}
      {call !== undefined && (
        <>
          <Head call={call} />
          <Written call={call} />
          <ol class="dialogue" aria-label="What was said">
            {call.turns.map((turn, index) => (
              <TurnLine key={`${index} ${turn.atMs}`} turn={turn} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Head({ call }: { call: ReadCall }) {
  const { from, startedAtMs, endedAtMs, version, vouched } = call;
  const seconds = endedAtMs === undefined ? undefined : (endedAtMs - startedAtMs) / 1_000;
  return (
    <header class="call-head">
      <h1>{from || 'Number withheld'}</h1>
      <p>
        <b class={`outcome ${call.outcome ?? 'open'}`}>{outcomeWords(call)}</b>
        <time>{when(startedAtMs)}</time>
        {seconds !== undefined && <span>{seconds.toFixed(0)} s</span>}
        <span>
          {vouched ? 'the carrier vouches for the number' : 'nobody vouches for the number'}
        </span>
        <span>
          version <code>{version}</code>
        </span>
      </p>
    </header>
  );
}

/** What the call left behind: what was understood for good, the calendar, and what decided. */
function Written({ call: { slots, bookings, effects } }: { call: ReadCall }) {
  const lines: [string, string][] = [
    ...Object.entries(slots).map(([slot, { spoken }]): [string, string] => [slot, spoken]),
    ...bookings.map(({ change, serviceId, start, customerName }): [string, string] => [
      change,
      `${serviceId}, ${start.replace('T', ' ')}, ${customerName}`,
    ]),
    ...effects.map(({ effect, outcome, tookMs, rule }): [string, string] => [
      effect,
      [
        outcome ?? 'no answer',
        ...(rule === undefined ? [] : [`by the rule ${rule}`]),
        ...(tookMs === undefined ? [] : [`${Math.round(tookMs)} ms`]),
      ].join(', '),
    ]),
  ];
  if (lines.length === 0) return null;
  return (
    <dl class="left-behind">
      {lines.map(([name, value], index) => (
        <div key={`${index} ${name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function TurnLine({ turn }: { turn: Turn }) {
  const { who, text, heardText, state } = turn;
  const heard = heardText ?? text;
  const unheard = text.startsWith(heard) ? text.slice(heard.length).trim() : '';
  return (
    <li class={`turn ${who}`}>
      <span class="who-said">{who}</span>
      <p>
        {unheard === '' ? text : heard}
        {unheard !== '' && (
          <>
            {' '}
            <s title="was not heard">
              {unheard}
              <span class="unseen"> (was not heard)</span>
            </s>
          </>
        )}
      </p>
      <code>{state}</code>
      {turn.gapMs !== undefined && <Gap ms={turn.gapMs} parts={turn.gapParts ?? {}} />}
    </li>
  );
}

/** A quarter of the line for each half second, so that gaps can be compared with one look. */
const barMs = 2_000;
/** As the time passes; the journal keeps them by name. */
const partsInOrder = ['patience', 'understanding', 'deciding', 'voice', 'sending', 'way'];

function Gap({ ms, parts }: { ms: number; parts: Record<string, number> }) {
  const spent = Object.entries(parts)
    .filter(([, part]) => part >= 1)
    .sort(([one], [other]) => partsInOrder.indexOf(one) - partsInOrder.indexOf(other));
  const told = spent.map(([name, part]) => `${name} ${Math.round(part)}`).join(', ');
  return (
    <div class="gap">
      <span>
        answered after {Math.round(ms)} ms{told === '' ? '' : `: ${told}`}
      </span>
      <svg viewBox={`0 0 ${barMs} 40`} preserveAspectRatio="none" aria-hidden="true">
        {bars(spent).map(({ name, from, length }) => (
          <rect key={name} class={name} x={from} width={length} height="40" />
        ))}
      </svg>
    </div>
  );
}

function bars(spent: [string, number][]): { name: string; from: number; length: number }[] {
  let from = 0;
  return spent.map(([name, length]) => {
    const bar = { name, from, length };
    from += length;
    return bar;
  });
}
