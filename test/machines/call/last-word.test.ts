import { describe, expect, it } from 'vitest';
import {
  booking,
  type ChartCall,
  given,
  gives,
  opening,
  shippedDefinition,
  startChartCall,
  wants,
  wholeWish,
} from '../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');

const searches = ({ effects }: ChartCall) =>
  effects.filter(({ effect }) => effect === 'find-times').length;

describe('What a caller says last', () => {
  it('is looked for anew, also when it is not clear at first whom they would rather see', async () => {
    const call = startChartCall(clinic);
    await call.tell({ type: 'line.opened' }, wholeWish);
    const before = searches(call);
    const unsure = { staff: ['dr-patel', 'dr-nguyen'] };
    await call.send({ type: 'caller.gave', values: {}, unsure });
    await call.send({ type: 'caller.chose', choice: '1' });
    expect(call.effects.findLast(({ effect }) => effect === 'find-times')?.input).toMatchObject({
      staffId: 'dr-nguyen',
    });
    expect(searches(call)).toBe(before + 1);
  });

  it('names another appointment, and the time that was found for the first one is dropped', async () => {
    const moved = { ...opening, start: '2026-11-25T09:00', serviceId: booking.serviceId };
    const call = startChartCall(clinic, {
      answers: { 'find-times': { outcome: 'free', opening: moved } },
      input: { slots: { phone: booking.customerPhone } },
    });
    const when = { date: '2026-11-25', time: '09:00' };
    await call.tell({ type: 'line.opened' }, wants('reschedule', { when }));
    expect(call.state).toBe('serving.reschedule.read-back.reading-back');
    const filling = { ...booking, id: 'b2', serviceId: 'filling' };
    call.answers['find-bookings'] = { outcome: 'one', bookings: [filling] };
    const before = searches(call);
    await call.tell(
      gives({ phone: '+16145550187' }),
      gives({ name: { first: 'Ann', last: 'Lee' } }),
    );
    expect(call.context.booking?.id).toBe('b2');
    expect(searches(call)).toBe(before + 1);
  });

  it('is another number while they choose: what was found under the first is not theirs', async () => {
    const two = [booking, { ...booking, id: 'b2', serviceId: 'exam' }];
    const call = startChartCall(clinic, {
      answers: { 'find-bookings': { outcome: 'several', bookings: two } },
      input: { slots: { phone: '+16145550100' } },
    });
    await call.tell({ type: 'line.opened' }, wants('cancel'));
    expect(call.state).toBe('serving.cancel.mine.which');
    call.answers['find-bookings'] = { outcome: 'one', bookings: [{ ...booking, id: 'b3' }] };
    await call.tell(
      gives({ phone: '+16145550187' }),
      gives({ name: { first: 'Ann', last: 'Lee' } }),
    );
    expect(call.state).toBe('serving.cancel.read-back.reading-back');
    expect(call.context.booking?.id).toBe('b3');
  });

  it('takes nothing along from a wish that they said goodbye to', async () => {
    const call = startChartCall(clinic);
    await call.tell({ type: 'line.opened' }, wholeWish, { type: 'caller.said-goodbye' });
    expect(call.context.opening).not.toBeNull();
    await call.send(wants('cancel'));
    expect(call.context.opening).toBeNull();
  });

  it('is kept when the line gives up on understanding what they want', async () => {
    const call = startChartCall(clinic);
    await call.send({ type: 'line.opened' });
    for (let miss = 0; miss < clinic.repair['misses-max']; miss += 1) {
      await call.send({ type: 'caller.was-unclear', why: 'noise' });
    }
    await call.send(gives({ phone: '+16145550187' }));
    expect(call.state).toMatch(/^escalating/);
    expect(call.context.slots.phone).toBe('+16145550187');
  });

  it('is kept where a call that was cut off goes on with something that asks for no number', async () => {
    const call = startChartCall(clinic, {
      input: { mode: 'recovering', remembered: { flow: 'question', slots: {} } },
    });
    await call.tell(
      { type: 'line.opened' },
      {
        type: 'caller.corrected',
        ...given({ phone: '+16145550187' }),
      },
    );
    expect(call.state).toBe('serving.question.listen.question');
    expect(call.context.slots.phone).toBe('+16145550187');
  });
});
