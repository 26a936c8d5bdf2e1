/** Which business a caller reaches by the number they dialled. */
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../machines/policy/definition.ts';
import { route } from '../../../services/definitions/routing.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { judge, practiceFiles } from './practice-policies.ts';

type Numbers = Definition['business']['numbers'];

function sound(): Definition {
  const [definition] = judge(practiceFiles).definitions;
  if (!definition) throw new Error('nothing loaded');
  return definition;
}

function withNumbers(id: string, numbers: Numbers): Definition {
  const definition = sound();
  return { ...definition, business: { ...definition.business, id, numbers } };
}

const definitions = [
  withNumbers('block', [{ starting: '+1312555' }]),
  withNumbers('unlisted', [{ starting: '+' }]),
  withNumbers('city', [{ starting: '+1312' }]),
  withNumbers('shop', [{ number: '+13125550110', at: 'main' }, { number: '+13125550111' }]),
];

function reached(called: string, among = definitions) {
  const found = route(among, called);
  return found && [found.definition.business.id, found.locationId];
}

describe('a caller reaches', () => {
  it.each([
    ['the location whose own number they dialled', '+13125550110', ['shop', 'main']],
    [
      'the business alone when its number belongs to no location',
      '+13125550111',
      ['shop', undefined],
    ],
    ['the longest beginning when no number is theirs', '+13125550119', ['block', undefined]],
    ['a shorter beginning when the longer one does not fit', '+13124440119', ['city', undefined]],
    ['the unlisted line for any other number', '+442071838750', ['unlisted', undefined]],
    [
      'the unlisted line for what is no number at all',
      'sip:desk@example.com',
      ['unlisted', undefined],
    ],
  ])('%s', (_title, called, expected) => {
    expect(reached(called)).toEqual(expected);
  });

  it('nobody when there is not even an unlisted line', () => {
    expect(
      reached(
        '+442071838750',
        definitions.filter((d) => d.business.id === 'shop'),
      ),
    ).toBe(undefined);
  });
});

describe('the reader of one business', () => {
  it('knows services by their name, their spoken name without its article, and nicknames', () => {
    expect(vocabularyOf(sound()).services).toEqual([{ id: 'haircut', names: ['Haircut', 'trim'] }]);
  });

  it('does not take a flow without wordings for something a caller asks for', () => {
    expect(vocabularyOf(sound()).flows).toEqual([
      { id: 'visit', names: ['visit', 'I need a haircut'] },
    ]);
  });

  it('reads a bare hour by the hours of the place, or by all of them together', () => {
    const definition = sound();
    const [main] = definition.business.locations;
    if (!main) throw new Error('no location');
    const annex = {
      ...main,
      id: 'annex',
      hours: { monday: [['11:00', '20:00'] as [string, string]] },
    };
    const business = { ...definition.business, locations: [main, annex] };
    const both = { ...definition, business };
    expect(vocabularyOf(both, 'main').hours[0]).toEqual([
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(vocabularyOf(both).hours[0]).toEqual([['09:00', '20:00']]);
    expect(vocabularyOf(both).hours[6]).toEqual([]);
    expect(main.hours.monday).toHaveLength(2);
  });
});
