/** A chart shaped like a call's, for drawing: nested three deep, with flows made of steps. */
import { fromPromise, setup } from 'xstate';

const stepNames = ['service', 'when', 'name', 'phone'];

/** A question with its repair, as every slot of a flow has one. */
function question(next: string) {
  return {
    initial: 'asking',
    states: {
      asking: { on: { 'caller.gave': 'reading', 'caller.was-silent': 'again' } },
      reading: { on: { 'caller.corrected': 'asking', 'caller.affirmed': 'known' } },
      again: { on: { 'caller.gave': 'reading', 'caller.was-unclear': 'asking' } },
      known: { type: 'final' as const },
    },
    onDone: { target: next },
  };
}

function outcomeIs(outcome: string) {
  return { type: 'outcome-is' as const, params: { outcome } };
}

/** A flow: four questions, then an offer, then the database decides. */
function flow() {
  const questions = Object.fromEntries(
    stepNames.map((name, index) => [name, question(stepNames[index + 1] ?? 'offering')]),
  );
  return {
    initial: 'service',
    on: { 'caller.cancelled': '#call.anything-else' },
    states: {
      ...questions,
      offering: { on: { 'caller.affirmed': 'booking', 'caller.denied': 'when' } },
      booking: {
        invoke: {
          src: 'effect' as const,
          onDone: [
            { guard: outcomeIs('committed'), target: 'telling' },
            { guard: outcomeIs('taken'), target: 'offering' },
          ],
          onError: '#call.escalating',
        },
      },
      telling: { on: { 'agent.was-heard': '#call.anything-else' } },
    },
  };
}

/** About eighty states: three flows, and the way in and out of a call. */
export const practiceChart = setup({
  types: { events: {} as { type: string } },
  actors: { effect: fromPromise(async () => 'done') },
  guards: { 'outcome-is': (_, _params: { outcome: string }) => true },
}).createMachine({
  id: 'call',
  initial: 'arriving',
  on: {
    'caller.wanted-person': { target: '.escalating' },
    'caller.hung-up': { target: '.ended' },
    'line.broke': { target: '.failing' },
  },
  states: {
    arriving: { on: { 'line.opened': 'greeting' } },
    greeting: { on: { 'agent.was-heard': 'asking-intent', 'caller.wanted': 'serving' } },
    'asking-intent': {
      on: { 'caller.wanted': 'serving', 'caller.asked': 'answering', 'caller.was-silent': {} },
      after: { 8000: 'closing' },
    },
    answering: { on: { 'agent.was-heard': 'anything-else' } },
    serving: {
      initial: 'book',
      states: { book: flow(), reschedule: flow(), cancel: flow() },
    },
    'anything-else': {
      on: { 'caller.wanted': 'serving', 'caller.asked': 'answering', 'caller.denied': 'closing' },
    },
    escalating: {
      initial: 'announcing',
      states: {
        announcing: { on: { 'agent.was-heard': 'dialling' } },
        dialling: { after: { 20000: 'message' } },
        message: { on: { 'caller.gave': '#call.closing' } },
      },
    },
    failing: { on: { 'agent.was-heard': 'closing' } },
    closing: { on: { 'agent.was-heard': 'ended', 'caller.wanted': 'serving' } },
    ended: { type: 'final' },
  },
});
