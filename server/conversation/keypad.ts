/** Keys on the telephone: one key answers a choice or a yes-no; several make a number. */
import type { CallEvent } from '../../machines/events.ts';
import type { Expectation } from '../../machines/vocabulary.ts';
import type { Clock } from '../../services/clock.ts';

export interface KeypadDeps {
  clock: Clock;
  expectation(): Expectation;
  questionHeard(): boolean;
  /** An event that a key means by itself. */
  event(event: CallEvent): void;
  /** Digits typed as a value: read like spoken ones. */
  digits(digits: string): void;
}

export interface Keypad {
  press(key: string): void;
  stop(): void;
}

/** A pause after which what was typed counts as whole. */
const pauseMsMax = 3_000;
/** A telephone number without its country code. */
const wholeNumberDigits = 10;
const digitsMax = 20;

export function createKeypad(deps: KeypadDeps): Keypad {
  let typed = '';
  let cancelPause = () => {};

  function finish(): void {
    cancelPause();
    const digits = typed;
    typed = '';
    if (digits === '0') deps.event({ type: 'caller.wanted-person' });
    else if (digits !== '') deps.digits(digits);
  }

  function single(key: string, expectation: Expectation): CallEvent | null {
    if (key === '0') return { type: 'caller.wanted-person' };
    const number = Number(key);
    if (expectation.choices.length > 0 && expectation.choices[number - 1] !== undefined) {
      return { type: 'caller.chose', choice: String(number - 1) };
    }
    if (expectation.yesNo && key === '1') {
      return { type: 'caller.affirmed', heard: deps.questionHeard() };
    }
    if (expectation.yesNo && key === '2') return { type: 'caller.denied' };
    return null;
  }

  return {
    press(key) {
      const expectation = deps.expectation();
      const number = expectation.keypad && expectation.asks.length > 0;
      if (!number) {
        const event = single(key, expectation) ?? { type: 'caller.was-unclear', why: 'key' };
        deps.event(event as CallEvent);
        return;
      }
      if (key === '#') return finish();
      if (key === '*') {
        typed = '';
        return;
      }
      typed = (typed + key).slice(0, digitsMax);
      cancelPause();
      if (expectation.asks[0]?.kind === 'phone' && typed.length === wholeNumberDigits) finish();
      else cancelPause = deps.clock.after(pauseMsMax, finish);
    },
    stop: () => cancelPause(),
  };
}
