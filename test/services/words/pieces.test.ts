/** Pieces: what is fixed is kept, what a caller must have heard is marked, and none is too long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces, pieceLengthMax } from '../../../services/words/cut-pieces.ts';
import { clinicWords, opening, shopWords, textOf } from './clinic.ts';

const words = {
  greeting: "Thanks for calling {business}. I'm the AI assistant here.",
  'read-back': [
    "That's {service} on {opening} with {staff}, for {name}, and I'll call {phone}. Shall I book it?",
  ],
  'offer-times': '{why} I have {openings}. Which would you like?',
  'why-taken': 'That time is taken.',
  booked: "You're booked: {booking}. See you then!",
  thanks: 'Thanks, {name}.',
  open: '{hours-today}. Is that all?',
  doctor: 'Ask Dr. Chen at 3 p.m. sharp. He knows.',
};
const values = {
  opening: opening('2026-11-24T15:30'),
  openings: [opening('2026-11-24T15:30')],
  booking: opening('2026-11-24T15:30'),
  name: { first: 'Jane' },
  phone: '+16145550199',
  why: 'taken',
};

/** One line a piece: a star when it is fixed, its text, what it carries. */
function lines(sentence: string, from = clinicWords({ words })): string[] {
  const pieces = from.say({ sentence, values, attempt: 0 });
  return pieces.map(({ text, fixed, carries }) =>
    `${fixed ? '* ' : ''}${text} ${carries.join('+')}`.trim(),
  );
}

describe('the pieces of a sentence', () => {
  const cases: [string, string[]][] = [
    ['greeting', ['* Thanks for calling Bright Dental.', "* I'm the AI assistant here."]],
    [
      'read-back',
      [
        "That's a cleaning on Tuesday the 24th at 3:30 with Doctor Chen, service+opening+staff",
        'for Jane, name',
        "and I'll call 6 1 4, 5 5 5, 0 1 9 9. phone",
        '* Shall I book it?',
      ],
    ],
    [
      'offer-times',
      ['* That time is taken. why', 'I have Tuesday at 3:30. openings', '* Which would you like?'],
    ],
    [
      'booked',
      [
        "* You're booked:",
        'a cleaning on Tuesday the 24th at 3:30 with Doctor Chen. booking',
        '* See you then!',
      ],
    ],
    ['thanks', ['Thanks, Jane. name']],
    [
      'open',
      [
        'We are open today from 8 to 5, closed for lunch from noon to 1. hours-today',
        '* Is that all?',
      ],
    ],
    ['doctor', ['* Ask Dr. Chen at 3 p.m. sharp.', '* He knows.']],
  ];
  it.each(cases)('of %s', (sentence, pieces) => {
    expect(lines(sentence)).toEqual(pieces);
  });

  it('that are fixed are all made before anyone calls', () => {
    for (const from of [clinicWords({ words }), shopWords({ words, locationId: 'loop' })]) {
      const known = from.fixedPieces();
      for (const sentence of Object.keys(words)) {
        const fixed = from.say({ sentence, values, attempt: 0 }).filter((piece) => piece.fixed);
        for (const { text } of fixed) expect(known).toContain(text);
      }
      expect(new Set(known).size).toBe(known.length);
      expect(known.join()).not.toMatch(/[{}]/);
    }
  });

  it('that are fixed hold the facts of the dialled place, and none when it is not known', () => {
    const said = { words: { open: 'Our hours: {hours}.', where: 'Which one: {locations}?' } };
    expect(shopWords({ ...said, locationId: 'hyde-park' }).fixedPieces()).toEqual([
      'Our hours: every day 11 to 7.',
      'Which one: the Loop or Hyde Park?',
    ]);
    expect(shopWords(said).fixedPieces()).toEqual(['Which one: the Loop or Hyde Park?']);
  });

  it('include answers and what is said instead of them', () => {
    const questions = [
      { id: 'price', answer: 'It is {price}. Anything else?', otherwise: 'Which?' },
    ];
    expect(clinicWords({ questions }).fixedPieces()).toEqual(['Anything else?', 'Which?']);
  });

  it('lose nothing and are never too long, whatever is said', () => {
    const segment = fc.record({
      text: fc.stringMatching(/^[a-z]{1,12}([ ,.!?:;—]{1,2}[a-zA-Z0-9]{1,12}){0,60}[.?]?$/),
      fixed: fc.boolean(),
      carries: fc.constant('value'),
    });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        const pieces = cutPieces(segments);
        const squeeze = (text: string) => text.replace(/\s+/g, '');
        expect(squeeze(textOf(pieces))).toBe(squeeze(segments.map(({ text }) => text).join('')));
        for (const { text } of pieces) {
          expect(text.length).toBeLessThanOrEqual(pieceLengthMax);
          expect(text).toBe(text.trim());
          expect(text).not.toBe('');
        }
      }),
    );
  });
});
