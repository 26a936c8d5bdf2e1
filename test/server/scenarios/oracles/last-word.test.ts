import { describe, expect, it } from 'vitest';
import type { JournalFact } from '../../../../services/store/journal-entry.ts';
import {
  agrees,
  answers,
  asks,
  booking,
  breaches,
  customerName,
  customerPhone,
  end,
  event,
  opening,
  opens,
  say,
} from '../../../support/told-calls.ts';

const gives = (values: object) => event('caller.gave', { values, unsure: {} });
const wants = (flow: string, values = {}) => event('caller.wanted', { flow, values, unsure: {} });
const looksFor = (when: object, more = {}) =>
  asks('find-times', { serviceId: 'cleaning', when, ...more });
const tuesdayAtTen = { date: '2026-11-24', time: '10:00' };
const question = (sentence: string, values: object): JournalFact => {
  const asked = say(sentence, values);
  if (asked.kind === 'command' && asked.command.type === 'say') asked.command.role = 'question';
  return asked;
};
const later = { ...opening, start: '2026-11-25T09:00' };
const told = (text: string): JournalFact => ({ kind: 'caller-words', text, final: true });
const comesTo = (state: string): JournalFact => ({
  kind: 'transition',
  from: [],
  to: [state],
  edge: '',
});
const rung = (reason: string, brief: string) => asks('transfer', { reason, brief });
const found = (facts: JournalFact[]) => breaches([...opens, ...facts, end('abandoned')]);

describe('The rules over what the caller said last', () => {
  it('let an hour change alone, and keep the day', () => {
    const wish = [wants('book', { when: tuesdayAtTen }), gives({ when: { time: '11:00' } })];
    const kept = { date: '2026-11-24', time: '11:00' };
    expect(found([...wish, looksFor(kept)]).join()).not.toContain('looked for');
    expect(found([...wish, looksFor(tuesdayAtTen)]).join()).toContain('was looked for, not');
  });

  it('let what was told be changed where the line asks something else', () => {
    const holds = [comesTo('serving.hold.what'), gives({ size: 'nine' })];
    const later = [comesTo('not-knowing'), gives({ size: 'ten' }), comesTo('serving.hold.read')];
    const kept = asks('take-message', { text: 'size: ten' });
    expect(found([...holds, ...later, kept]).join()).not.toContain('the message lacks');
    expect(found([...holds, kept]).join()).toContain('the message lacks the size');
  });

  it.each<[string, JournalFact[], string]>([
    [
      'the end of a stretch that is no longer wished for',
      [
        wants('book', { when: { ...tuesdayAtTen, timeTo: '12:00' } }),
        gives({ when: { time: '11:00' } }),
        looksFor({ date: '2026-11-24', time: '11:00', timeTo: '12:00' }),
      ],
      'was looked for, not',
    ],
    [
      'a person who was asked for and is forgotten',
      [wants('book', { staff: 'rosa' }), looksFor({})],
      'a time with anybody was looked for, not with rosa',
    ],
    [
      'the other one of two offers',
      [
        question('offer-times', { openings: [opening, later] }),
        event('caller.chose', { choice: '1' }),
        question('read-back-booking', { opening }),
      ],
      'another of the openings was taken than was chosen',
    ],
    [
      'the number that the call came from, where another one was given',
      [
        gives({ phone: '+16145550187' }),
        ...agrees,
        asks('book', { opening, customerName, customerPhone }),
      ],
      'book with +16145550123, not +16145550187',
    ],
    [
      'a message of which a part is missing',
      [
        comesTo('serving.hold.what'),
        gives({ item: 'blue runners' }),
        gives({ size: 'nine' }),
        asks('take-message', { text: 'item: blue runners' }),
      ],
      'the message lacks the size',
    ],
    [
      'a key that stands for two decisions',
      [
        ...agrees,
        asks('book', { opening, customerName, customerPhone }),
        asks('book', { opening: later, customerName, customerPhone }),
      ],
      'book with the key of another decision',
    ],
    [
      'an appointment that would become another one by being moved',
      [
        answers('find-bookings', 'one', { bookings: [booking] }),
        asks('reschedule', { bookingId: 'b1', opening: { ...later, serviceId: 'filling' } }),
      ],
      'cleaning would become filling',
    ],
    [
      'books that are otherwise than they said',
      [
        ...agrees,
        asks('book', { opening, customerName, customerPhone }),
        answers('book', 'committed', { booking: { ...booking, staffId: 'ann' } }),
      ],
      'after book, the books have another staffId',
    ],
    [
      'a message that was taken and is not there',
      [asks('take-message', { text: 'hello' }), answers('take-message', 'committed')],
      'a message was taken, and is not there',
    ],
    [
      'a word that counts twice',
      [told('(thanked)'), event('caller.thanked'), event('caller.thanked')],
      '(thanked) counted twice, or out of its order',
    ],
    [
      'a word that is lost',
      [told('(thanked)'), told('(greeted)'), event('caller.greeted')],
      '(thanked) was lost',
    ],
    [
      'a yes to another question',
      [
        comesTo('one'),
        told('(affirmed)'),
        comesTo('two'),
        event('caller.affirmed', { heard: true }),
      ],
      'caller.affirmed was said in one, and counted in two',
    ],
    [
      'an answer that nobody asked for',
      [answers('book', 'taken')],
      'an answer to book, which nobody asked for',
    ],
    [
      'a person who is rung for another reason',
      [
        asks('check-policy', { topic: 'transfer', reason: 'emergency' }),
        rung('asked', 'reason: asked'),
      ],
      'rung for asked, not for emergency',
    ],
    [
      'a person who is not told who is calling',
      [
        say('putting-through', { name: { first: 'Ann', last: 'Lee' } }),
        rung('asked', 'A caller is calling; reason: asked'),
      ],
      'whoever is rung is not told who is calling',
    ],
  ])('catch %s', (_name, facts, what) => {
    expect(found(facts).join('; ')).toContain(what);
  });
});
