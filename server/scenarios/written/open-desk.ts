/** A receptionist for one hand-written scenario: everything real but audio, time and chance. */
import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';
import { createPostgresMessages } from '../../../services/messages/postgres-messages.ts';
import {
  createRelayedSpeech,
  type RelayedSpeech,
} from '../../../services/speech/relayed-speech.ts';
import { findCutOff } from '../../../services/store/cut-off.ts';
import type { Journal } from '../../../services/store/journal.ts';
import type { Store } from '../../../services/store/pool.ts';
import { createPostgresJournal } from '../../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { createVirtualClock, type VirtualClock } from '../../../services/virtual-clock.ts';
import { createLines } from '../../lines.ts';
import { createSwitchboard, type Switchboard } from '../../switchboard.ts';
import { type FaultyWorld, faultyWorld } from './faulty-world.ts';
import type { Scenario } from './scenario.ts';

export interface ScenarioDesk {
  clock: VirtualClock;
  world: FaultyWorld;
  /** Without any fault: what the world itself does, beside the call. */
  calendar: Calendar;
  switchboard: Switchboard;
  relayed: RelayedSpeech;
  journal: Journal;
}

export interface DeskMaker {
  open(definition: Definition, scenario: Scenario): ScenarioDesk;
  /** Nothing of the business is left from an earlier scenario. */
  clear(businessId: string): Promise<void>;
}

/** One frame of silence a piece: nothing is heard of it, and nothing waits for it. */
async function* silence(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(160).fill(0xff);
}

export async function openDesks(
  store: Store,
  definitions: readonly Definition[],
): Promise<DeskMaker> {
  const detectors = await loadVoiceDetectors();
  const lines = createLines([...definitions]);
  const reader = createLocalReader();
  const business = (id: string) => lines.byBusiness(id)?.definition.business;
  return {
    open(definition, { now, faults }) {
      const start = Temporal.PlainDateTime.from(now).toZonedDateTime(definition.business.timeZone);
      const clock = createVirtualClock(start.epochMilliseconds);
      const calendar = createPostgresCalendar({ store, business, clock });
      const messages = createPostgresMessages({ store, clock });
      const world = faultyWorld({ calendar, messages }, faults);
      const relayed = createRelayedSpeech();
      const journal = createPostgresJournal({ store, clock });
      const switchboard = createSwitchboard({
        lines,
        journal,
        calendar: world.calendar,
        messages: world.messages,
        speechOf: () => relayed.maker,
        readerOf: () => reader,
        voiceOf: () => silence,
        detectors,
        clock,
        cutOff: (businessId, from) => findCutOff(store, businessId, from, clock.now()),
      });
      return { clock, world, calendar, switchboard, relayed, journal };
    },
    clear: (businessId) =>
      store.withTenant(businessId, async (tenant) => {
        await tenant.deleteFrom('appointments').execute();
        await tenant.deleteFrom('calendar_writes').execute();
        await tenant.deleteFrom('messages').execute();
        await tenant.deleteFrom('customers').execute();
        await tenant.deleteFrom('journal').execute();
        await tenant.deleteFrom('calls').execute();
      }),
  };
}
