/** Speaking: the microphone switch, the typed line, and the keypad. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CallSession } from './call-session.ts';
import { Keypad } from './keypad.tsx';

export function SayForm({ session }: { session: CallSession }) {
  const { phase, wantsMicrophone, typed } = session;
  const text = useSignal('');
  const input = useRef<HTMLInputElement>(null);
  const on = phase.value === 'on';
  useEffect(() => {
    // Who talks by keyboard wants to type as soon as somebody answers.
    if (on && !wantsMicrophone.value) input.current?.focus();
  }, [on]);
  const say = (event: Event): void => {
    event.preventDefault();
    typed.entered(text.value);
    text.value = '';
  };
  return (
    <div class="say">
      <form class="say-line" onSubmit={say}>
        <input
          ref={input}
          name="say"
          type="text"
          aria-label="Say by typing"
          placeholder={on ? 'Type what you say, then Enter' : 'Type here once the call is on'}
          autocomplete="off"
          maxLength={1000}
          disabled={!on}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            typed.changed(text.value);
          }}
        />
        <button type="submit" disabled={!on}>
          Say
        </button>
      </form>
      <div class="say-tools">
        <TalkBy session={session} />
        <Keypad disabled={!on} press={session.press} />
      </div>
    </div>
  );
}

function TalkBy({ session }: { session: CallSession }) {
  const { wantsMicrophone, microphone } = session;
  return (
    <fieldset class="talk-by">
      <legend class="unseen">Talk by</legend>
      {(['microphone', 'keyboard'] as const).map((way) => (
        <label key={way}>
          <input
            type="radio"
            name="talk-by"
            value={way}
            checked={wantsMicrophone.value === (way === 'microphone')}
            onChange={() => void session.useMicrophone(way === 'microphone')}
          />
          <span>
            {way}
            {way === 'microphone' && microphone.value === 'on' && <i class="live" />}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
