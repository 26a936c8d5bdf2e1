import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../../services/understanding/local/wordings.ts';

describe('wordings as they are written down', () => {
  it.each([
    ['close (my|our) account(s)', 'please close our accounts now', 'close our accounts'],
    ['[please] stop', 'stop', 'stop'],
    ['wait [a|one|please]*', 'wait one please thanks', 'wait one please'],
    ['move ..2 visit', 'move my next visit', 'move my next visit'],
    ['call _ back', "call o'brien back", "call o'brien back"],
    ['reschedul~', 'about rescheduling it', 'rescheduling'],
    ['< stop', 'stop that', 'stop'],
    ['stop >', 'please stop', 'stop'],
    ['book =(it|>)', 'do book it', 'book'],
    ['(a|the) {thing}', 'cancel the slot', 'the slot'],
  ])('"%s" is heard in "%s"', (wording, text, heard) => {
    expect(patternOf([wording], { thing: ['slot', 'room'] }).exec(text)?.[0]).toBe(heard);
  });

  it.each([
    ['move ..2 visit', 'move my very next visit'],
    ['< stop', 'please stop'],
    ['stop >', 'stop that'],
    ['stop', 'stopping'],
    ['book =(it|>)', 'book flights'],
    ['cancel !(fee|policy)', 'your cancel policy'],
    ['-(no) thanks', 'no thanks'],
  ])('"%s" is not heard in "%s"', (wording, text) => {
    expect(patternOf([wording]).test(text)).toBe(false);
  });

  it.each(['close (my', 'close my)', 'close {nothing}', 'close my # account'])(
    'refuses "%s", which says nothing',
    (wording) => {
      expect(() => patternOf([wording])).toThrow(/wording/);
    },
  );
});
