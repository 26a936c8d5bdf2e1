/** What a caller hears: values and facts in their sentences, and never a hole. */
import { describe, expect, it } from 'vitest';
import type { SpokenValue } from '../../../machines/events.ts';
import { placeholdersOf } from '../../../services/words/template.ts';
import { clinicWords, opening, shopWords, textOf } from './clinic.ts';

const booking = {
  ...opening('2026-11-24T15:30'),
  id: 'b-1',
  customerName: 'Jane Rivera',
  customerPhone: '+16145550199',
};

/** The clinic saying one wording. */
function say(wording: string, values: Record<string, SpokenValue> = {}, slots = {}): string {
  const words = clinicWords({ words: { it: wording, 'why-taken': 'That time is taken.' }, slots });
  return textOf(words.say({ sentence: 'it', values, attempt: 0 }));
}

describe('a sentence with values', () => {
  const openings = ['2026-11-24T15:30', '2026-11-25T09:00', '2026-11-25T11:15'].map((start) =>
    opening(start),
  );
  const cases: [string, Record<string, SpokenValue>, string][] = [
    ['I have {openings}.', { openings }, 'I have Tuesday at 3:30, or Wednesday at 9 or 11:15.'],
    [
      "That's {booking}.",
      { booking },
      "That's a cleaning on Tuesday the 24th at 3:30 with Doctor Chen.",
    ],
    [
      'Which one: {bookings}?',
      { bookings: [booking, { ...booking, start: '2026-11-21T09:00', staffId: 'rosa' }] },
      'Which one: a cleaning on Tuesday the 24th at 3:30 with Doctor Chen, or a cleaning ' +
        "tomorrow at 9 o'clock with Rosa Diaz?",
    ],
    ['{opening} is free.', { opening: opening('2026-11-20T16:00') }, "Today at 4 o'clock is free."],
    [
      "That's {service} with {staff}.",
      { opening: opening('2026-11-24T15:30') },
      "That's a cleaning with Doctor Chen.",
    ],
    ['{why} What now?', { why: 'taken' }, 'That time is taken. What now?'],
    ['{why} What now?', { why: 'a-reason-of-later' }, 'What now?'],
    [
      'Did you mean {readings}?',
      { readings: [{ time: '03:00' }, { time: '15:00' }] },
      'Did you mean 3 in the morning or 3 in the afternoon?',
    ],
    [
      'Did you mean {readings}?',
      { readings: ['cleaning', 'exam'] },
      'Did you mean a cleaning or an exam?',
    ],
    ['Is it {name}?', { name: { first: 'Jane', last: 'Rivera' } }, 'Is it Jane Rivera?'],
    ['Is it {name-spelled}?', { name: { last: 'Ng' } }, 'Is it N, G?'],
    ['Call {phone}.', { phone: '+16145550199' }, 'Call 6 1 4, 5 5 5, 0 1 9 9.'],
    ['For {count}.', { count: 4 }, 'For 4.'],
    ['Pay {money}.', { money: 19.5 }, 'Pay 19 dollars and 50 cents.'],
    ['Born {birth-date}.', { 'birth-date': '1987-04-12' }, 'Born April 12th, 1987.'],
    ['Mail {email}.', { email: 'a.b@example.com' }, 'Mail a dot b at example dot com.'],
    ['You said {note}.', { note: 'tell {her}\n I am <late>' }, 'You said tell her I am late.'],
  ];
  it.each(cases)('%s with %j', (wording, values, spoken) => {
    expect(say(wording, values)).toBe(spoken);
  });

  it('knows the kind of a value by its slot', () => {
    const slots = { visit: 'service', doctor: 'staff', budget: 'money', mobile: 'phone' };
    const values = { visit: 'exam', doctor: 'rosa', budget: 90, mobile: '+16145550199' };
    expect(say('{visit}, {doctor}, {budget}, {mobile}', values, slots)).toBe(
      'An exam, Rosa Diaz, 90 dollars, 6 1 4, 5 5 5, 0 1 9 9',
    );
  });

  it('tells two people at the same time apart', () => {
    const at = '2026-11-24T15:30';
    const both = [opening(at), opening(at, { staffId: 'rosa' })];
    expect(say('I have {openings}.', { openings: both })).toBe(
      'I have Tuesday at 3:30 with Doctor Chen or 3:30 with Rosa Diaz.',
    );
  });

  it('says with whom a time is that is not with the person who was asked for', () => {
    const openings = [
      opening('2026-11-24T15:30', { staffId: 'rosa' }),
      opening('2026-11-25T09:00', { staffId: 'dr-chen' }),
    ];
    expect(say('I have {openings}.', { openings, staff: 'dr-chen' })).toBe(
      'I have Tuesday at 3:30 with Rosa Diaz, or Wednesday at 9.',
    );
    const rosa = openings.map((one) => ({ ...one, staffId: 'rosa' }));
    expect(say('I have {openings}.', { openings: rosa, staff: 'dr-chen' })).toBe(
      'I have Tuesday at 3:30, or Wednesday at 9, all with Rosa Diaz.',
    );
    expect(say('I have {openings}.', { openings: rosa, booking })).toBe(
      'I have Tuesday at 3:30, or Wednesday at 9.',
    );
    expect(say('I have {openings}.', { openings, staff: 'any' })).toBe(
      'I have Tuesday at 3:30, or Wednesday at 9.',
    );
  });

  it('speaks of a booking whose person and service are gone', () => {
    const old = { ...booking, serviceId: 'braces', staffId: 'dr-who' };
    expect(say('You have {booking}.', { booking: old })).toBe(
      'You have an appointment on Tuesday the 24th at 3:30.',
    );
    expect(say('With {staff}.', { staff: 'dr-who' })).toBe('With someone on our team.');
  });

  it('says where, when a business has more than one place', () => {
    const words = shopWords({ words: { it: 'You have {booking}.' } });
    const there = { ...booking, locationId: 'hyde-park' };
    const pieces = words.say({ sentence: 'it', values: { booking: there }, attempt: 0 });
    expect(textOf(pieces)).toMatch(/ with Doctor Chen at Hyde Park\.$/);
  });
});

