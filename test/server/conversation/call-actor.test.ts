import { describe, expect, it } from 'vitest';
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import type { CallCommand } from '../../../machines/events.ts';
import { type CallActor, startCallActor } from '../../../server/conversation/call-actor.ts';
import { createMemoryJournal } from '../../../server/scenarios/simulation/memory-journal.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const chart = buildCallChart(shippedDefinition('unlisted'));

function answeredCall(command: (command: CallCommand, actor: () => CallActor) => void = () => {}) {
  const clock = createManualClock();
  const journal = createMemoryJournal('CA1', clock.now);
  let rests = 0;
  const actor: CallActor = startCallActor({
    chart,
    input: { callId: 'CA1', caller: { phone: '', vouched: false }, mode: 'new', slots: {} },
    clock,
    journal,
    runEffect: async () => ({ outcome: 'allow' }),
    command: (each) => command(each, () => actor),
    settled() {
      rests += 1;
    },
    ended() {},
    crashed(error) {
      throw error;
    },
  });
  actor.send({ type: 'line.opened' });
  const noted = () =>
    journal.entries().flatMap((entry) => {
      if (entry.kind === 'event') return [`${entry.event.type} ${entry.handled}`];
      if (entry.kind === 'transition') return [`${entry.from} > ${entry.to}: ${entry.edge}`];
      return entry.kind === 'command' ? [entry.command.type] : [];
    });
  return { actor, noted, rests: () => rests };
}

describe('the actor of a call', () => {
  it('notes what changes nothing with its edge, and comes to rest again', () => {
    const { actor, noted, rests } = answeredCall();
    actor.send({ type: 'agent.was-heard' });
    const [before, state, restsBefore] = [noted().length, actor.state, rests()];
    expect(actor.send({ type: 'agent.was-heard' })).toBe(true);
    expect(noted().slice(before)).toEqual([
      'agent.was-heard true',
      `${state} > ${state}: call: the answer was heard`,
    ]);
    expect(actor.state).toBe(state);
    expect(rests()).toBe(restsBefore + 1);
  });

  it('takes what is sent while it tells what is to be said in the state it came to', () => {
    let sent = false;
    const { noted } = answeredCall((_command, actor) => {
      if (sent) return;
      sent = true;
      actor().send({ type: 'agent.was-heard' });
    });
    expect(noted().at(-1)).toBe(
      'greeting.inviting > asking-intent.listening: greeting.inviting: agent.was-heard',
    );
  });
});
