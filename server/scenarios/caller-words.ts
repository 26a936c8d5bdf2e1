/** A caller's move in words: the wording from the phrase bank, its values as callers say them. */
import type { CallEvent, Given } from '../../machines/events.ts';
import type { Move } from '../../machines/paths/moves.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { PersonValue, SlotKind, SlotValue, TimeValue } from '../../machines/vocabulary.ts';
import type { Phrases, PickedBy } from './phrases.ts';

type Say = Extract<Move, { kind: 'say' }>;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function dayWords(date: string): string {
  const at = new Date(`${date}T12:00:00Z`);
  const weekday = weekdays[at.getUTCDay()];
  return `${weekday}, ${months[at.getUTCMonth()]} ${ordinal(at.getUTCDate())}`;
}

function hourWords(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const twelve = hours % 12 === 0 ? 12 : hours % 12;
  const past = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`;
  return `${twelve}${past} ${hours < 12 ? 'am' : 'pm'}`;
}

function timeWords({ date, time, timeTo }: TimeValue): string {
  const day = date === undefined ? '' : dayWords(date);
  if (time !== undefined && timeTo !== undefined) {
    return `${day} between ${hourWords(time)} and ${hourWords(timeTo)}`.trim();
  }
  return [day, time === undefined ? '' : `at ${hourWords(time)}`].filter(Boolean).join(' ');
}

/** Morning or evening is left open, as most callers leave it. */
function blurredTime({ date, time = '' }: TimeValue): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const past = minutes === 0 ? "o'clock" : String(minutes).padStart(2, '0');
  return `${date === undefined ? '' : dayWords(date)} at ${hours % 12 || 12} ${past}`;
}

function phoneWords(number: string): string {
  const digits = number.replace(/\D/g, '').slice(-10);
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

function nameOfId({ business }: Definition, kind: SlotKind, id: string): string {
  if (kind === 'service') {
    return business.services.find((one) => one.id === id)?.name.toLowerCase() ?? id;
  }
  if (kind === 'staff') {
    const member = business.staff.find((one) => one.id === id);
    return member?.nicknames[0] ?? member?.name ?? id;
  }
  if (kind === 'location') return business.locations.find((one) => one.id === id)?.name ?? id;
  return id;
}

function valueWords(definition: Definition, kind: SlotKind, value: SlotValue): string {
  if (kind === 'when') return timeWords(value as TimeValue);
  if (kind === 'name') {
    const { first, last } = value as PersonValue;
    return [first, last].filter(Boolean).join(' ');
  }
  if (kind === 'phone') return phoneWords(String(value));
  return nameOfId(definition, kind, String(value));
}

function kindOf(definition: Definition, slot: string): SlotKind {
  for (const { slots } of Object.values(definition.flows)) {
    const found = slots[slot];
    if (found) return found.kind;
  }
  return 'text';
}

function spokenValue(definition: Definition, slot: string, { values, unsure }: Given): string {
  const kind = kindOf(definition, slot);
  const value = values[slot];
  if (value !== undefined) return valueWords(definition, kind, value);
  const [first, second] = unsure[slot] ?? [];
  if (first === undefined) return '';
  if (kind === 'when') return blurredTime(first as TimeValue);
  const words = [first, second].filter((each) => each !== undefined);
  return words.map((each) => valueWords(definition, kind, each)).join(' or ');
}

export interface CallerWords {
  /** Undefined when nobody says such a thing: the bank has no wording for it. */
  of(move: Say, by: PickedBy): string | undefined;
}

export function callerWords(definition: Definition, phrases: Phrases): CallerWords {
  const slotsOf = (given: Given) => [...Object.keys(given.values), ...Object.keys(given.unsure)];

  function given(type: string, event: Given, by: PickedBy): string | undefined {
    const slots = slotsOf(event);
    const values = slots.map((slot) => spokenValue(definition, slot, event)).join(', ');
    const [slot = ''] = slots;
    const kind = kindOf(definition, slot);
    const keys =
      slots.length > 1 ? [`${type} several`] : [`${type} ${slot}`, `${type} ${kind}`, type];
    return phrases.wording(keys, by)?.replace('{value}', values).replace('{values}', values);
  }

  function wanted(event: Extract<CallEvent, { type: 'caller.wanted' }>, by: PickedBy) {
    const wordings = definition.flows[event.flow]?.wordings ?? [];
    // A flow that a person can be offered need not have a wording of its own.
    const named = wordings.length > 0 ? wordings : [event.flow.replaceAll('-', ' ')];
    const wish = phrases.pick(named, by);
    const slots = slotsOf(event);
    if (wish === undefined || slots.length === 0) return wish;
    const values = slots.map((slot) => spokenValue(definition, slot, event)).join(' on ');
    const wording = phrases.wording(['caller.wanted with values'], by);
    return wording?.replace('{wish}', wish).replace('{values}', values);
  }

  return {
    of({ key, event }, by) {
      if (event.type === 'caller.gave' || event.type === 'caller.corrected') {
        return given(event.type, event, by);
      }
      if (event.type === 'caller.wanted') return wanted(event, by);
      if (event.type === 'caller.asked') {
        const question = definition.questions.find(({ id }) => id === event.question);
        return phrases.pick(question?.wordings ?? [], by);
      }
      return phrases.wording([key.replace(' while waiting', ''), event.type], by);
    },
  };
}
