import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../machines/call/events-of.ts';
import { type Command, type Expectation, expectNothing } from '../../../machines/vocabulary.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const { repair } = shippedDefinition('bright-smile');

function typesOf(commands: Command[], expecting: Partial<Expectation>): string[] {
  const expectation = { ...expectNothing, yesNo: true, ...expecting };
  const situation = { text: '', expectation, questionHeard: true, repair };
  return eventsOf({ commands, signals: {}, confidence: 1 }, situation).map(({ type }) => type);
}

const asks: Command = { command: 'ask', value: 'parking' };

describe('A caller who is asked whether there is anything else', () => {
  it.each(['affirm', 'deny'] as const)('and begins a question with it (%s) asks it', (command) => {
    expect(typesOf([{ command }, asks], { invites: true })).toEqual(['caller.asked']);
  });

  it('and says only yes or no is taken at their word', () => {
    expect(typesOf([{ command: 'affirm' }], { invites: true })).toEqual(['caller.affirmed']);
    expect(typesOf([{ command: 'deny' }], { invites: true })).toEqual(['caller.denied']);
  });
});

describe('A caller who is asked for a yes', () => {
  it('and asks something besides has said both', () => {
    expect(typesOf([{ command: 'affirm' }, asks], {})).toEqual(['caller.asked', 'caller.affirmed']);
  });
});

describe('A caller who has just been answered', () => {
  const day: Command = { command: 'set', slot: 'when', value: { date: '2026-11-24' } };
  const askedOn = (text: string, commands: Command[]) =>
    eventsOf(
      { commands, signals: {}, confidence: 1 },
      {
        text,
        expectation: {
          ...{ ...expectNothing, yesNo: true, invites: true, answered: 'hours' },
          accepts: [{ slot: 'when', kind: 'when' }],
        },
        questionHeard: true,
        repair,
      },
    );

  it.each(['and Tuesday?', 'what about Tuesday', 'okay, and on Tuesday'])(
    'asks the same about another day with "%s"',
    (text) => {
      expect(askedOn(text, [day])).toMatchObject([
        { type: 'caller.asked', question: 'hours', values: { when: { date: '2026-11-24' } } },
      ]);
    },
  );

  it('is told about the Friday to come when it is Friday today', () => {
    const readings = [{ date: '2026-11-20' }, { date: '2026-11-27' }];
    const friday: Command = { command: 'set', slot: 'when', readings };
    expect(askedOn('and Friday', [friday])).toMatchObject([
      { type: 'caller.asked', values: { when: { date: '2026-11-27' } } },
    ]);
  });

  it('and names a day and an hour wants to come then', () => {
    const when: Command = { ...day, value: { date: '2026-11-24', time: '09:00' } };
    expect(askedOn('how about Tuesday at nine', [when])).toMatchObject([{ type: 'caller.gave' }]);
    const readings = [
      { date: '2026-11-24', time: '07:30' },
      { date: '2026-11-24', time: '19:30' },
    ];
    const blurred = { command: 'set', slot: 'when', readings } as const;
    expect(askedOn('how about Tuesday at 7:30', [blurred])).toMatchObject([
      { type: 'caller.gave' },
    ]);
    expect(askedOn('Tuesday please', [day])).toMatchObject([{ type: 'caller.gave' }]);
  });
});

describe('A caller who asks about a day', () => {
  it('is answered for that day, also where no flow takes one', () => {
    const day: Command = { command: 'set', slot: 'when', value: { date: '2026-11-26' } };
    const situation = { text: '', expectation: expectNothing, questionHeard: true, repair };
    const reading = { commands: [day, asks], signals: {}, confidence: 1 };
    expect(eventsOf(reading, situation)).toEqual([
      expect.objectContaining({ type: 'caller.asked', values: { when: { date: '2026-11-26' } } }),
    ]);
  });
});
