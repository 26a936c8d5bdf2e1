/** What a yes or a no answers, beside everything else that was said. */
import type { Command } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import { unableToCome } from './booking-wishes.ts';
import { courtesies, type Reading, restOf } from './reading.ts';
import { patternOf } from './wordings.ts';

/** "No wait, how much is it?" holds the agent up, and refuses nothing. */
const stopsToAsk = patternOf(['< [oh|um|uh] no (wait|hold on|hang on|sorry)']);

/** What a yes or a no means beside everything else that was said. */
export function yesNoCommand(reading: Reading, commands: Command[]): Command[] | undefined {
  const { yesNo, turn, sentence } = reading;
  if (!yesNo) return undefined;
  if (turn.expectation.invites && contented.test(sentence.plain)) return [{ command: 'deny' }];
  const has = (name: Command['command']) => commands.some(({ command }) => command === name);
  if (yesNo.answer === 'unsure')
    return has('set') || has('human') || has('start-flow') || has('choose') || has('ask')
      ? undefined
      : [{ command: 'unclear', value: 'unsure' }];
  if (yesNo.answer === 'no') {
    if (
      (stopsToAsk.test(sentence.plain) && (has('ask') || has('repeat'))) ||
      has('choose') ||
      (has('set') && openAnswer(commands)) ||
      (has('start-flow') && (unableToCome.test(sentence.plain) || !yesNo.apart))
    )
      return undefined;
    const bare = sentence.words.length <= 4;
    const inPlace = commands.some(
      ({ command, slot }) => command === 'correct' && slotIsKnown(turn, slot),
    );
    return has('correct') && (bare || inPlace) ? undefined : setYesNo(reading, false);
  }
  if (yesNo.condition)
    return has('correct') || has('ask') || has('start-flow')
      ? undefined
      : [{ command: 'unclear', value: 'condition' }];
  if (!yesNo.strong) {
    const alone = commands.every(({ command }) => courtesies.has(command));
    const more = reading.wishes.unknown.length > 0 || restOf(reading) > 3;
    if (!alone || more || has('greeting') || has('goodbye')) return undefined;
  }
  // "I don't mind", asked who, names anybody and agrees to nothing.
  if (has('set') && openAnswer(commands) && /\bmind\b/.test(sentence.plain)) return undefined;
  // "Yeah sure, it's Emily Stone" agrees to say it, where no yes was asked for.
  if (!turn.expectation.yesNo && setsWhatIsAsked(turn, commands)) return undefined;
  if (has('correct') || has('choose')) return undefined;
  return setYesNo(reading, true);
}

/** "I don't care", asked when, is an answer and no refusal. */
function openAnswer(commands: Command[]): boolean {
  return commands.some(
    ({ slot, value }) =>
      value === 'any' ||
      (slot !== undefined && typeof value === 'object' && Object.keys(value).length === 0),
  );
}

function setsWhatIsAsked({ expectation }: TurnToRead, commands: Command[]): boolean {
  const [focus] = expectation.asks;
  return commands.some(({ command, slot }) => command === 'set' && slot === focus?.slot);
}

/** "Nothing else" closes a call, and answers "anything else?" with no. */
export function declinesMore({ turn, yesNo }: Reading, commands: Command[]): boolean {
  const asked = turn.expectation.yesNo && anythingElse.test(turn.asked ?? '');
  return asked && yesNo === undefined && commands.some(({ command }) => command === 'goodbye');
}

/** "Okay, thanks", asked whether there is anything else, wants nothing more. */
const contented = patternOf([
  "< (okay|alright|great|perfect|good|cool|fine|wonderful|lovely|awesome|that's (great|good|perfect|fine)) [well|then|so]* (thanks|thank you) [so much|very much|a lot|for (that|your help|the help)|again]* >",
]);

const anythingElse = /\b(?:anything|something|what) else\b/i;

function slotIsKnown(turn: TurnToRead, slot: string | undefined): boolean {
  const { asks: asked, accepts } = turn.expectation;
  return [...asked, ...accepts].some((request) => request.slot === slot);
}

/** Where a slot of its own holds the yes or no, the slot is set; else the open question is answered. */
function setYesNo(reading: Reading, value: boolean): Command[] {
  const { asks: asked, yesNo } = reading.turn.expectation;
  const slot = yesNo ? undefined : asked.find(({ kind }) => kind === 'yes-no')?.slot;
  if (slot !== undefined) return [{ command: 'set', slot, value, heard: reading.sentence.text }];
  return [{ command: value ? 'affirm' : 'deny' }];
}