describe('the words around a value', () => {
  const today = opening('2026-11-20T16:00');
  const cases: [string, Record<string, SpokenValue>, string][] = [
    ['A {service} is quick.', { service: 'exam' }, 'An exam is quick.'],
    ['An {service} is quick.', { service: 'cleaning' }, 'A cleaning is quick.'],
    [
      'Move your {booking}.',
      { booking },
      'Move your cleaning on Tuesday the 24th at 3:30 with Doctor Chen.',
    ],
    ['It is on {opening}.', { opening: today }, "It is today at 4 o'clock."],
    ['It is on {when}.', { when: { time: '15:30' } }, 'It is at 3:30.'],
    ['It is at {when}.', { when: { date: '2026-11-24' } }, 'It is on Tuesday the 24th.'],
    ['It is at {when}.', { when: { time: '12:00' } }, 'It is at noon.'],
    ['Well. {service} it is.', { service: 'exam' }, 'Well. An exam it is.'],
    [
      '{why} {opening} is free.',
      { why: 'taken', opening: today },
      "That time is taken. Today at 4 o'clock is free.",
    ],
    [
      'With {name}, {opening}.',
      { name: { first: 'Jane' }, opening: today },
      "With Jane, today at 4 o'clock.",
    ],
    ['Right. On {opening}, then.', { opening: today }, "Right. Today at 4 o'clock, then."],
    ['It takes {minutes}.', { service: 'whitening' }, 'It takes an hour and a half.'],
    ['It takes {minutes} minutes.', { service: 'cleaning' }, 'It takes 45 minutes.'],
    ['{parking}.', {}, 'Parking is free. Turn in from Oak Road; mind the ramp.'],
  ];
  it.each(cases)('%s with %j', (wording, values, spoken) => {
    expect(say(wording, values)).toBe(spoken);
  });
});

