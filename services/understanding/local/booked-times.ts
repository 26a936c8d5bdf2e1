/** Which of the caller's own appointments is meant, by its time: "move my Tuesday cleaning". */
import type { TimeValue } from '../../../machines/vocabulary.ts';
import type { TurnToRead } from '../understanding.ts';
import type { Sentence, Span } from './sentence.ts';
import { readWhen } from './when/read-when.ts';

export interface BookedTime extends Span {
  value: TimeValue;
}

/** What stands right before the time of an appointment that is had already. */
const beforeIt = [
  /\b(?:my|our)\s+/gi,
  /\b(?:my|our)\s+(?:[a-z'-]+\s+){1,3}(?:on|at)\s+/gi,
  /(?:can't|won't|unable to|not able to|be able to|no longer)\s+(?:make|come(?: in)?|be there|attend|keep)\s+(?:it\s+)?(?:on\s+|at\s+)?/gi,
  /\b(?:appointment|booking|reservation|visit)\s+(?:(?:that's|that is|which is)\s+)?(?:(?:on|at|scheduled for|set for|booked for)\s+)?/gi,
  /\b(?:appointment|booking|reservation|visit)\s+for\s+(?=.*\bto\b)/gi,
  /\bsupposed to (?:come(?: in)?|be there|be seen)\s+(?:on\s+|at\s+)?/gi,
  /\b(?:away )?from\s+/gi,
];

/** What it is moved to, or what is said of it besides, begins here. */
const onwards = /\s(?:to|until|till|into|instead|because|since|and|but|so)\b|[,.;?!]/i;

/** Where two times could be meant, none is. */
export function readBookedTime(sentence: Sentence, turn: TurnToRead): BookedTime | undefined {
  const { text } = sentence;
  for (const pattern of beforeIt) {
    for (const match of text.matchAll(pattern)) {
      const begins = match.index + match[0].length;
      const rest = text.slice(begins);
      const ends = onwards.exec(rest)?.index ?? rest.length;
      const [mention] = readWhen(rest.slice(0, ends), {
        now: turn.now,
        timeZone: turn.timeZone,
        hours: turn.vocabulary.hours,
        focused: false,
      });
      const [value, ...others] = mention?.readings ?? [];
      if (mention === undefined || value === undefined || others.length > 0) continue;
      const moment = momentOf(value);
      const standsThere = /^(?:the )?$/i.test(rest.slice(0, mention.from));
      if (moment !== undefined && standsThere)
        return { value: moment, from: begins + mention.from, to: begins + mention.to };
    }
  }
  return undefined;
}

/** "This morning" is that day; what lasts longer is no appointment's time. */
function momentOf({ date, dateTo, time, timeTo }: TimeValue): TimeValue | undefined {
  const hour = time === undefined || timeTo !== undefined ? {} : { time };
  if (date !== undefined && dateTo === undefined) return { date, ...hour };
  return date === undefined && 'time' in hour ? hour : undefined;
}
