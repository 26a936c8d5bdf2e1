/** A whole receptionist for one call after the other: everything real but audio, time and chance. */

import type { Remembered } from '../../machines/call/context.ts';
import type { Definition, Rule } from '../../machines/policy/definition.ts';
import { createPostgresCalendar } from '../../services/calendar/postgres-calendar.ts';
import type { VoiceDetectors } from '../../services/media/voice-detectors.ts';
import { loadVoiceDetectors } from '../../services/media/voice-detectors.ts';
import { createPostgresMessages } from '../../services/messages/postgres-messages.ts';
import { createRelayedSpeech, type RelayedSpeech } from '../../services/speech/relayed-speech.ts';
import type { SpeechListener, SpeechMaker } from '../../services/speech/speech.ts';
import type { Journal } from '../../services/store/journal.ts';
import type { Store } from '../../services/store/pool.ts';
import { createPostgresJournal } from '../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import type { UnderstandingMaker } from '../../services/understanding/understanding.ts';
import { createVirtualClock, type VirtualClock } from '../../services/virtual-clock.ts';
import { createLines, type Line, type Lines } from '../lines.ts';
import { createSwitchboard, type Switchboard } from '../switchboard.ts';
import { clearBooks } from './clear-books.ts';
import { type ForcedWorld, forceWorld } from './forced-world.ts';
import { type ToldReader, toldReader } from './told-reader.ts';

/** One call's own receptionist: a clock, a world under cue, and a line that can break. */
export interface PracticeRoom {
  clock: VirtualClock;
  world: ForcedWorld;
  switchboard: Switchboard;
  relayed: RelayedSpeech;
  journal: Journal;
  /** What the rules say the next times they are asked; after that, what is published. */
  rules(forced: Rule[][]): void;
  breakLine(callId: string): void;
  reader: ToldReader;
}

export interface PracticeHouse {
  definition: Definition;
  line: Line;
  open(remembered: Remembered | undefined): PracticeRoom;
  /** Empties the calendar and the messages of this business. */
  clear(): Promise<void>;
  store: Store;
}

export interface PracticeHouseOptions {
  store: Store;
  definition: Definition;
  startMs: number;
}

/** One frame of silence a piece: nothing is heard of it, and nothing waits for it. */
async function* silence(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(160).fill(0xff);
}

export async function openPracticeHouse(options: PracticeHouseOptions): Promise<PracticeHouse> {
  const { store, definition, startMs } = options;
  const detectors = await loadVoiceDetectors();
  const lines = createLines([definition]);
  const reader = createLocalReader();
  const businessId = definition.business.id;
  const line = lines.byBusiness(businessId);
  if (line === undefined) throw new Error(`no line for ${businessId}`);
  return {
    definition,
    line,
    store,
    open: (remembered) =>
      openRoom({ store, definition, startMs, detectors, lines, reader, remembered }),
    clear: () => clearBooks(store, businessId),
  };
}

interface RoomDeps extends PracticeHouseOptions {
  detectors: VoiceDetectors;
  lines: Lines;
  reader: UnderstandingMaker;
  remembered: Remembered | undefined;
}

/** The published lines, but for the rules, which a cue may replace for the next question. */
function underCue(lines: Lines, forced: () => Rule[] | undefined): Lines {
  const wrap = (line: Line): Line => ({
    ...line,
    definition: {
      ...line.definition,
      get rules() {
        return forced() ?? line.definition.rules;
      },
    },
  });
  const known = new Map(lines.all().map((line) => [line, wrap(line)]));
  const of = (line: Line | undefined) => line && known.get(line);
  return {
    all: () => [...known.values()],
    at(number) {
      const found = lines.at(number);
      const line = of(found?.line);
      return found && line ? { ...found, line } : undefined;
    },
    byVersion: (version) => of(lines.byVersion(version)),
    byBusiness: (id) => of(lines.byBusiness(id)),
  };
}

/** A recogniser that can be made to fail, as one does whose server went away. */
function breakable(maker: SpeechMaker): { maker: SpeechMaker; break(callId: string): void } {
  const listeners = new Map<string, SpeechListener>();
  return {
    maker: {
      name: maker.name,
      listen(callId, listener, keyTerms) {
        listeners.set(callId, listener);
        return maker.listen(callId, listener, keyTerms);
      },
    },
    break: (callId) => listeners.get(callId)?.failed(new Error('by cue')),
  };
}

function openRoom(deps: RoomDeps): PracticeRoom {
  const { store, definition, startMs, detectors, reader, remembered } = deps;
  const clock = createVirtualClock(startMs);
  const business = (id: string) =>
    id === definition.business.id ? definition.business : undefined;
  const world = forceWorld({
    calendar: createPostgresCalendar({ store, business, clock }),
    messages: createPostgresMessages({ store, clock }),
    businessId: definition.business.id,
    serviceIds: definition.business.services.map(({ id }) => id),
  });
  let forced: Rule[][] = [];
  const relayed = createRelayedSpeech();
  const told = toldReader(reader);
  const speech = breakable(relayed.maker);
  const journal = createPostgresJournal({ store, clock });
  const switchboard = createSwitchboard({
    lines: underCue(deps.lines, () => forced.shift()),
    journal,
    calendar: world.calendar,
    messages: world.messages,
    speechOf: () => speech.maker,
    readerOf: () => told.maker,
    voiceOf: () => silence,
    detectors,
    clock,
    cutOff: async () => remembered,
  });
  return {
    clock,
    world,
    switchboard,
    relayed,
    journal,
    rules(next) {
      forced = next;
    },
    breakLine: speech.break,
    reader: told,
  };
}
