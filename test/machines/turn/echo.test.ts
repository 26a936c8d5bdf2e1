import { describe, expect, it } from 'vitest';
import { echoOf, ownBeginning, type Saying } from '../../../machines/turn/echo.ts';

const readBack: Saying = {
  text: "That's a cleaning on Tuesday the 24th at 3:30. Shall I book it?",
  plain: false,
};
const greeting: Saying = {
  text: "Thanks for calling Bright Smile Dental. I'm the AI assistant here.",
  plain: true,
};

describe('Words heard while the agent speaks, on a line that echoes', () => {
  it.each(['cleaning on tuesday the 24th', 'shall I book it', 'a cleaning on Tuesday at 3 30'])(
    'are its own voice come back: %s',
    (heard) => expect(echoOf(heard, [readBack], true)).toBe('surely'),
  );

  it.each(['yes', 'yes book it please now', 'no make it Wednesday', 'can I ask something'])(
    'are the caller: %s',
    (heard) => expect(echoOf(heard, [readBack], true)).toBe('no'),
  );

  it('are the caller when the agent says nothing', () => {
    expect(echoOf('a cleaning on tuesday', [], true)).toBe('no');
  });
});

describe('What the agent said in several sentences', () => {
  const question: Saying = { text: 'How can I help you?', plain: false };
  const heard =
    "Thanks for calling Bright Smile Dental I'm the AI assistant here how can I help you";

  it('is its own voice when it comes back in one piece', () => {
    expect(echoOf(heard, [greeting, question], true)).toBe('surely');
    expect(echoOf(heard.replace('Smile', 'smart'), [greeting, question], true)).toBe('surely');
  });

  it('is no echo in another order, or with more of the caller than of the agent', () => {
    expect(echoOf('help you here I can assistant calling', [greeting, question], true)).toBe('no');
    const answered = 'how can I help you well I would like to come in some day next week';
    expect(echoOf(answered, [greeting, question], true)).toBe('no');
  });

  it('is no echo where a caller’s own words are found here and there in it', () => {
    const sayings = [
      "I'm sorry, I only speak English.",
      'I understand. This is something for a person.',
      'I can take a message.',
    ].map((text) => ({ text, plain: true }));
    expect(echoOf('can I speak to a person', sayings, false)).toBe('no');
    expect(echoOf('this is something for a person I can take', sayings, false)).toBe('surely');
  });

  it('is taken off the beginning of an answer that is heard in one piece with it', () => {
    const sayings = [greeting, question];
    expect(ownBeginning(`${heard} I need a cleaning`, sayings, true)).toBe(heard);
    expect(ownBeginning('how can I help you a cleaning please', sayings, true)).toBe(
      'how can I help you',
    );
  });

  it('is left where it may be the caller: in the middle of a sentence, few words, a quiet line', () => {
    const sayings = [greeting, question];
    expect(ownBeginning('thanks for calling I need a cleaning', sayings, true)).toBe('');
    expect(ownBeginning('help you with that', sayings, true)).toBe('');
    expect(ownBeginning(`${heard} I need a cleaning`, sayings, false)).toBe('');
  });
});

describe('Words heard while the agent speaks, on a line that has shown no echo', () => {
  it.each(['thanks for calling', 'thanks for calling bright smile', "I'm the AI"])(
    'are its own where nobody would answer so: %s',
    (heard) => expect(echoOf(heard, [greeting], false)).toBe('surely'),
  );

  it.each(['a cleaning on Tuesday', 'Tuesday the 24th at 3 30', 'book it'])(
    'are the caller who repeats a value of the question as the answer: %s',
    (heard) => expect(echoOf(heard, [readBack], false)).toBe('no'),
  );

  it('may be either while they are few', () => {
    expect(echoOf('thanks', [greeting], false)).toBe('perhaps');
  });

  it('are its own although the recogniser misheard one of many', () => {
    expect(echoOf('thanks for calling bright mile dental', [greeting], false)).toBe('surely');
  });

  it('may be the caller who says what they were told they could: "take a message"', () => {
    const offer: Saying = { text: 'All I can do is take a message.', plain: true };
    expect(echoOf('take a message', [offer], false)).toBe('perhaps');
    expect(echoOf('all I can do', [offer], false)).toBe('surely');
  });

  it('are a wish that happens to share most of its few words with a statement', () => {
    const sorry = { text: "I don't see an appointment under this number.", plain: true };
    expect(echoOf('I need an appointment', [sorry], false)).toBe('no');
  });

  it('are the caller where they hold more than ours', () => {
    expect(echoOf('thanks I need an appointment', [greeting], false)).toBe('no');
  });
});
