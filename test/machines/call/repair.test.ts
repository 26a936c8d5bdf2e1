import { describe, expect, it } from 'vitest';
import {
  booking,
  given,
  gives,
  hangsUp,
  mumbles,
  no,
  shippedDefinition,
  startChartCall,
  wants,
  wholeWish,
  yes,
} from '../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');
const unlisted = shippedDefinition('unlisted');

async function callAskedWhen(options = {}) {
  const call = startChartCall(clinic, options);
  await call.tell({ type: 'line.opened' }, wants('book', { service: 'cleaning' }));
  call.heard();
  return call;
}

describe('A caller in the middle of a booking', () => {
  it('who asks something else gets the answer and then the open question again', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.asked', question: 'parking', ...given({}) });
    expect(call.heard()).toEqual(['question-parking', 'ask-when']);
    expect(call.state).toBe('serving.book.what.when');
  });

  it('who asks twice still comes back to the same question', async () => {
    const call = await callAskedWhen();
    for (const question of ['parking', 'insurance']) {
      await call.send({ type: 'caller.asked', question, ...given({}) });
    }
    expect(call.state).toBe('serving.book.what.when');
  });

  it('who asks what a cleaning costs has not chosen another service by that', async () => {
    const call = await callAskedWhen();
    await call.send({
      type: 'caller.asked',
      question: 'price',
      ...given({ service: 'whitening' }),
    });
    expect(call.context.slots.service).toBe('cleaning');
  });

  it('is asked in other words, then narrower, then on the keypad, then is given a person', async () => {
    const call = await callAskedWhen();
    for (let miss = 0; miss < clinic.repair['misses-max']; miss += 1) await call.send(mumbles);
    expect(call.state).toBe('serving.book.what.when');
    expect(call.context.misses.count).toBe(clinic.repair['misses-max']);
    await call.send(mumbles);
    expect(call.state).toMatch(/^escalating/);
  });

  it('who is understood at last starts the next question with a fresh count', async () => {
    const call = await callAskedWhen({ input: { caller: { phone: '', vouched: false } } });
    await call.tell(mumbles, mumbles, gives({ when: { date: '2026-11-24', time: '15:30' } }));
    await call.send(mumbles);
    expect(call.context.misses).toEqual({ state: 'book.who.name', count: 1 });
  });

  it('is asked which of two readings was meant, and the answer fills it', async () => {
    const call = await callAskedWhen();
    const readings = [{ time: '08:00' }, { time: '20:00' }];
    await call.send({ type: 'caller.gave', values: {}, unsure: { when: readings } });
    expect(call.heard()).toEqual(['clarify']);
    await call.send({ type: 'caller.chose', choice: '0' });
    expect(call.context.slots.when).toEqual({ time: '08:00' });
  });

  it('who gives up is told that nothing was changed', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.cancelled' });
    expect(call.heard()).toEqual(['stopped', 'anything-else']);
    expect(call.context.slots.service).toBeUndefined();
  });

  it('who wants something else instead is served that, without the old wish', async () => {
    const call = await callAskedWhen();
    await call.send(wants('reschedule', { when: { date: '2026-12-01' } }));
    expect(call.state).toMatch(/^serving\.reschedule/);
    expect(call.context.slots.service).toBeUndefined();
  });

  it('who repeats the same wish with more in it goes on where they were', async () => {
    const call = await callAskedWhen();
    await call.send(wants('book', { when: { date: '2026-11-24', time: '15:30' } }));
    expect(call.state).toBe('serving.book.who.name');
  });

  it('who says goodbye gets one and is hung up on after hearing it', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.said-goodbye' });
    expect(call.heard()).toEqual(['goodbye']);
    await call.send({ type: 'agent.was-heard' });
    expect(call.heard()).toEqual(['(hang-up)']);
    expect(call.outcome).toBe('abandoned');
  });

  it('who asks whether this is a robot hears the truth and the question again', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.asked-if-robot' });
    expect(call.heard()).toEqual(['i-am-an-ai', '(repeat-question)']);
  });

  it('who goes round in circles is given a person in the end', async () => {
    const call = await callAskedWhen({
      answers: { 'find-times': { outcome: 'alternatives', openings: [booking] } },
    });
    let laps = 0;
    await call.send(gives({ when: { date: '2026-12-01' } }));
    while (call.state.startsWith('serving') && laps < 200) {
      await call.tell(
        no,
        gives({ when: { date: `2026-12-${String((laps % 28) + 1).padStart(2, '0')}` } }),
      );
      laps += 1;
    }
    expect(call.context.reason).toBe('going-in-circles');
    expect(laps).toBeLessThan(60);
  });
});

describe('A silent caller', () => {
  it('is asked again, then asked whether they are there, then wished goodbye', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.was-silent', nth: 1 });
    await call.send({ type: 'caller.was-silent', nth: 2 });
    await call.send({ type: 'caller.was-silent', nth: 3 });
    expect(call.heard()).toEqual(['(repeat-question)', 'still-there', 'goodbye']);
    expect(call.state).toBe('closing');
  });
});

