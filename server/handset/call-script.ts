/** What a caller will do, line by line: said words, and a few signs for what is not said. */

export type CallerStep =
  | { does: 'say'; text: string; interrupts: boolean }
  | { does: 'press'; digits: string; interrupts: boolean }
  | { does: 'stay-silent'; silentMs: number }
  | { does: 'hang-up' };

/** A line that means nothing to us; `fix` says what to write. */
export interface LineRefused {
  refused: string;
}

/** As much as the server takes as one turn. */
const textLengthMax = 1_000;
const silentSecondsMax = 600;
const digitsMax = 64;
const keys = /^[0-9*#]+$/;

/**
 * `!` in front talks over the agent, `~3` is silent for three seconds (and then says what follows),
 * `#123` presses keys, `^` hangs up. With `bareKeys`, a line of nothing but keys is pressed too.
 */
export function readCallerLine(line: string, bareKeys = false): CallerStep[] | LineRefused {
  const text = line.trim();
  if (text === '') return { refused: 'an empty line; write what the caller says' };
  if (text === '^') return [{ does: 'hang-up' }];
  if (text.startsWith('~')) return readSilence(text, bareKeys);
  const interrupts = text.startsWith('!');
  const rest = interrupts ? text.slice(1).trim() : text;
  if (rest === '') return { refused: '"!" stands before what is said over the agent' };
  const digits = rest.startsWith('#') ? rest.slice(1) : rest;
  if (rest.startsWith('#') || (bareKeys && keys.test(rest))) {
    const good = keys.test(digits) && digits.length <= digitsMax;
    if (!good) return { refused: `"${rest}": keys are written as # and then digits, * or #` };
    return [{ does: 'press', digits, interrupts }];
  }
  if (rest.length > textLengthMax) return { refused: `over ${textLengthMax} characters in a line` };
  return [{ does: 'say', text: rest, interrupts }];
}

function readSilence(text: string, bareKeys: boolean): CallerStep[] | LineRefused {
  const [, seconds, rest = ''] = /^~(\d+(?:\.\d+)?)(?:\s+(.*))?$/s.exec(text) ?? [];
  if (seconds === undefined || Number(seconds) > silentSecondsMax) {
    return { refused: `"${text}": a silence is written as ~ and its seconds, such as ~3` };
  }
  const silence: CallerStep = { does: 'stay-silent', silentMs: Number(seconds) * 1000 };
  if (rest.trim() === '') return [silence];
  const then = readCallerLine(rest, bareKeys);
  return 'refused' in then ? then : [silence, ...then];
}