describe('a fact', () => {
  const cases: [string, string][] = [
    ['{business}', 'Bright Dental'],
    ['{address}', '12 Main Street, Suite 4'],
    [
      '{hours}.',
      'Monday, Tuesday, Thursday, and Friday 8 to 5, Wednesday 8 to 7, and Saturday 9 to 1, ' +
        'closed for lunch from noon to 1 Monday to Friday, closed on Sunday.',
    ],
    ['{hours-today}.', 'We are open today from 8 to 5, closed for lunch from noon to 1.'],
    ['{next-open}', 'Tomorrow at 9 in the morning'],
    ['We offer {services}.', 'We offer a cleaning, an exam, and a whitening.'],
    ['Is it {services}?', 'Is it a cleaning, an exam, or a whitening?'],
    ['Ask {staff}.', 'Ask Doctor Chen and Rosa Diaz.'],
    ['Call {phone-number}.', 'Call 6 1 4, 5 5 5, 0 1 4 2.'],
    ['At {location-name}.', 'At Grandview.'],
  ];
  it.each(cases)('%s is "%s"', (wording, spoken) => {
    expect(say(wording)).toBe(spoken);
  });

  it.each([
    ['2026-11-26T10:00', 'We are closed today for Thanksgiving.', 'Tomorrow at 8 in the morning'],
    ['2026-11-22T10:00', 'We are closed today.', 'Tomorrow at 8 in the morning'],
    [
      '2026-11-20T18:00',
      'We have closed for today; we were open 8 to 5.',
      'Tomorrow at 9 in the morning',
    ],
    [
      '2026-12-24T09:00',
      'We are open today from 8 to noon, because of Christmas Eve.',
      'Tomorrow at 8 in the morning',
    ],
    [
      '2026-11-23T12:30',
      'We are open today from 8 to 5, closed for lunch from noon to 1.',
      'Today at 1 in the afternoon',
    ],
  ])('of the hours at %s: %s Next: %s', (now, todaySpoken, next) => {
    const words = clinicWords({ words: { today: '{hours-today}.', next: '{next-open}' }, now });
    expect(textOf(words.say({ sentence: 'today', values: {}, attempt: 0 }))).toBe(todaySpoken);
    expect(textOf(words.say({ sentence: 'next', values: {}, attempt: 0 }))).toBe(next);
  });

  it('of a place is that of the dialled line, or of the place the caller named', () => {
    const said = {
      questions: [
        { id: 'hours', answer: '{location-name}: {hours}.', otherwise: 'Which: {locations}?' },
        { id: 'call', answer: 'Call {phone-number}.' },
      ],
    };
    const hours = (words = shopWords(said), values = {}) =>
      textOf(words.say({ sentence: 'question-hours', values, attempt: 0 }));
    const atLoop = shopWords({ ...said, locationId: 'loop' });
    expect(hours(atLoop)).toBe('The Loop: every day 10 to 8.');
    expect(hours(atLoop, { location: 'hyde-park' })).toBe('Hyde Park: every day 11 to 7.');
    expect(hours()).toBe('Which: the Loop or Hyde Park?');
    const call = { sentence: 'question-call', values: {}, attempt: 0 };
    expect(textOf(atLoop.say(call))).toBe('Call 3 1 2, 5 5 5, 0 1 1 0.');
  });
});

describe('an answer', () => {
  const questions = [
    { id: 'price', answer: 'A {service} is {price}.', otherwise: 'Which one: {services}?' },
    { id: 'way', answer: 'We are at {address}. {directions}' },
    { id: 'tram', answer: '{directions}' },
  ];
  const words = clinicWords({ questions });
  const answer = (id: string, values = {}) =>
    textOf(words.say({ sentence: `question-${id}`, values, attempt: 0 }));

  it('is filled when its value is known', () => {
    expect(answer('price', { service: 'exam' })).toBe('An exam is from 80 to 120 dollars.');
    expect(answer('price', { service: 'whitening' })).toBe('A whitening is on request.');
  });

  it('is the other text when its value is not known', () => {
    expect(answer('price')).toBe('Which one: a cleaning, an exam, or a whitening?');
  });

  it('is what can be said of it when there is no other text', () => {
    expect(answer('way')).toBe('We are at 12 Main Street, Suite 4.');
  });

  it('with nothing to say is our bug', () => {
    expect(() => answer('tram')).toThrow('question-tram" needs a value for {directions}');
  });
});

describe('wordings', () => {
  const words = clinicWords({ words: { ask: ['First?', 'Again?', 'Last?'], hello: 'Hello.' } });
  it.each([
    [0, 'First?'],
    [1, 'Again?'],
    [2, 'Last?'],
    [9, 'Last?'],
  ])('for attempt %i: %s', (attempt, spoken) => {
    expect(textOf(words.say({ sentence: 'ask', values: {}, attempt }))).toBe(spoken);
    expect(textOf(words.say({ sentence: 'hello', values: {}, attempt }))).toBe('Hello.');
  });

  it('name their blanks', () => {
    expect(placeholdersOf('{service} on { when } with {service}')).toEqual(['service', 'when']);
    expect(placeholdersOf('nothing')).toEqual([]);
  });

  it('with a blank that nothing fills, or that nobody wrote, are our bugs', () => {
    expect(() => say('For {name}.')).toThrow('sentence "it" needs a value for {name}');
    expect(() => say('For {name}.', { name: {} })).toThrow('needs a value for {name}');
    expect(() => words.say({ sentence: 'nope', values: {}, attempt: 0 })).toThrow(
      'there is no sentence "nope"',
    );
  });

  it('speak a value by itself for the journal', () => {
    expect(words.spoken('when', { date: '2026-11-24', time: '15:30' })).toBe(
      'Tuesday the 24th at 3:30',
    );
    expect(words.spoken('service', 'exam')).toBe('an exam');
    expect(words.spoken('yes-no', true)).toBe('yes');
  });
});
