import { describe, expect, it } from 'vitest';
import { heard, inShort, practice, valueIn } from './practice.ts';

describe('a name', () => {
  it.each([
    ['my name is John Smith', { first: 'John', last: 'Smith' }],
    ["it's Priya Raghunathan", { first: 'Priya', last: 'Raghunathan' }],
    ['Mary Ann Johnson', { first: 'Mary Ann', last: 'Johnson' }],
    ['sure, Tomasz Wiśniewski', { first: 'Tomasz', last: 'Wiśniewski' }],
    ['J O H N', { first: 'John', spelled: true }],
    ['juliet oscar hotel november', { first: 'John', spelled: true }],
    ['B as in boy, O, B', { first: 'Bob', spelled: true }],
    ['capital S C O double T', { first: 'Scott', spelled: true }],
    [
      'first name Jon J O N last name Smyth S M Y T H',
      { first: 'Jon', last: 'Smyth', spelled: true },
    ],
    ["Deborah O'Donnell", { first: 'Deborah', last: "O'Donnell" }],
    ['Catherine with a K', { first: 'Katherine' }],
    ['Anna without an a at the end', { first: 'Ann' }],
    ['Sarah no h', { first: 'Sara' }],
    ['Brown with an e at the end', { last: 'Browne' }],
    ['Smith, John', { first: 'John', last: 'Smith' }],
    ['de la Cruz', { last: 'de la Cruz' }],
    ['uh Sarah um Connor', { first: 'Sarah', last: 'Connor' }],
    ['Robert but everyone calls me Bob', { first: 'Robert' }],
    ["it's for my daughter, Emily Stone", { first: 'Emily', last: 'Stone' }],
    ['John Smith spelled S M Y T H E', { first: 'John', last: 'Smythe', spelled: true }],
    ["it's Jon, J O N, Smith", { first: 'Jon', last: 'Smith', spelled: true }],
    ['last name is Lee, L E E', { last: 'Lee', spelled: true }],
    ['o apostrophe b r i e n', { first: "O'Brien", spelled: true }],
    ['double u i l l', { first: 'Will', spelled: true }],
    ['jay oh aitch en', { first: 'John', spelled: true }],
  ])('is heard in "%s"', (text, person) => {
    expect(valueIn(text, 'name', { asked: 'May I have your full name?' })).toEqual(person);
  });

  it.each([
    'is perfect',
    'for my',
    'a cleaning',
    'tomorrow',
    'why do you need that',
    'yes please',
    'hold on',
  ])('is not made of "%s"', (text) => {
    expect(valueIn(text, 'name')).toBeUndefined();
  });

  it('is taken in passing only where it is introduced', () => {
    expect(inShort("hi, my name is John Smith and I'd like a cleaning")).toContain('set name');
    expect(inShort("I'm calling about a cleaning")).not.toContain('set name');
  });

  it('prefers the guess that looks like a name, and keeps the others as readings', () => {
    const [command] = heard('Christian right', {
      expecting: ['name'],
      nbest: ['Christian Wright', 'Christian write'],
    });
    expect(command?.value).toEqual({ first: 'Christian', last: 'Wright' });
    expect(command?.readings).toContainEqual({ first: 'Christian', last: 'Write' });
  });

  it('does not trade an unusual name for a usual one further down the list', () => {
    const nbest = ['Pria Robinson', 'Maria Robinson'];
    expect(valueIn('Priya Raghunathan', 'name', { nbest })).toEqual({
      first: 'Priya',
      last: 'Raghunathan',
    });
  });

  it('is matched by sound against known customers', () => {
    expect(valueIn('Siobhan Carrigan', 'name')).toEqual({ first: 'Siobhan', last: 'Kerrigan' });
  });

  it('is the last name where only that was asked for', () => {
    expect(valueIn('Okafor', 'name', { asked: 'And your last name?' })).toEqual({ last: 'Okafor' });
  });
});

describe('a phone number', () => {
  it.each([
    ['six one seven five five five oh one two three', '+16175550123'],
    ["it's 617 555 0123", '+16175550123'],
    ['area code 617, then 555, 01 double 2', '+16175550122'],
    ['614 triple five oh one ninety eight', '+16145550198'],
    ['eight hundred five five five one two one two', '+18005551212'],
    ['plus forty four twenty 7946 0958', '+442079460958'],
    ['(617) 555-0123', '+16175550123'],
    ['five five five oh one two three, area code six one seven', '+16175550123'],
    ['617 555 0122, no sorry, 0123', '+16175550123'],
    ['617 555 0123 extension 12', '+16175550123'],
    ['six won seven five five five o one to three', '+16175550123'],
  ])('is read from "%s"', (text, number) => {
    expect(valueIn(text, 'phone')).toBe(number);
  });

  it.each([
    '614 555',
    'five five five twelve thirty four',
    'five fifty five oh one twenty three forty five sixty seven',
  ])('is asked for again after "%s"', (text) => {
    expect(inShort(text, { expecting: ['phone'] })).toEqual(['unclear partial-number']);
  });

  it('is the last one said', () => {
    expect(valueIn('617 555 0123, no wait, 617 555 0124', 'phone')).toBe('+16175550124');
  });

  it('is recognised where nobody asked for it', () => {
    expect(inShort('you can reach me at 617 555 0123')).toContain('set phone');
  });
});

