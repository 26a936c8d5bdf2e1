/** "Let's go with eleven": a bare hour that takes one of the times on the table. */
import type { Choice, TimeValue } from '../../../machines/vocabulary.ts';
import { matches, type Sentence, type Span, spanOf } from './sentence.ts';
import { patternOf } from './wordings.ts';

/** Lower numbers count the options: "the second one", "number two". */
const hourWords = ['four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const lowestHour = 4;

const lists = {
  hour: [`(${hourWords.join('|')}|4|5|6|7|8|9|10|11|12)`],
};
const takenHour = patternOf(
  [
    '(go with|take|have|do|prefer|like|choose|pick|want|make it|say) [the] {hour} [one] [please|then|works]* >',
    '< [the] {hour} (one [please]|works [for me]|is (good|fine|great|perfect|okay))',
  ],
  lists,
  'g',
);

/** The one option at that hour, morning or afternoon. */
export function chosenHour(
  sentence: Sentence,
  choices: Choice[],
): (Span & { id: string }) | undefined {
  for (const range of matches(sentence, takenHour)) {
    const words = sentence.words.slice(range.first, range.end).map(({ text }) => text);
    const hour = words.map(hourOf).find((one) => one !== undefined);
    const [only, ...others] = choices.filter(
      ({ value }) => hour !== undefined && hourOfChoice(value) === hour % 12,
    );
    if (only && others.length === 0) return { id: only.id, ...spanOf(sentence, range) };
  }
  return undefined;
}

function hourOfChoice(value: Choice['value']): number | undefined {
  const { time } = (typeof value === 'object' ? value : {}) as TimeValue;
  return time === undefined ? undefined : Number(time.slice(0, 2)) % 12;
}

function hourOf(word: string): number | undefined {
  const place = hourWords.indexOf(word);
  if (place >= 0) return place + lowestHour;
  return /^(?:[4-9]|1[0-2])$/.test(word) ? Number(word) : undefined;
}
