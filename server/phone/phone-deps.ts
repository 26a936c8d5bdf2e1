/** What the phone's routes are built from, and the count of what they refuse. */
import { Counter, type Registry } from 'prom-client';
import type { Clock } from '../../services/clock.ts';
import type { CallDesk } from './call-desk.ts';
import type { TicketGate } from './tickets.ts';

/** Fixed message, data as fields: the call's id on every line, a caller's data only below `pii`. */
export interface PhoneLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface PhoneDeps {
  desk: CallDesk;
  authToken: string;
  /** Seals the stream's token and the tickets. */
  ticketSecret: string;
  /** The address at which the outside reaches us; without it, what each request says of itself. */
  publicUrl?: string;
  clock: Clock;
  registry: Registry;
  /** What a caller hears when we cannot go on. Must not fail, also for a call nobody knows. */
  apology: (callId: string) => string;
  log: PhoneLog;
  /** Shared with the other sockets that take tickets; made here when absent. */
  tickets?: TicketGate;
}

/** What the routes share beyond what was handed in. */
export interface PhoneDesk extends PhoneDeps {
  tickets: TicketGate;
  refused(why: string): void;
  /** Calls whose stream ended through a bug: they must not be hung up on without a word. */
  broken: Set<string>;
}

export function createRefusals(registry: Registry): (why: string) => void {
  const counter = new Counter({
    name: 'frontdesk_phone_refused_total',
    help: 'What the phone refused or repaired, by reason.',
    labelNames: ['why'],
    registers: [registry],
  });
  return (why) => counter.inc({ why });
}
