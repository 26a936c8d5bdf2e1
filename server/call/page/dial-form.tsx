/** Whom to call and from which number, the button that does it, and how the call stands. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CallableNumber } from '../call-deps.ts';
import type { CallSession } from './call-session.ts';

export function DialForm({ session }: { session: CallSession }) {
  const to = useSignal('');
  const from = useSignal('');
  const { phase, numbers } = session;
  const busy = phase.value === 'dialling' || phase.value === 'on';
  const chosen = to.value || (numbers.value[0]?.number ?? '');
  const press = (event: Event): void => {
    event.preventDefault();
    if (busy) session.hangUp();
    else void session.call(chosen, from.value.replace(/[^+\d]/g, ''));
  };
  return (
    <form class="dial" onSubmit={press}>
      <h1>
        <Mark />
        {nameOf(numbers.value.find((number) => number.number === chosen))}
      </h1>
      {!busy && (
        <Fields
          to={chosen}
          chooseTo={(number) => {
            to.value = number;
          }}
          from={from}
          numbers={numbers.value}
        />
      )}
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

interface FieldsProps {
  to: string;
  chooseTo(number: string): void;
  from: Signal<string>;
  numbers: CallableNumber[];
}

function Fields({ to, chooseTo, from, numbers }: FieldsProps) {
  return (
    <div class="dial-fields">
      <label>
        Call
        <select
          name="to"
          value={to}
          onChange={(event) => {
            chooseTo(event.currentTarget.value);
          }}
        >
          {numbers.map((number) => (
            <option key={number.number} value={number.number}>
              {number.number} {nameOf(number)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Your number
        <input
          name="from"
          type="tel"
          autocomplete="off"
          placeholder="withheld"
          value={from.value}
          onInput={(event) => {
            from.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}

function Status({ session }: { session: CallSession }) {
  const { phase, view, agentSpeaking, startedAtMs } = session;
  const words = {
    idle: 'Ready to call',
    dialling: 'Calling',
    on: agentSpeaking.value ? 'Agent speaking' : 'Listening to you',
    over: `Call ended${view.value.outcome === undefined ? '' : `: ${view.value.outcome.replaceAll('-', ' ')}`}`,
  }[phase.value];
  const voice = phase.value === 'on' && agentSpeaking.value ? 'agent' : phase.value;
  return (
    <p class="status">
      <span class={`voice voice-${voice}`} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span role="status">{words}</span>
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
