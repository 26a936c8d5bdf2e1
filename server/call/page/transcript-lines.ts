/** What was said in a call, line by line, folded from its journal: pure. */
import type { Command } from '../../../machines/vocabulary.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';

export interface CallerLine {
  who: 'caller';
  key: string;
  text: string;
  final: boolean;
  /** What the sentence was understood as; absent until it was. */
  understood?: string[];
}

export interface AgentLine {
  who: 'agent';
  key: string;
  text: string;
  state: string;
  /** The part that the caller heard, once it is known. */
  heard?: string;
  complete: boolean;
  interrupted: boolean;
  /** From the end of the caller's turn to the first sound of this answer. */
  gapMs?: number;
}

export type TranscriptLine = CallerLine | AgentLine;

/** The lines after one more entry. */
export function foldLine(lines: TranscriptLine[], entry: JournalEntry): TranscriptLine[] {
  switch (entry.kind) {
    case 'caller-words':
      return withWords(lines, entry);
    case 'understood':
      return changed(lines, lastOf(lines, 'caller'), {
        understood: entry.reading.commands.map(commandWords),
      });
    case 'said': {
      const { utterance: key, text, state } = entry;
      const line = { who: 'agent', key, text, state, complete: false, interrupted: false } as const;
      return [...lines, line];
    }
    case 'heard': {
      const { text: heard, complete } = entry;
      return changed(lines, agentLine(lines, entry.utterance), { heard, complete });
    }
    case 'interrupted':
      return changed(lines, agentLine(lines, entry.utterance), { interrupted: true });
    case 'gap':
      return changed(lines, firstOfAnswer(lines), { gapMs: entry.ms });
    default:
      return lines;
  }
}

/** An agent's line as heard and not heard; nothing is cut before the line was over. */
export function heardAndCut(line: AgentLine): { heard: string; cut: string } {
  if (line.heard === undefined) {
    return line.interrupted ? { heard: '', cut: line.text } : { heard: line.text, cut: '' };
  }
  if (line.complete) return { heard: line.text, cut: '' };
  const heard = line.text.startsWith(line.heard) ? line.heard : sharedStart(line.text, line.heard);
  return { heard, cut: line.text.slice(heard.length) };
}

function withWords(
  lines: TranscriptLine[],
  entry: Extract<JournalEntry, { kind: 'caller-words' }>,
): TranscriptLine[] {
  const growing = lines.findIndex((line) => line.who === 'caller' && !line.final);
  const { text, final } = entry;
  if (growing >= 0) return changed(lines, growing, { text, final });
  return [...lines, { who: 'caller', key: `caller ${entry.seq}`, text, final }];
}

/** The first line said since the caller last spoke: its sound is what the gap ends with. */
function firstOfAnswer(lines: TranscriptLine[]): number {
  const caller = lines.findLastIndex((line) => line.who === 'caller' && line.final);
  return lines.findIndex((line, index) => index > caller && line.who === 'agent');
}

function agentLine(lines: TranscriptLine[], utterance: string): number {
  return lines.findIndex((line) => line.who === 'agent' && line.key === utterance);
}

function lastOf(lines: TranscriptLine[], who: TranscriptLine['who']): number {
  return lines.findLastIndex((line) => line.who === who);
}

function changed(
  lines: TranscriptLine[],
  index: number,
  change: Partial<CallerLine> | Partial<AgentLine>,
): TranscriptLine[] {
  const line = lines[index];
  if (line === undefined) return lines;
  return lines.with(index, { ...line, ...change } as TranscriptLine);
}

function commandWords({ command, slot, value, heard }: Command): string {
  const name = command.replaceAll('-', ' ');
  const what = typeof value === 'string' ? value.replaceAll('-', ' ') : heard;
  if (slot !== undefined) return `${name} ${slot}${heard === undefined ? '' : `: ${heard}`}`;
  return what === undefined ? name : `${name}: ${what}`;
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
