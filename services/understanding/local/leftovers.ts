/** What remains to say of a turn when the readers are done: free text, or the honest reason. */
import type { Command, SlotRequest } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { asks } from './asking.ts';
import { type Reading, restOf } from './reading.ts';
import { isRequest } from './scope.ts';

/** Nothing was read: free text where that was asked for, else the honest reason. */
export function remaining(reading: Reading): Command {
  const { turn, sentence, wishes } = reading;
  const focus = turn.expectation.asks[0];
  if (focus?.kind === 'text')
    return { command: 'set', slot: focus.slot, value: turn.text.trim(), heard: turn.text };
  if (reading.partialPhone) return { command: 'unclear', value: 'partial-number' };
  if (
    focus?.kind === 'birth-date' &&
    /\d|\b(?:of|january|february|march|april|may|june|july|august|september|october|november|december)\b/.test(
      sentence.plain,
    )
  ) {
    return { command: 'unclear', value: 'partial-date' };
  }
  const meant = focus === undefined || sentence.words.length > 3;
  if (wishes.unknown.length > 0 && meant) return { command: 'out-of-scope' };
  if (sentence.words.length === 1 && (sentence.words[0]?.text.length ?? 0) < 3)
    return { command: 'unclear', value: 'noise' };
  return { command: 'unclear', value: 'no-match' };
}

/** A greeting in front of words that could not be read: the rest still needs an answer. */
export function afterCourtesy(reading: Reading): Command[] {
  const focus = reading.turn.expectation.asks[0];
  const rest = restOf(reading);
  if (focus?.kind === 'text' && rest > 2) return [remaining(reading)];
  const strange = reading.wishes.unknown.some(({ plain }) => asks(plain) || isRequest(plain));
  return strange && rest > 2 ? [{ command: 'out-of-scope' }] : [];
}

/** A wish for something else in place of the text that was asked for, if it is no more than that. */
const steering = new Set<Command['command']>([
  'human',
  'cancel',
  'repeat',
  'slower',
  'wait',
  'are-you-a-robot',
  'language',
  'goodbye',
  'start-flow',
  'ask',
]);
const answering = new Set<Command['command']>(['deny', 'affirm', 'thanks', 'greeting']);
/** A longer sentence is the text, even where it begins like a wish. */
const steeringWordsMax = 7;
const answeringWordsMax = 3;

/** Asked for free text, everything but a plain wish for something else belongs to the text. */
export function asFreeText(commands: Command[], reading: Reading): Command[] {
  const { turn, sentence, index } = reading;
  const focus: SlotRequest | undefined = turn.expectation.asks[0];
  if (focus?.kind !== 'text') return commands;
  const length = sentence.words.length;
  const has = (names: Set<Command['command']>) =>
    commands.some(({ command }) => names.has(command));
  // "I'm running late" is what to pass on, though the answer to it is known; a question asks.
  const told = commands.every(({ command }) => command !== 'ask' || !asks(sentence.plain));
  const steers = commands.some(
    ({ command }) => steering.has(command) && !(told && command === 'ask'),
  );
  const inOwnWords = index.flows.exact.has(sentence.plain);
  if (steers && (inOwnWords || length <= steeringWordsMax)) return commands;
  if (has(answering) && length <= answeringWordsMax) return commands;
  if (focus.saidAs !== undefined) {
    const others = onlyOthers(commands, focus, reading);
    return others.length > 0 ? others : withTheRest(commands, focus, turn);
  }
  const text = turn.text.trim();
  return [{ command: 'set', slot: focus.slot, value: text, heard: text }];
}

/** What stands around a value that is given in place of the text. */
const aroundOthers =
  /\b(?:no|actually|sorry|it's|it is|this is|my|the|is|name|full|first|last|phone|number|e-?mail|address|at|in|and|please|store|shop|location)\b|\W/gi;

/** Asked for the shoe, "my number is 614 555 0123" or "no, Lincoln Park" tells no shoe. */
function onlyOthers(commands: Command[], focus: SlotRequest, reading: Reading): Command[] {
  const { turn, sentence, values } = reading;
  const strong = values.filter((value) => value.strong);
  const sure = commands.filter(
    ({ slot, heard }) =>
      slot !== undefined &&
      slot !== focus.slot &&
      strong.some(({ from, to }) => sentence.text.slice(from, to) === heard),
  );
  const rest = sure.reduce((text, { heard }) => text.replace(heard ?? '', ' '), turn.text);
  return rest.replace(aroundOthers, '') === '' ? sure : [];
}

/** "The brown boots, size nine": what is told by its own wording is taken out, the rest answers. */
function withTheRest(commands: Command[], focus: SlotRequest, turn: TurnToRead): Command[] {
  const { asks: asked, accepts } = turn.expectation;
  const apart = [...asked, ...accepts].filter(
    ({ kind, saidAs }) => kind === 'location' || saidAs !== undefined,
  );
  const told = commands.filter(
    ({ command, slot }) => command === 'set' && apart.some((request) => request.slot === slot),
  );
  if (told.some(({ slot }) => slot === focus.slot)) return told;
  const rest = told
    .reduce((text, { heard }) => text.replace(heard ?? '', ' '), turn.text)
    .replace(/\s+(?=[,.;]|\s)/g, '')
    .replace(/[,.;]+(?=[,.;])/g, '')
    .replace(/^(?:\W|(?:and|in|at)\b)+/i, '')
    .replace(/(?:\W|\b(?:and|in|at|from|the|your|store|shop|location))+$/i, '');
  if (rest === '') return told;
  return [{ command: 'set', slot: focus.slot, value: rest, heard: turn.text }, ...told];
}
