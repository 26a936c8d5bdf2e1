/** The calendar contract: free times, and the only writer of appointments. */
import type {
  BookInput,
  Booking,
  CancelInput,
  EffectAnswer,
  FindBookingsInput,
  FindTimesInput,
  RescheduleInput,
} from '../../machines/ports.ts';

/** Who asks: the tenant, the call, and the key that makes a write happen once. */
export interface CalendarRequest {
  businessId: string;
  callId: string;
  key: string;
}

/** Every method answers with a named outcome of `effectOutcomes`; none throws for the world's faults. */
export interface Calendar {
  findTimes(request: CalendarRequest, input: FindTimesInput): Promise<EffectAnswer>;
  book(request: CalendarRequest, input: BookInput): Promise<EffectAnswer>;
  /** What became of the write with the key `key`. */
  settle(request: CalendarRequest, key: string): Promise<EffectAnswer>;
  findBookings(request: CalendarRequest, input: FindBookingsInput): Promise<EffectAnswer>;
  reschedule(request: CalendarRequest, input: RescheduleInput): Promise<EffectAnswer>;
  cancel(request: CalendarRequest, input: CancelInput): Promise<EffectAnswer>;
  /** One day's appointments, for the people at the desk. `date` is `YYYY-MM-DD`, local. */
  day(businessId: string, date: string): Promise<Booking[]>;
}
