/** Gives events to the chart in order; what the caller says while it waits for the world is kept. */
import type { CallEvent } from '../../machines/events.ts';

export interface HeldEventsDeps {
  send(event: CallEvent): boolean;
  state(): string;
  busy(): boolean;
}

export interface HeldEvents {
  /** `state` is where the events were understood; answers count in that state alone. */
  send(events: CallEvent[], state: string): void;
  /** Gives what was kept; says whether there was any. */
  drain(): boolean;
}

/** A caller who says more than this while one effect runs is not being listened to in order. */
const heldMax = 8;

/** These answer the question that was open when they were said, and no other. */
const answers = new Set<CallEvent['type']>(['caller.affirmed', 'caller.denied', 'caller.chose']);

/** These are not the caller's words, and never wait. */
const immediate = new Set<CallEvent['type']>([
  'caller.hung-up',
  'line.opened',
  'line.broke',
  'agent.was-heard',
  'caller.was-silent',
]);

export function createHeldEvents(deps: HeldEventsDeps): HeldEvents {
  let held: { event: CallEvent; state: string }[] = [];

  function give(event: CallEvent, state: string): void {
    if (immediate.has(event.type)) deps.send(event);
    // Before it is kept, too: another part of the same sentence may have led away from the question.
    else if (state !== '' && answers.has(event.type) && deps.state() !== state) return;
    else if (deps.busy()) held = [...held, { event, state }].slice(-heldMax);
    else deps.send(event);
  }

  return {
    send(events, state) {
      for (const event of events) give(event, state);
    },
    drain() {
      const due = held;
      held = [];
      for (const { event, state } of due) give(event, state);
      return due.length > 0;
    },
  };
}