describe('an e-mail address', () => {
  it.each([
    ['john dot smith at gmail dot com', 'john.smith@gmail.com'],
    ['my email is j smith 99 at yahoo dot co dot uk', 'jsmith99@yahoo.co.uk'],
    ['anna underscore b at example.org', 'anna_b@example.org'],
    ["it's Sam@Example.com", 'sam@example.com'],
    ['john smith all one word at gmail', 'johnsmith@gmail.com'],
    ['mary ann no spaces all lowercase at example dotcom', 'maryann@example.com'],
    ['bob double o seven at example dot c o m', 'bob007@example.com'],
  ])('is read from "%s"', (text, email) => {
    expect(valueIn(text, 'email')).toBe(email);
  });
});

describe('a birth date', () => {
  it.each([
    ['3rd of the 5th 88', '1988-05-03'],
    ['March fifth nineteen eighty eight', '1988-03-05'],
    ['the 14th of April 1982', '1982-04-14'],
    ['22nd of August 1980 2', '1982-08-22'],
    ['2704 1979', '1979-04-27'],
    ['two thousand and three, July ninth', '2003-07-09'],
    ['1982-08-04', '1982-08-04'],
    ['25 12 19005', '1905-12-25'],
    ['third of July nineteen hundred and eleven', '1911-07-03'],
    ['July 3rd 2000 12', '2012-07-03'],
    ['271279', '1979-12-27'],
    ['May 14th 2031', undefined],
    ['31st of February 1990', undefined],
  ])('said as "%s" is %s', (text, date) => {
    expect(valueIn(text, 'birth-date')).toBe(date);
  });

  it('is left open where day and month could be swapped', () => {
    const [command] = heard('03/05/1988', { expecting: ['birth-date'] });
    expect(command?.readings).toEqual(['1988-03-05', '1988-05-03']);
    expect(command?.value).toBeUndefined();
  });

  it('has the day first where people say it so', () => {
    const vocabulary = { ...practice, country: 'GB' };
    expect(valueIn('03/05/1988', 'birth-date', { vocabulary })).toBe('1988-05-03');
  });

  it('is asked for again when half of it is missing', () => {
    expect(inShort('the 15th', { expecting: ['birth-date'] })).toEqual(['unclear partial-date']);
  });

  it('has the last digit of its year, where one guess dropped it', () => {
    const nbest = ['13th of March 1992'];
    expect(valueIn('13th of March 1990', 'birth-date', { nbest })).toBe('1992-03-13');
    expect(valueIn('13th of March 1990', 'birth-date')).toBe('1990-03-13');
  });

  it('weighs all guesses of the recogniser', () => {
    const nbest = ['27th of 9th 1979', '27 of the 9th 1979'];
    expect(valueIn('twenty heaven of the night 1979', 'birth-date', { nbest })).toBe('1979-09-27');
  });
});

describe('counts and money', () => {
  it.each([
    ['two people', 2],
    ['just me', 1],
    ['a party of five', 5],
    ['a couple of us', 2],
    ['half a dozen', 6],
    ['three adults and two kids', 5],
    ['my husband, myself and two kids', 4],
    ['about ten', 10],
  ])('counts in "%s"', (text, count) => {
    expect(valueIn(text, 'count')).toBe(count);
  });

  it.each([
    ['fifty dollars', 50],
    ['$1,250.50', 1250.5],
    ['a hundred and twenty', 120],
    ['forty five fifty', 45.5],
    ['one point five k', 1500],
  ])('reads the money in "%s"', (text, amount) => {
    expect(valueIn(text, 'money')).toBe(amount);
  });
});

it('asks which of two counts', () => {
  expect(heard('ten or twelve', { expecting: ['count'] })[0]?.readings).toEqual([10, 12]);
});

describe('a wish for any time', () => {
  it.each(["I don't care", 'as soon as possible', 'whenever', 'what times do you have'])(
    'is heard in "%s"',
    (text) => {
      expect(valueIn(text, 'when')).toEqual({});
    },
  );
});
