import { describe, expect, it } from 'vitest';
import type { JournalFact } from '../../../../services/store/journal-entry.ts';
import {
  agrees,
  allows,
  answers,
  asks,
  booking,
  books,
  booksUnder,
  breaches,
  end,
  event,
  heard,
  names,
  opening,
  opens,
  said,
  say,
  tells,
} from '../../../support/told-calls.ts';

describe('The rules over a call', () => {
  it('hold for a booking that was read back, agreed to, written and told', () => {
    expect(breaches([...opens, ...agrees, ...books, ...tells, end('booked')])).toEqual([]);
  });

  it.each<[string, (JournalFact | number)[], string]>([
    [
      'success without a row',
      [...opens, ...tells, end('answered')],
      '"booked" without a committed write',
    ],
    [
      'a booking nobody was told of',
      [...opens, ...agrees, ...books, event('caller.denied'), end('booked')],
      'book was committed, and nobody was told',
    ],
    [
      'a write without a yes',
      [...opens, say('read-back-booking', { opening }), ...books, ...tells, end('booked')],
      'book was asked for without a yes',
    ],
    [
      'a write at another time than was read back',
      [
        ...opens,
        say('read-back-booking', { opening: { ...opening, start: '2026-11-25T09:00' } }),
        event('caller.affirmed', { heard: true }),
        ...books,
        ...tells,
        end('booked'),
      ],
      'book at another time than was read back',
    ],
    [
      'a booking told otherwise than written',
      [
        ...opens,
        ...agrees,
        ...books,
        say('booked', { booking: { ...booking, start: '2026-11-25T09:00' } }),
        end('booked'),
      ],
      'start was told otherwise than written',
    ],
    [
      'a lost booking',
      [...opens, ...agrees, ...books, ...tells, end('abandoned')],
      'a booking, and the outcome is abandoned',
    ],
    [
      'a question before the disclosure',
      [event('line.opened'), said('u1', 'ask', 'How can I help?'), end('abandoned')],
      'nothing says that an AI answers',
    ],
    [
      'a person who is not called',
      [...opens, event('caller.wanted-person'), event('caller.hung-up'), end('abandoned')],
      'nothing was done about it',
    ],
    [
      'a person whose absence is told only when something else is answered',
      [
        ...opens,
        event('caller.wanted-person'),
        say('nobody-there'),
        event('caller.thanked'),
        9_000,
        event('caller.wanted-person'),
        say('nobody-there'),
        said('u2', 'nobody-there'),
        heard('u2'),
        end('abandoned'),
      ],
      'nothing was done about it',
    ],
    [
      'a name of which half was lost',
      [
        ...opens,
        names({ first: 'Anna', last: 'Lee' }),
        ...agrees,
        booksUnder('Anna'),
        end('abandoned'),
      ],
      'book under Anna',
    ],
    [
      'a name made of two',
      [
        ...opens,
        names({ first: 'Anna', last: 'Lee' }),
        names({ first: 'Robert', last: 'Miller' }),
        ...agrees,
        booksUnder('Anna Miller'),
        end('abandoned'),
      ],
      'book under Anna Miller',
    ],
    [
      'words after a hang-up',
      [...opens, event('caller.hung-up'), said('u2', 'goodbye'), end('abandoned')],
      'said goodbye',
    ],
    [
      "another business's name",
      [...opens, said('u2', 'welcome', 'Welcome to Stride Shoes'), heard('u2'), end('abandoned')],
      'named Stride Shoes',
    ],
    [
      'a crash',
      [...opens, { kind: 'error', where: 'chart', message: 'oh' }, end('abandoned')],
      'chart: oh',
    ],
    [
      'an event nobody took',
      [
        ...opens,
        { kind: 'event', event: { type: 'caller.denied' }, handled: false },
        end('abandoned'),
      ],
      'nothing took caller.denied',
    ],
    [
      'a refusal without a rule',
      [...opens, { kind: 'verdict', topic: 'booking', verdict: 'refuse' }, end('abandoned')],
      'booking: refuse without a rule',
    ],
    ['a call without an outcome', [...opens], '0 outcomes'],
    ['two outcomes', [...opens, end('abandoned'), end('answered')], '2 outcomes'],
    [
      'dead air',
      [...opens, 8_001, event('caller.hung-up'), end('abandoned')],
      '8001 ms of nothing',
    ],
    [
      'one question for ever',
      [...opens, say('ask-when', {}, 4), end('abandoned')],
      'ask-when in other words 4 times',
    ],
    [
      'a silent line kept open',
      [
        ...opens,
        event('caller.was-silent', { nth: 3 }),
        said('u2', 'ask'),
        heard('u2'),
        end('abandoned'),
      ],
      'silence number 3 or more, and the line goes on',
    ],
  ])('catch %s', (_name, facts, what) => {
    expect(breaches(facts)).toContain(what);
  });

  it.each([
    ['told one half at a time', [{ first: 'Anna' }, { last: 'Lee' }], 'Anna Lee'],
    ['corrected in one half', [{ first: 'Anna', last: 'Lea' }, { last: 'Lee' }], 'Anna Lee'],
    [
      'changed as a whole',
      [
        { first: 'Anna', last: 'Lee' },
        { first: 'Jo', last: 'Ash' },
      ],
      'Jo Ash',
    ],
    [
      'said in passing and never taken',
      [{ first: 'Jo' }, { first: 'Anna' }, { last: 'Lee' }],
      'Jo Lee',
    ],
    ['told by half', [{ first: 'Anna' }], 'Anna'],
  ])('let a name be %s', (_how, said, name) => {
    const facts = [...opens, ...said.map(names), ...agrees, booksUnder(name), end('abandoned')];
    expect(breaches(facts).filter((what) => what.includes('under'))).toEqual([]);
  });

  it('catch what a rule said when it is said again of something else', () => {
    const decides = answers('check-policy', 'confirm-first', { say: 'late-cancel', rule: 'late' });
    const before = [...opens, asks('check-policy', { topic: 'cancel' }), decides];
    const rings = [say('late-cancel'), asks('check-policy', { topic: 'transfer' })];
    const stale = 'late-cancel, which late said before';
    expect(breaches([...before, ...rings, say('nobody-there'), end('abandoned')])).toEqual([]);
    expect(breaches([...before, ...rings, say('late-cancel'), end('abandoned')])).toEqual([stale]);
  });

  it('catch a write made twice', () => {
    const row = { ...booking, status: 'booked' as const, key: 'call/1' };
    const facts = [...opens, ...agrees, ...books, ...tells, end('booked')];
    expect(breaches(facts, { appointments: [row, { ...row, id: 'b2' }] })).toEqual([
      'two rows with the key call/1',
    ]);
  });

  it('wait longer for a caller who asked for a moment, and not at all while somebody is rung', () => {
    const waits: JournalFact = { kind: 'command', command: { type: 'wait-for-caller' } };
    expect(breaches([...opens, waits, 29_000, end('abandoned')])).toEqual([]);
    const why = { reason: 'asked', brief: 'A caller is calling; reason: asked' };
    const rings = [
      allows('transfer'),
      asks('transfer', why),
      40_000,
      answers('transfer', 'connected'),
    ];
    expect(breaches([...opens, ...rings, end('abandoned')])).toEqual([]);
  });
});
