import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../machines/events.ts';
import {
  given,
  gives,
  hangsUp,
  laterOpening,
  no,
  opening,
  shippedDefinition,
  startChartCall,
  wants,
  wholeWish,
  yes,
} from '../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');

async function callAtReadBack(options = {}) {
  const call = startChartCall(clinic, options);
  await call.tell({ type: 'line.opened' }, wholeWish);
  return call;
}

describe('A caller who books', () => {
  it('is told first whose line this is and that an AI answers', async () => {
    const call = startChartCall(clinic);
    await call.send({ type: 'line.opened' });
    expect(call.heard()).toEqual(['greeting', 'how-can-i-help']);
  });

  it('hears nothing before the line is open', async () => {
    const call = startChartCall(clinic);
    expect(call.heard()).toEqual([]);
  });

  it('who says everything in one breath is asked nothing but the final yes', async () => {
    const call = await callAtReadBack();
    expect(call.state).toBe('serving.book.read-back.reading-back');
    await call.send(yes);
    expect(call.heard()).toContain('booked');
    await call.tell(no, { type: 'agent.was-heard' });
    expect(call.outcome).toBe('booked');
  });

  it('is asked only for what is still missing, in any order', async () => {
    const call = startChartCall(clinic, { input: { caller: { phone: '', vouched: false } } });
    await call.tell({ type: 'line.opened' }, wants('book', { service: 'cleaning' }));
    expect(call.state).toBe('serving.book.what.when');
    await call.send(gives({ name: { first: 'Ann', last: 'Lee' }, when: { date: '2026-11-24' } }));
    expect(call.state).toBe('serving.book.who.phone');
  });

  it('who has just asked its price is not asked what for, and another wish stands', async () => {
    const call = startChartCall(clinic);
    const asks = { type: 'caller.asked', question: 'price', ...given({ service: 'cleaning' }) };
    await call.tell({ type: 'line.opened' }, asks as CallEvent, wants('book'));
    expect(call.state).toBe('serving.book.what.when');
    expect(call.context.slots.service).toBe('cleaning');
    await call.send(wants('book', { service: 'exam' }));
    expect(call.context.slots.service).toBe('exam');
  });

  it('and asked something in the middle, is asked what for when they book once more', async () => {
    const call = await callAtReadBack();
    const asks = { type: 'caller.asked', question: 'parking', ...given({}) } as CallEvent;
    await call.tell(asks, yes, { type: 'agent.was-heard' }, asks, wants('book'));
    expect(call.state).toBe('serving.book.what.service');
  });

  describe('who gives only a first name', () => {
    const callWithFirstName = async () => {
      const call = startChartCall(clinic, { input: { caller: { phone: '', vouched: false } } });
      const wish = { service: 'cleaning', when: { date: '2026-11-24' }, name: { first: 'Ann' } };
      await call.tell({ type: 'line.opened' }, wants('book', wish));
      return call;
    };

    it('is asked for the last one, and keeps the first', async () => {
      const call = await callWithFirstName();
      expect(call.heard().at(-1)).toBe('ask-last-name');
      await call.send(gives({ name: { last: 'Lee' } }));
      expect(call.state).toBe('serving.book.who.phone');
      expect(call.context.slots.name).toEqual({ first: 'Ann', last: 'Lee' });
    });

    it.each<[string, CallEvent]>([
      ['will not tell it', no],
      ['says the first one again', gives({ name: { last: 'Ann' } })],
    ])('and %s is not asked twice, also not after a correction', async (_, answer) => {
      const call = await callWithFirstName();
      await call.send(answer);
      expect(call.state).toBe('serving.book.who.phone');
      expect(call.context.slots.name).toEqual({ first: 'Ann' });
      await call.send(gives({ when: { date: '2026-11-25' } }));
      expect(call.state).toBe('serving.book.who.phone');
    });

    it('and another first name is asked for that one’s last name', async () => {
      const call = await callWithFirstName();
      await call.send(no);
      await call.send(gives({ name: { first: 'Bea' } }));
      expect(call.state).toBe('serving.book.who.name-last');
    });
  });

  it('is not booked by a yes to a read-back whose values were not heard yet', async () => {
    const call = await callAtReadBack();
    call.heard();
    await call.send({ type: 'caller.affirmed', heard: false });
    expect(call.effects.map(({ effect }) => effect)).not.toContain('book');
    expect(call.heard()).toEqual(['read-back-booking']);
  });

  it('who corrects the day at the read-back has the new day looked up and read back', async () => {
    const call = await callAtReadBack();
    call.answers['find-times'] = { outcome: 'free', opening: laterOpening };
    await call.send({ type: 'caller.corrected', ...given({ when: { date: '2026-11-25' } }) });
    expect(call.state).toBe('serving.book.read-back.reading-back');
    expect(call.context.opening).toEqual(laterOpening);
    expect(call.context.slots.when).toEqual({ date: '2026-11-25', time: '15:30' });
  });

  it('who corrects only the name keeps the time without a second look-up', async () => {
    const call = await callAtReadBack();
    const before = call.effects.filter(({ effect }) => effect === 'find-times').length;
    await call.send({ type: 'caller.corrected', ...given({ name: { first: 'Anne' } }) });
    expect(call.state).toBe('serving.book.read-back.reading-back');
    expect(call.effects.filter(({ effect }) => effect === 'find-times')).toHaveLength(before);
  });

  it('who says no to the read-back is asked what to change', async () => {
    const call = await callAtReadBack();
    await call.send(no);
    expect(call.state).toBe('serving.book.read-back.changing');
  });

  it('is offered the nearest times when the wish is taken, and may choose one', async () => {
    const call = await callAtReadBack({
      answers: {
        'find-times': { outcome: 'alternatives', why: 'taken', openings: [opening, laterOpening] },
      },
    });
    expect(call.state).toBe('serving.book.offer');
    await call.tell({ type: 'caller.chose', choice: '1' }, yes);
    expect(call.effects.at(-1)).toMatchObject({
      effect: 'book',
      input: { opening: laterOpening, customerName: 'Ann Lee' },
    });
  });

  it('who likes none of the times offered is asked for another', async () => {
    const call = await callAtReadBack({
      answers: { 'find-times': { outcome: 'alternatives', openings: [opening, laterOpening] } },
    });
    await call.send(no);
    expect(call.state).toBe('serving.book.another-time.when');
  });
});