describe('A caller who wants a person', () => {
  it('is told so, rung through once that was heard, and the call counts as transferred', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.wanted-person' });
    expect(call.heard()).toEqual(['putting-through']);
    await call.send({ type: 'agent.was-heard' });
    expect(call.outcome).toBe('transferred');
  });

  it.each(['no-answer', 'busy', 'closed', 'unknown'])(
    'and nobody can be reached (%s): leaves a message',
    async (outcome) => {
      const call = await callAskedWhen({ answers: { transfer: { outcome } } });
      await call.tell({ type: 'caller.wanted-person' }, { type: 'agent.was-heard' });
      expect(call.state).toBe('serving.message.text.message');
      await call.tell(
        gives({ message: 'please call me back', phone: '+16145550100' }),
        gives({ name: { first: 'Ann', last: 'Lee' } }),
      );
      expect(call.heard()).toContain('message-taken');
      expect(call.effects.at(-1)).toMatchObject({
        effect: 'take-message',
        input: { reason: 'asked' },
      });
    },
  );

  it('after hours is never told that somebody is being rung', async () => {
    const call = await callAskedWhen({
      answers: { 'check-policy': { outcome: 'refuse', say: 'after-hours' } },
    });
    await call.send({ type: 'caller.wanted-person' });
    expect(call.heard()).toEqual(['after-hours', 'ask-message']);
  });

  it('hears why nobody can be rung, and not again what a rule said of something else', async () => {
    const business = { ...clinic.business, people: [] };
    const asked = { outcome: 'confirm-first', say: 'late-cancel' };
    const cancels = wants('cancel', { phone: '+16145550100', name: { first: 'Ann', last: 'Lee' } });
    const nobody = startChartCall({ ...clinic, business }, { answers: { 'check-policy': asked } });
    await nobody.tell({ type: 'line.opened' }, cancels);
    expect(nobody.heard()).toContain('late-cancel');
    await nobody.send({ type: 'caller.wanted-person' });
    expect(nobody.heard()).toEqual(['nobody-there', 'ask-message']);

    const broken = startChartCall(clinic, { answers: { 'check-policy': asked } });
    await broken.tell({ type: 'line.opened' }, cancels);
    broken.answers['check-policy'] = 'throws';
    broken.heard();
    await broken.send({ type: 'caller.wanted-person' });
    expect(broken.heard()).toEqual(['nobody-there', 'ask-message']);

    const unanswered = startChartCall(clinic, { answers: { transfer: 'throws' } });
    unanswered.answers['check-policy'] = { outcome: 'allow', say: 'late-cancel' };
    await unanswered.tell({ type: 'line.opened' }, { type: 'caller.wanted-person' });
    await unanswered.send({ type: 'agent.was-heard' });
    expect(unanswered.heard().slice(-2)).toEqual(['nobody-there', 'ask-message']);
  });

  it('on a line without people leaves a message', async () => {
    const call = startChartCall(unlisted);
    await call.tell({ type: 'line.opened' }, { type: 'caller.wanted-person' });
    expect(call.state).toBe('serving.message.text.message');
  });
});

describe('Danger signs', () => {
  it.each(Object.keys(clinic.repair.signals))('%s leads to a person at once', async (signal) => {
    const call = await callAskedWhen();
    await call.send({ type: 'caller.alarmed', signal: signal as never });
    expect(call.state).toMatch(/^escalating/);
    expect(call.context.reason).toBe(signal);
  });
});

describe('Whatever happens', () => {
  it('a line that breaks is apologised for and answered by a person or a message', async () => {
    const call = await callAskedWhen();
    await call.send({ type: 'line.broke', why: 'voice' });
    expect(call.heard().slice(0, 2)).toEqual(['apology', 'putting-through']);
  });

  it('a booking stays a booking, even when the line breaks afterwards', async () => {
    const call = startChartCall(clinic);
    await call.tell({ type: 'line.opened' }, wholeWish, yes);
    await call.tell({ type: 'line.broke', why: 'x' }, { type: 'line.broke', why: 'x' });
    await call.tell(hangsUp);
    expect(call.outcome).toBe('booked');
  });

  it('another time right after a booking moves that booking', async () => {
    const call = startChartCall(clinic);
    await call.tell({ type: 'line.opened' }, wholeWish, yes);
    await call.send({ type: 'caller.corrected', ...given({ when: { date: '2026-11-25' } }) });
    expect(call.state).toMatch(/^serving\.reschedule/);
  });

  it('another time right after a cancellation is a wish for a new appointment', async () => {
    const call = startChartCall(clinic, { input: { slots: { phone: '+16145550100' } } });
    await call.tell({ type: 'line.opened' }, wants('cancel'), yes);
    expect(call.heard()).toContain('cancelled');
    await call.send({ type: 'caller.corrected', ...given({ when: { date: '2026-11-25' } }) });
    expect(call.state).toMatch(/^serving\.book/);
  });

  it('a message in between leaves the last booking the one that is changed', async () => {
    const call = startChartCall(clinic);
    await call.tell({ type: 'line.opened' }, wholeWish, yes, wants('message'));
    await call.tell(gives({ message: 'I will be late' }));
    expect(call.heard()).toContain('message-taken');
    await call.send({ type: 'caller.corrected', ...given({ when: { date: '2026-11-25' } }) });
    expect(call.state).toMatch(/^serving\.reschedule/);
  });

  it('a call that lasts too long comes to an end', async () => {
    const call = await callAskedWhen();
    await call.wait(clinic.timing['call-max']);
    expect(call.state).toBe('closing');
  });
});
