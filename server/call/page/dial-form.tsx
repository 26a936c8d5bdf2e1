/** Whom to call and from which number, the button that does it, and how the call stands. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CallableNumber } from '../call-deps.ts';
import type { CallSession } from './call-session.ts';

export function DialForm({ session }: { session: CallSession }) {
  const from = useSignal('');
  const { phase, numbers, chosen, draft } = session;
  const busy = phase.value === 'dialling' || phase.value === 'on';
  const press = (event: Event): void => {
    event.preventDefault();
    if (busy) session.hangUp();
    else void session.call(from.value.replace(/[^+\d]/g, ''));
  };
  return (
    <form class="dial" onSubmit={press}>
      <h1>
        <Mark />
        {nameOf(numbers.value.find((number) => number.number === chosen.value))}
      </h1>
      {draft.value !== undefined && (
        <p class="dial-draft">
          A draft is tried: version <code>{draft.value.version}</code>. No other caller hears it.
        </p>
      )}
      {!busy && <Fields session={session} from={from} />}
      <div class="dial-press">
        <button
          type="submit"
          class={busy ? 'hang-up' : 'call'}
          disabled={phase.value === 'dialling'}
        >
          {busy ? 'Hang up' : 'Call'}
        </button>
        <Status session={session} />
      </div>
    </form>
  );
}

function Fields({ session, from }: { session: CallSession; from: Signal<string> }) {
  const { numbers, chosen } = session;
  return (
    <div class="dial-fields">
      <div>
        <label for="dial-to">Call</label>
        <select
          id="dial-to"
          name="to"
          value={chosen.value}
          onChange={(event) => {
            session.choose(event.currentTarget.value);
          }}
        >
          {numbers.value.map((number) => (
            <option key={number.number} value={number.number}>
              {nameOf(number)} {number.number}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="dial-from">Your number</label>
        <input
          id="dial-from"
          name="from"
          type="tel"
          autocomplete="off"
          placeholder="withheld"
          value={from.value}
          onInput={(event) => {
            from.value = event.currentTarget.value;
          }}
        />
      </div>
    </div>
  );
}

function Status({ session }: { session: CallSession }) {
  const { phase, view, agentSpeaking, startedAtMs } = session;
  const { outcome } = view.value;
  const ended = `Call ended${outcome === undefined ? '' : `: ${outcome.replaceAll('-', ' ')}`}`;
  const turn = agentSpeaking.value ? 'Agent speaking' : 'Listening to you';
  const words = { idle: 'Ready to call', dialling: 'Calling', on: turn, over: ended }[phase.value];
  const voice = phase.value === 'on' && agentSpeaking.value ? 'agent' : phase.value;
  return (
    <p class="status">
      <span class={`voice voice-${voice}`} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="now">{words}</span>
      {/* Who speaks is heard; a screen reader tells only how the call itself stands. */}
      <span class="unseen" role="status">
        {phase.value === 'on' ? 'The call is on' : words}
      </span>
      {phase.value === 'on' && <Elapsed sinceMs={startedAtMs.value} />}
    </p>
  );
}

function Elapsed({ sinceMs }: { sinceMs: number }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const look = (): void => {
      seconds.value = Math.floor((performance.now() - sinceMs) / 1000);
    };
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [sinceMs]);
  const minutes = Math.floor(seconds.value / 60);
  return (
    <time class="elapsed" role="timer">
      {minutes}:{String(seconds.value % 60).padStart(2, '0')}
    </time>
  );
}

function nameOf(number: CallableNumber | undefined): string {
  if (number === undefined) return 'Frontdesk';
  const { businessName, location } = number;
  return location === undefined ? businessName : `${businessName}, ${location}`;
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 21a8 8 0 0 1 16 0M6 23h20M16 10v3" />
    </svg>
  );
}
