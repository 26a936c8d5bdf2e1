/**
 * The local reader, but for sentences that it is known to misread: those are read as they were
 * meant, so that one misreading does not hide how the call itself goes on.
 */
import type { CallEvent, Given } from '../../machines/events.ts';
import type { Command, Understood } from '../../machines/vocabulary.ts';
import type { UnderstandingMaker } from '../../services/understanding/understanding.ts';

export interface ToldReader {
  maker: UnderstandingMaker;
  /** The next sentence means this, whatever the reader makes of it. */
  tell(meant: CallEvent): void;
}

function given({ values, unsure }: Given, command: 'set' | 'correct'): Command[] {
  return [
    ...Object.entries(values).map(([slot, value]): Command => ({ command, slot, value })),
    ...Object.entries(unsure).map(([slot, readings]): Command => ({ command, slot, readings })),
  ];
}

/** The events that are one command and nothing more. */
const plain: Partial<Record<CallEvent['type'], Command>> = {
  'caller.affirmed': { command: 'affirm' },
  'caller.denied': { command: 'deny' },
  'caller.cancelled': { command: 'cancel' },
  'caller.asked-repeat': { command: 'repeat' },
  'caller.asked-slower': { command: 'slower' },
  'caller.asked-wait': { command: 'wait' },
  'caller.wanted-person': { command: 'human' },
  'caller.said-goodbye': { command: 'goodbye' },
  'caller.thanked': { command: 'thanks' },
  'caller.greeted': { command: 'greeting' },
  'caller.asked-if-robot': { command: 'are-you-a-robot' },
  'caller.was-out-of-scope': { command: 'out-of-scope' },
  // Even where words are taken down, noise is none.
  'caller.was-unclear': { command: 'unclear', value: 'noise' },
};

function commandsOf(event: CallEvent): Command[] {
  switch (event.type) {
    case 'caller.gave':
      return given(event, 'set');
    case 'caller.corrected':
      return given(event, 'correct');
    case 'caller.wanted':
      return [{ command: 'start-flow', value: event.flow }, ...given(event, 'set')];
    case 'caller.asked':
      return [{ command: 'ask', value: event.question }, ...given(event, 'set')];
    case 'caller.chose':
      return [{ command: 'choose', value: event.choice }];
    case 'caller.spoke-language':
      return [{ command: 'language', value: event.language }];
    default:
      return [plain[event.type] ?? { command: 'unclear', value: 'noise' }];
  }
}

function readingOf(event: CallEvent): Understood {
  if (event.type === 'caller.alarmed') {
    return { commands: [], signals: { [event.signal]: 1 }, confidence: 1 };
  }
  return { commands: commandsOf(event), signals: {}, confidence: 1 };
}

export function toldReader(reader: UnderstandingMaker): ToldReader {
  let told: CallEvent | null = null;
  return {
    maker: {
      ...reader,
      understand(request, signal) {
        const meant = told;
        told = null;
        return meant === null
          ? reader.understand(request, signal)
          : Promise.resolve(readingOf(meant));
      },
    },
    tell(meant) {
      told = meant;
    },
  };
}
