import { describe, expect, it } from 'vitest';
import { echoOf, type Saying } from '../../../machines/turn/echo.ts';

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

  it('are a wish that happens to share most of its few words with a statement', () => {
    const sorry = { text: "I don't see an appointment under this number.", plain: true };
    expect(echoOf('I need an appointment', [sorry], false)).toBe('no');
  });

  it('are the caller where they hold more than ours', () => {
    expect(echoOf('thanks I need an appointment', [greeting], false)).toBe('no');
  });
});
