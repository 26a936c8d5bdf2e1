/** Houses to call, on a database of the test file's own, and what that database holds afterwards. */
import { afterAll, afterEach } from 'vitest';
import { useDatabase } from '../../support/database.ts';
import {
  type DialOptions,
  type House,
  type HouseOptions,
  openHouse,
  type SpokenCall,
} from '../../support/spoken-call.ts';

export interface WrittenBooking {
  business: string;
  /** Local time of the clinic, `YYYY-MM-DDTHH:MM`. */
  start: string;
  service: string;
  staff: string;
  name: string;
  phone: string;
  status: string;
  call: string;
}

export interface WrittenMessage {
  business: string;
  text: string;
  name: string | null;
  phone: string | null;
}

/** Call it at the top of a test file. */
export function useHouses() {
  const database = useDatabase();
  const houses: House[] = [];
  afterEach(async () => {
    for (const house of houses) await house.settled();
  });
  afterAll(async () => {
    for (const house of houses) await house.close();
  });
  let plain: Promise<House> | undefined;
  let callers = 0;

  async function open(options: Omit<HouseOptions, 'store'> = {}): Promise<House> {
    const house = await openHouse({ store: database.store, ...options });
    houses.push(house);
    return house;
  }

  return {
    open,
    /** A house in which nothing is out of order, one for the whole file. */
    async dial(how: DialOptions = {}): Promise<SpokenCall> {
      plain ??= open();
      const house = await plain;
      return house.dial({ from: this.newNumber(), ...how });
    },
    /** A number that nobody has called from yet. */
    newNumber(): string {
      callers += 1;
      return `+1614555${String(1000 + callers)}`;
    },
    async bookings(phone: string): Promise<WrittenBooking[]> {
      const { rows } = await database.query(
        `select a.business_id as business, a.service_id as service, a.staff_id as staff,
           to_char(lower(a.span) at time zone 'America/New_York', 'YYYY-MM-DD"T"HH24:MI') as start,
           a.status, a.call_id as call, c.name, c.phone
         from appointments a join customers c on c.id = a.customer_id
         where c.phone = $1 order by a.created_at`,
        [phone],
      );
      return rows as WrittenBooking[];
    },
    async messages(callId: string): Promise<WrittenMessage[]> {
      const { rows } = await database.query(
        `select business_id as business, text, customer_name as name, customer_phone as phone
         from messages where call_id = $1 order by taken_at`,
        [callId],
      );
      return rows as WrittenMessage[];
    },
    query: database.query,
  };
}

/** Says one line after the other; the answers, in order. */
export async function talk(call: SpokenCall, ...lines: string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const line of lines) answers.push(await call.says(line));
  return answers;
}

export function endings(call: SpokenCall): string[] {
  return call.entries().flatMap((entry) => (entry.kind === 'call-ended' ? [entry.outcome] : []));
}

/** Every sentence of the agent's by its name, in order. */
export function sentences(call: SpokenCall): string[] {
  return call.entries().flatMap((entry) => (entry.kind === 'said' ? [entry.sentence] : []));
}
