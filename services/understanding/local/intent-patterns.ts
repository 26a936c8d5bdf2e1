/** How callers steer the call itself: the wordings of each closed command that carries no value. */
import type { CommandName } from '../../../machines/vocabulary.ts';
import { backPattern, greetingPattern, helpPattern, thanksPattern } from './intents/courtesies.ts';
import { goodbyePattern } from './intents/goodbye.ts';
import { humanPattern } from './intents/human.ts';
import { slowerPattern, waitPattern } from './intents/pace.ts';
import { repeatPattern } from './intents/repeat.ts';
import { robotPattern } from './intents/robot.ts';

export interface IntentPattern {
  command: CommandName;
  pattern: RegExp;
}

/**
 * Read in this order; the words of a match are used up, so "am I speaking to a real person" is
 * the question about the robot before it can be a wish for a person.
 */
export const intentPatterns: IntentPattern[] = [
  { command: 'are-you-a-robot', pattern: robotPattern },
  { command: 'human', pattern: humanPattern },
  { command: 'repeat', pattern: repeatPattern },
  { command: 'slower', pattern: slowerPattern },
  { command: 'wait', pattern: waitPattern },
  { command: 'goodbye', pattern: goodbyePattern },
  { command: 'thanks', pattern: thanksPattern },
  { command: 'greeting', pattern: backPattern },
  { command: 'greeting', pattern: helpPattern },
  { command: 'greeting', pattern: greetingPattern },
];
