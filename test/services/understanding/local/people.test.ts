import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../../../services/understanding/vocabulary.ts';
import { heard, inShort, practice, valueIn } from './practice.ts';

const clinic: Vocabulary = {
  ...practice,
  flows: [
    ...practice.flows,
    { id: 'question', names: ['I have a question', 'can I ask you a question'] },
  ],
  staff: [
    { id: 'patel', names: ['Dr. Anita Patel'] },
    { id: 'nguyen', names: ['Dr. Marcus Nguyen', 'Doctor Win'] },
    { id: 'rosa', names: ['Rosa Delgado'] },
    { id: 'pauline', names: ['Dr. Pauline Okafor'] },
    { id: 'parker', names: ['Dr. Mia Parker'] },
  ],
  services: [
    { id: 'checkup', names: ['Check-up', 'exam'] },
    { id: 'kids-checkup', names: ["Kid's check-up", "child's check-up", 'check-up for my son'] },
    { id: 'cleaning', names: ['Teeth cleaning', 'cleaning'] },
    { id: 'deep-cleaning', names: ['Deep cleaning'] },
    { id: 'emergency', names: ['Emergency visit', 'toothache', 'broken tooth', 'my tooth hurts'] },
  ],
};

describe('who is calling from where', () => {
  it.each([
    ['Jim from Acme', { first: 'Jim' }],
    ['Jim Beam from Acme Supplies', { first: 'Jim', last: 'Beam' }],
  ])('"%s" has the name of the person', (text, value) => {
    expect(heard(text, { expecting: ['name'] })).toContainEqual(
      expect.objectContaining({ slot: 'name', value }),
    );
  });

  it('"uh, I\'d like" is broken off, and asks for nothing yet', () => {
    expect(inShort("uh I'd like").join()).toContain('unclear');
  });
});

describe('whom to see', () => {
  it.each([
    ['Rosa', 'rosa'],
    ['with Anita please', 'patel'],
    ['Nguyen', 'nguyen'],
    ['doctor Patel', 'patel'],
    ['Dr. Okafor', 'pauline'],
    ['doctor N', 'nguyen'],
    ['Dr. O', 'pauline'],
    ['either doctor', 'any'],
    ['whoever', 'any'],
    ['whoever is free', 'any'],
    ['any dentist is fine', 'any'],
    ["it doesn't matter", 'any'],
  ])('"%s" is %s', (text, value) => {
    expect(heard(text, { expecting: ['staff'], vocabulary: clinic })).toMatchObject([
      { command: 'set', slot: 'staff', value },
    ]);
  });

  it('is a doctor of ours where the name has that title, and not the caller', () => {
    const commands = heard('the name is Dr. Marcus Nguyen', { vocabulary: clinic });
    expect(commands).toContainEqual(expect.objectContaining({ slot: 'staff', value: 'nguyen' }));
    expect(commands.some(({ slot }) => slot === 'name')).toBe(false);
  });

  it.each(['Marcus Webb', "it's uh Marcus Webb", "no it's Rosa Martinez"])(
    'is not changed by a caller of that first name who corrects the name: "%s"',
    (text) => {
      const expecting = ['service', 'when', 'staff', 'name'] as const;
      const commands = heard(text, { expecting: [...expecting], vocabulary: clinic });
      expect(commands.map(({ slot }) => slot)).toContain('name');
      expect(commands.map(({ slot }) => slot)).not.toContain('staff');
    },
  );

  it('asks which one when two last names begin with the same letter', () => {
    const [command] = heard('doctor P', { expecting: ['staff'], vocabulary: clinic });
    expect(command?.value).toBeUndefined();
    expect(command?.readings).toEqual(['patel', 'parker']);
  });
});

describe('services whose names are alike', () => {
  it.each(['a check up on Wednesday at 9', 'a check-up on the 24th'])(
    'and a day say what is wanted, and when: "%s"',
    (text) => {
      const commands = heard(text, { expecting: ['service', 'when'], vocabulary: clinic });
      expect(commands.map(({ slot }) => slot)).toEqual(['service', 'when']);
      expect(commands[0]?.value).toBe('checkup');
    },
  );

  it.each([
    ['a check-up', 'checkup'],
    ["a kid's check-up", 'kids-checkup'],
    ['a check-up for my son', 'kids-checkup'],
    ['a cleaning', 'cleaning'],
    ['a deep cleaning', 'deep-cleaning'],
    ['I have a toothache', 'emergency'],
    ['my tooth really hurts', 'emergency'],
  ])('"%s" is %s and no other', (text, value) => {
    const found = heard(text, { expecting: ['service'], vocabulary: clinic });
    expect(found).toMatchObject([{ command: 'set', slot: 'service', value }]);
    expect(found[0]?.readings).toBeUndefined();
  });
});

describe('who is calling', () => {
  it.each(['this is she', 'this is he', 'speaking', "that's me", "it's me"])(
    '"%s" is nobody’s name',
    (text) => {
      const hearing = { expecting: ['name'], asked: 'May I have your name?' };
      expect(heard(text, hearing).filter(({ slot }) => slot === 'name')).toEqual([]);
    },
  );
});

describe('a question to come', () => {
  it.each([
    'can I ask something',
    'can I ask you a question',
    'I have a quick question',
    'just a quick question',
    'I wanted to ask you something',
  ])('"%s" announces one', (text) => {
    expect(inShort(text, { vocabulary: clinic })).toEqual(['start-flow question']);
  });

  it('a question that is already asked is that question', () => {
    expect(inShort('can I ask where I can park', { vocabulary: clinic })).toEqual(['ask parking']);
    expect(inShort('I have a question about parking', { vocabulary: clinic })).toEqual([
      'ask parking',
    ]);
  });
});

describe('a nod where a name was asked for', () => {
  it.each(['cool', 'awesome', 'excellent', 'forget it', "who's asking"])(
    '"%s" is no name',
    (text) => {
      const slots = heard(text, { expecting: ['name'] }).map(({ slot }) => slot);
      expect(slots).not.toContain('name');
    },
  );
});

describe('a name that is begun twice, or told by a letter', () => {
  it.each([
    ["it's Derek, Derek Holloway", { first: 'Derek', last: 'Holloway' }],
    ['Derek. Derek Holloway.', { first: 'Derek', last: 'Holloway' }],
    ['Bond, James Bond', { first: 'James', last: 'Bond' }],
    ['Kathryn with a K and a Y', { first: 'Kathryn' }],
    ['Stephen with a P H', { first: 'Stephen' }],
  ])('is one name in "%s"', (text, name) => {
    expect(valueIn(text, 'name')).toEqual(name);
  });

  it.each([
    ["no it's Jamal with a J A M A L", 'Jamal'],
    ["no it's Bryan with a Y, B R Y A N", 'Bryan'],
    ['no, Jon with a J, J O N', 'Jon'],
  ])('is spelled by the letters behind the hint in "%s"', (text, first) => {
    expect(heard(text, { expecting: ['yes-no', 'name'] })).toContainEqual(
      expect.objectContaining({ slot: 'name', value: { first, spelled: true } }),
    );
  });

  it.each([
    'tell them I want to know about payment plans for aligners',
    'this is regarding my bill',
  ])('is no name at the end of "%s"', (text) => {
    expect(valueIn(text, 'name')).toBeUndefined();
  });
});
