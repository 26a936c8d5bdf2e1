import { describe, expect, it } from 'vitest';
import { isEcho } from '../../../machines/turn/echo.ts';

const saying = "That's a cleaning on Tuesday the 24th at 3:30. Shall I book it?";

describe('Words heard while the agent speaks', () => {
  it.each(['cleaning on tuesday the 24th', 'shall I book it', 'a cleaning on Tuesday at 3 30'])(
    'are its own voice come back: %s',
    (heard) => expect(isEcho(heard, saying)).toBe(true),
  );

  it.each([
    'yes',
    'yes book it please now',
    'no make it Wednesday',
    'Tuesday',
    'can I ask something',
  ])('are the caller: %s', (heard) => expect(isEcho(heard, saying)).toBe(false));

  it('are the caller when the agent says nothing', () => {
    expect(isEcho('a cleaning on tuesday', '')).toBe(false);
  });
});
