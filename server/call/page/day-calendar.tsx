/** One day of the business's calendar; what this call booked stands out. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { SlotValue } from '../../../machines/vocabulary.ts';
import type { CallSession } from './call-session.ts';
import type { CallView } from './call-view.ts';
import { type DayBooking, fetchDay } from './server-api.ts';

/** Left free below the appointment that was scrolled to. */
const cardMargin = 14;

interface ShownBooking extends DayBooking {
  /** Only this call's own appointments have a name here. */
  customerName?: string;
  ours: boolean;
}

export function DayCalendar({ session }: { session: CallSession }) {
  const view = session.view.value;
  const numbers = session.numbers.value;
  const chosen = numbers.find((number) => number.number === session.chosen.value);
  const business = view.business?.id ?? chosen?.businessId;
  const timeZone = numbers.find((number) => number.businessId === business)?.timeZone ?? 'UTC';
  const booked = view.bookings.at(-1)?.start.slice(0, 10);
  const turned = useSignal<{ by: string; date: string } | undefined>(undefined);
  // A page turned by hand stays until the call itself turns to another day.
  const natural = booked ?? dateIn(view.slots) ?? today(timeZone);
  const date = turned.value?.by === natural ? turned.value.date : natural;
  const day = useSignal<DayBooking[]>([]);
  const writes = view.bookings.map((booking) => booking.id + booking.start).join() + view.cancelled;
  useEffect(() => {
    if (business === undefined) return;
    let wanted = true;
    void fetchDay(business, date).then((answer) => {
      if (wanted) day.value = 'value' in answer ? answer.value : [];
    });
    return () => {
      wanted = false;
    };
  }, [business, date, writes]);
  const turn = (days: number): void => {
    turned.value = { by: natural, date: dayAfter(date, days) };
  };
  return (
    <section class="card day" aria-labelledby="day-title">
      <header>
        <h2 id="day-title">{dayWords(date)}</h2>
        <button type="button" aria-label="Day before" onClick={() => turn(-1)}>
          ‹
        </button>
        <button type="button" aria-label="Day after" onClick={() => turn(1)}>
          ›
        </button>
      </header>
      <Day bookings={shownOn(date, day.value, view)} />
    </section>
  );
}

function Day({ bookings }: { bookings: ShownBooking[] }) {
  const list = useRef<HTMLOListElement>(null);
  const ours = bookings.findIndex((booking) => booking.ours);
  useEffect(() => {
    // Within the card only: the page itself must not jump under the caller's hands.
    const [card, booking] = [list.current?.parentElement, list.current?.children[ours]];
    if (!card || !booking) return;
    const beyond = booking.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom;
    if (beyond > 0) card.scrollTop += beyond + cardMargin;
  }, [ours, bookings.length]);
  if (bookings.length === 0) return <p class="quiet">No appointments on this day.</p>;
  return (
    <ol ref={list}>
      {bookings.map((booking) => (
        <li key={booking.id} class={booking.ours ? 'ours' : ''} data-booking={booking.id}>
          <time dateTime={booking.start}>
            {booking.start.slice(11)}–{booking.end.slice(11)}
          </time>
          <span>
            <b>{booking.customerName ?? 'taken'}</b> {words(booking.serviceId)}{' '}
            <small>
              {words(booking.staffId)} {booking.ours && <em>booked in this call</em>}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

function shownOn(date: string, day: DayBooking[], view: CallView): ShownBooking[] {
  const ours = new Map(view.bookings.map((booking) => [booking.id, booking]));
  const others = day.filter((booking) => !ours.has(booking.id));
  const all = [
    ...others.map((booking) => ({ ...booking, ours: false })),
    ...view.bookings.map((booking) => ({ ...booking, ours: true })),
  ];
  return all
    .filter((booking) => booking.start.startsWith(date))
    .sort((one, other) => one.start.localeCompare(other.start));
}

function dateIn(slots: CallView['slots']): string | undefined {
  const isTime = (value: SlotValue): value is { date?: string } =>
    typeof value === 'object' && 'date' in value;
  return slots.map((slot) => (isTime(slot.value) ? slot.value.date : undefined)).find(Boolean);
}

function today(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

function dayAfter(date: string, days: number): string {
  const moved = new Date(`${date}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

function dayWords(date: string): string {
  const format = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-US', format).format(new Date(`${date}T12:00:00Z`));
}

function words(id: string): string {
  return id.replaceAll('-', ' ');
}