describe('The booking is written', () => {
  it('and a time that was just taken leads to other times, never to "booked"', async () => {
    const call = await callAtReadBack({ answers: { book: { outcome: 'taken' } } });
    call.heard();
    call.answers['find-times'] = { outcome: 'alternatives', openings: [laterOpening] };
    await call.send(yes);
    expect(call.heard()).toEqual(['just-taken', 'offer-times']);
  });

  it('with a new key after a new decision, so that the two never collide', async () => {
    const call = await callAtReadBack({ answers: { book: { outcome: 'taken' } } });
    await call.send(yes);
    await call.send(yes);
    const keys = call.effects.filter(({ effect }) => effect === 'book').map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(1);
  });

  it.each([
    ['committed', 'booked'],
    ['absent', 'not-written'],
    ['unknown', 'not-sure'],
  ])('without an answer, and the database then says %s', async (outcome, sentence) => {
    const call = await callAtReadBack({
      answers: { book: { outcome: 'unknown' }, settle: { outcome } },
    });
    call.heard();
    await call.send(yes);
    expect(call.heard()[0]).toBe(sentence);
    const [book, settle] = call.effects.slice(-2);
    if (outcome !== 'unknown') expect(settle?.input).toEqual({ key: book?.key });
  });

  it.each(['never', 'throws'] as const)(
    'and a database that %s answers is asked again what it did',
    async (how) => {
      const call = await callAtReadBack({
        answers: { book: how, settle: { outcome: 'unknown' } },
      });
      call.heard();
      await call.send(yes);
      await call.wait(clinic.timing['effect-max']);
      expect(call.heard()).not.toContain('booked');
      expect(call.effects.map(({ effect }) => effect)).toContain('settle');
    },
  );

  it('while the caller hangs up: the call still ends as what the database says', async () => {
    const call = await callAtReadBack({ answers: { book: 'never' } });
    await call.send(yes);
    await call.send(hangsUp);
    expect(call.outcome).toBeNull();
    expect(call.context.callerGone).toBe(true);
    await call.wait(clinic.timing['effect-max']);
    expect(call.outcome).toBe('abandoned');
  });

  it('and the caller who waits hears that it takes a moment', async () => {
    const call = await callAtReadBack({ answers: { book: 'never' } });
    call.heard();
    await call.send(yes);
    await call.wait(clinic.timing['filler-after']);
    expect(call.heard()).toEqual(['writing-it-down']);
  });

  it('once, whatever the caller says meanwhile', async () => {
    const call = await callAtReadBack({ answers: { book: 'never' } });
    await call.send(yes);
    await call.tell(yes, { type: 'caller.asked', question: 'parking', ...given({}) }, wholeWish);
    expect(call.effects.filter(({ effect }) => effect === 'book')).toHaveLength(1);
  });
});
