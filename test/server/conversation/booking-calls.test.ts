import { describe, expect, it } from 'vitest';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();

describe('A caller who books hears what was written', () => {
  it('the day, the time, the service, the name and the person of the row', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    const [, , readBack, booked] = await talk(
      call,
      "I'd like to book a teeth cleaning",
      'Tuesday at ten',
      'Ann Lee',
      'yes',
    );
    const spoken = "a cleaning on Tuesday the 24th at 10 o'clock with Rosa Delgado";
    expect(readBack).toContain(spoken);
    expect(readBack).toContain('for Ann Lee');
    expect(booked).toContain(`You're booked: ${spoken}`);
    expect(await houses.bookings(from)).toEqual([
      {
        business: 'bright-smile',
        start: '2026-11-24T10:00',
        service: 'cleaning',
        staff: 'rosa',
        name: 'Ann Lee',
        phone: from,
        status: 'booked',
        call: call.callId,
      },
    ]);
    expect(await call.says("no, that's all")).toContain('Goodbye');
    expect(endings(call)).toEqual(['booked']);
  });

  it('and is asked nothing but the yes when everything came in one breath', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    const [readBack] = await talk(
      call,
      "Hi, I'm Jane Miller, I want a cleaning next Wednesday at 9 with Rosa",
    );
    expect(readBack).toContain('Shall I book it?');
    expect(readBack?.split('Wednesday the 25th')).toHaveLength(2);
    await call.says('yes please');
    expect(await houses.bookings(from)).toMatchObject([
      { start: '2026-11-25T09:00', name: 'Jane Miller', staff: 'rosa' },
    ]);
  });

  it('and nothing is booked without the yes', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Tuesday at 4', 'Ann Lee', 'no', 'never mind');
    expect(await houses.bookings(from)).toEqual([]);
    expect(sentences(call)).not.toContain('booked');
    await call.hangsUp();
    expect(endings(call)).toEqual(['abandoned']);
  });
});

describe('A correction is what gets written', () => {
  it.each([
    ['the day', ['actually make it Wednesday'], { start: '2026-11-25T14:00' }],
    ['the hour', ['no, at three'], { start: '2026-11-24T15:00' }],
    ['the service', ['sorry, I meant an exam'], { service: 'exam', start: '2026-11-24T14:00' }],
    [
      'the dentist',
      ['with Dr. Nguyen on Monday'],
      { staff: 'dr-nguyen', start: '2026-11-23T14:00' },
    ],
    ['day after day', ['no, Wednesday', 'no wait, Thursday'], { start: '2026-11-26T14:00' }],
  ] as const)('before the name was given: %s', async (_what, corrections, written) => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'I want a filling on Tuesday at 2', ...corrections);
    if (written.start === '2026-11-26T14:00') {
      // Thanksgiving: the line says so and writes nothing.
      expect(call.state).toBe('serving.book.offer');
      expect(sentences(call).at(-1)).toBe('offer-times');
    } else {
      await talk(call, 'Sam Porter', 'yes');
      expect(await houses.bookings(from)).toMatchObject([{ name: 'Sam Porter', ...written }]);
    }
    await call.hangsUp();
  });

  it.each([
    ['the name', 'December 7th', 'no, my name is Pam Porter', { name: 'Pam Porter' }],
    ['the hour', 'December 8th', 'no, at four', { start: '2026-12-08T16:00' }],
    ['the day', 'December 9th', 'make it December 10th', { start: '2026-12-10T14:00' }],
    ['the service', 'December 11th', 'sorry, I meant a cleaning', { service: 'cleaning' }],
  ])('at the read-back: %s', async (_what, day, correction, written) => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, `I want an exam on ${day} at 2`, 'Sam Porter');
    const [readBack] = await talk(call, correction);
    expect(readBack).toContain('Shall I book it?');
    await call.says('yes');
    expect(await houses.bookings(from)).toMatchObject([written]);
    await call.hangsUp();
  });

  it('at the read-back: the number', async () => {
    const call = await houses.dial();
    await talk(call, 'I want an exam on December 14th at 2', 'Sam Porter');
    const [readBack] = await talk(call, "the phone number is wrong, it's 614 555 0199");
    expect(readBack).toContain('6 1 4, 5 5 5, 0 1 9 9');
    await call.says('yes');
    expect(await houses.bookings('+16145550199')).toMatchObject([{ start: '2026-12-14T14:00' }]);
    await call.hangsUp();
  });
});

describe('A caller with more than one wish', () => {
  it('books, moves what was booked, and hears each', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Monday at 9', 'Mia Wong', 'yes');
    const [readBack, moved] = await talk(call, 'actually make it Tuesday', 'yes');
    expect(readBack).toContain('Tuesday the 24th at 9');
    expect(moved).toContain('Tuesday the 24th at 9');
    expect(await houses.bookings(from)).toMatchObject([
      { start: '2026-11-24T09:00', status: 'booked' },
    ]);
    await call.hangsUp();
    expect(endings(call)).toEqual(['booked']);
  });

  it('who says "cancel that" right after booking has nothing booked', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Tuesday the 1st at 11', 'Mia Wong', 'yes');
    const [readBack] = await talk(call, 'actually, cancel that');
    expect(readBack).toContain('Shall I cancel it?');
    expect(await call.says('yes')).toContain("It's cancelled");
    expect(await houses.bookings(from)).toMatchObject([{ status: 'cancelled' }]);
    await call.hangsUp();
    expect(endings(call)).toEqual(['cancelled']);
  });

  it('books twice without giving the name twice', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on December 2nd at 9', 'Mia Wong', 'yes');
    const [readBack] = await talk(call, 'book an exam on December 2nd at 10');
    expect(readBack).toContain('for Mia Wong');
    await call.says('yes');
    expect(await houses.bookings(from)).toMatchObject([
      { service: 'cleaning', start: '2026-12-02T09:00' },
      { service: 'exam', start: '2026-12-02T10:00' },
    ]);
    await call.hangsUp();
  });

  it('hears of the late fee before a visit of tomorrow is cancelled', async () => {
    const from = houses.newNumber();
    const first = await houses.dial({ from });
    await talk(first, 'exam tomorrow at 10:15', 'Zoe Hart', 'yes', 'no thanks');
    const second = await houses.dial({ from });
    const [readBack] = await talk(second, 'I need to cancel my appointment');
    expect(readBack).toContain('fee of forty dollars');
    expect(readBack).toContain('Shall I cancel it?');
    await talk(second, 'no');
    expect(await houses.bookings(from)).toMatchObject([{ status: 'booked' }]);
    await second.hangsUp();
  });
});
