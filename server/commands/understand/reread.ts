/** A call's turns, read again from its journal by today's reader, and where that differs. */
import { Temporal } from 'temporal-polyfill';
import type { Command, Expectation } from '../../../machines/vocabulary.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import type { UnderstandingMaker } from '../../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';

export interface RereadTurn {
  callId: string;
  seq: number;
  text: string;
  state: string;
  then: Command[];
  now: Command[];
}

export interface RereadDesk {
  maker: UnderstandingMaker;
  timeZone: string;
  vocabulary(locationId: string | undefined): Vocabulary;
}

export interface Reread {
  turns: number;
  different: RereadTurn[];
}

/** What the reader knew then is taken from the journal: expectation, question, hour and guesses. */
export async function rereadCall(entries: JournalEntry[], desk: RereadDesk): Promise<Reread> {
  const different: RereadTurn[] = [];
  let turns = 0;
  let location: string | undefined;
  let expectation: Expectation | undefined;
  let asked: string | undefined;
  let guesses: { text: string; nbest: string[] } | undefined;
  for (const entry of entries) {
    if (entry.kind === 'call-started') location = entry.location;
    else if (entry.kind === 'expecting') expectation = entry.expectation;
    else if (entry.kind === 'said') asked = entry.text;
    else if (entry.kind === 'caller-words' && entry.final) {
      guesses = { text: entry.text, nbest: entry.nbest ?? [] };
    } else if (entry.kind === 'understood' && expectation !== undefined) {
      turns += 1;
      const { callId, seq, text, state } = entry;
      const turn = {
        text,
        ...(guesses?.text === text ? { nbest: guesses.nbest } : {}),
        expectation,
        ...(asked === undefined ? {} : { asked }),
        now: localTime(entry.atMs, desk.timeZone),
        timeZone: desk.timeZone,
        choices: expectation.choices,
        vocabulary: desk.vocabulary(location),
      };
      const { commands } = await desk.maker.understand(turn, new AbortController().signal);
      const then = entry.reading.commands;
      if (asText(commands) !== asText(then)) {
        different.push({ callId, seq, text, state, then, now: commands });
      }
    }
  }
  return { turns, different };
}

function localTime(atMs: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The database orders keys in its own way. */
function asText(commands: Command[]): string {
  return JSON.stringify(commands, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

export function rereadLines({ callId, seq, text, state, then, now }: RereadTurn): string[] {
  return [
    `${callId} ${seq} in ${state}: "${text}"`,
    `  then: ${show(then)}`,
    `  now:  ${show(now)}`,
  ];
}

/** The change in short, values left out: "set when read as unclear"; the same label is "set when". */
export function changeOf({ then, now }: RereadTurn): string {
  const names = (commands: Command[]) =>
    commands.map(({ command, slot }) => [command, slot].filter(Boolean).join(' ')).join(' + ');
  const [before, after] = [names(then), names(now)];
  return before === after ? `${before}: another value` : `${before} read as ${after}`;
}

function show(commands: Command[]): string {
  const parts = commands.map(({ command, slot, value, readings }) => {
    const given = value ?? readings;
    return [command, slot, given === undefined ? undefined : JSON.stringify(given)]
      .filter((part) => part !== undefined)
      .join(' ');
  });
  return parts.join(', ');
}
