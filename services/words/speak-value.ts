/** Values in their spoken form: the kind is known by the name, by the slot, or by the shape. */
import type { SpokenValue } from '../../machines/events.ts';
import type { Booking, Opening } from '../../machines/ports.ts';
import {
  type PersonValue,
  type SlotKind,
  type SlotValue,
  slotKinds,
  type TimeValue,
} from '../../machines/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { serviceOtherwise, spokenBooking, spokenOpenings } from './spoken/appointment.ts';
import { spokenBirthDate } from './spoken/date.ts';
import { spokenEmail } from './spoken/email.ts';
import { type Conjunction, spokenList } from './spoken/list.ts';
import { spokenMoney } from './spoken/money.ts';
import { spelled, spelledPerson, spokenPerson } from './spoken/name.ts';
import { spokenPhone } from './spoken/phone.ts';
import { spokenMoment, spokenReadings, spokenWhen, type WhenContext } from './spoken/when.ts';

/** A caller's own words are said back up to here; the rest is in the message they left. */
const textLengthMax = 160;
/** Said of someone, or some place, that an old booking names and the business no longer has. */
const staffOtherwise = 'someone on our team';
const locationOtherwise = 'our office';

export interface ValueSpeaker {
  /**
   * Nothing for a value that is empty. `conjunction` joins a list that is not an offer; `staff` is who
   * was wished for.
   */
  speak(
    name: string,
    value: SpokenValue,
    conjunction: Conjunction,
    staff?: SpokenValue,
  ): string | undefined;
  /** The value letter by letter. */
  spell(value: SpokenValue): string | undefined;
}

export function createValueSpeaker(
  catalogue: Catalogue,
  slotKindOf: ReadonlyMap<string, SlotKind>,
  contextNow: () => WhenContext,
): ValueSpeaker {
  const { business } = catalogue;

  function kindOf(name: string): SlotKind | undefined {
    const known = slotKinds.find((kind) => kind === name);
    return slotKindOf.get(name) ?? known;
  }

  function speakOne(kind: SlotKind | undefined, value: SlotValue): string {
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number') {
      return kind === 'money' ? spokenMoney(value, business.currency) : String(value);
    }
    if (typeof value === 'object') {
      if (kind === 'name' || isPerson(value)) return spokenPerson(value as PersonValue);
      return spokenWhen(value, contextNow());
    }
    return speakText(kind, value);
  }

  function speakText(kind: SlotKind | undefined, value: string): string {
    if (kind === 'phone' || /^\+\d{7,15}$/.test(value)) return spokenPhone(value, business.country);
    if (kind === 'email') return spokenEmail(value);
    if (kind === 'text' || kind === 'name') return speakable(value);
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return spokenMoment(value, contextNow());
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return spokenBirthDate(value);
    return byId(kind, value) ?? speakable(value);
  }

  function byId(kind: SlotKind | undefined, id: string): string | undefined {
    if (kind === 'staff') return catalogue.staffName(id) ?? staffOtherwise;
    if (kind === 'service') return catalogue.serviceName(id) ?? serviceOtherwise;
    if (kind === 'location') return catalogue.locationName(id) ?? locationOtherwise;
    return catalogue.serviceName(id) ?? catalogue.staffName(id) ?? catalogue.locationName(id);
  }

  function speakMany(
    name: string,
    values: readonly SpokenItem[],
    conjunction: Conjunction,
    staff: SpokenValue,
  ) {
    if (values.every(isAppointment)) {
      const wished = typeof staff === 'string' ? staff : undefined;
      if (name !== 'bookings') return spokenOpenings(values, catalogue, contextNow(), wished);
      const bookings = values.map((one) => spokenBooking(one, catalogue, contextNow()));
      return spokenList(bookings, conjunction);
    }
    if (values.every(isTime)) return spokenReadings(values, contextNow());
    const kind = kindOf(name);
    const items = values.map((one) => speakOne(kind, one as SlotValue));
    // Several values of one slot are what the caller may have meant: one of them.
    return spokenList([...new Set(items)], 'or');
  }

  return {
    speak(name, value, conjunction, staff) {
      if (value === undefined || value === null) return undefined;
      if (Array.isArray(value)) {
        return value.length === 0 ? undefined : speakMany(name, value, conjunction, staff);
      }
      if (isAppointment(value)) {
        // A booking says what it is; an opening only when, for the sentence says the rest.
        return isBooking(name, value)
          ? spokenBooking(value, catalogue, contextNow())
          : spokenMoment(value.start, contextNow());
      }
      const spoken = speakOne(kindOf(name), value as SlotValue);
      return spoken === '' ? undefined : spoken;
    },
    spell(value) {
      if (typeof value === 'string') return value === '' ? undefined : spelled(speakable(value));
      if (typeof value !== 'object' || !isPerson(value)) return undefined;
      const letters = spelledPerson(value);
      return letters === '' ? undefined : letters;
    },
  };
}

type SpokenItem = SlotValue | Opening;

function isAppointment(value: unknown): value is Opening {
  return typeof value === 'object' && value !== null && 'start' in value;
}

function isBooking(name: string, value: Opening): boolean {
  return name !== 'opening' && ('id' in (value as Partial<Booking>) || name === 'booking');
}

function isPerson(value: unknown): value is PersonValue {
  const keys = ['first', 'last', 'spelled'];
  return typeof value === 'object' && value !== null && keys.some((key) => key in value);
}

function isTime(value: unknown): value is TimeValue {
  return typeof value === 'object' && value !== null && !isPerson(value) && !isAppointment(value);
}

/** A caller's words as they can be said back: one line, no signs of ours, and not for minutes. */
function speakable(text: string): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}{}<>[\]\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= textLengthMax) return clean;
  return clean.slice(0, clean.lastIndexOf(' ', textLengthMax) + 1 || textLengthMax).trim();
}
