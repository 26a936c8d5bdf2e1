/** What two versions' rules say to the same wishes: who is refused now, asked twice, or let through. */
import { Temporal } from 'temporal-polyfill';
import type { Business } from '../../policy/business.ts';
import { compileCondition, isFault } from '../../policy/condition.ts';
import { type Decision, decide } from '../../policy/decide.ts';
import type { Definition, Verdict } from '../../policy/definition.ts';
import { type FactsInput, factsFor } from '../../policy/facts.ts';
import { openAt } from '../../policy/open-hours.ts';
import { type Weekday, weekdays } from '../../policy/weekdays.ts';
import type { Booking } from '../../ports.ts';
import type { SlotValue } from '../../vocabulary.ts';

/** Wishes of one kind that are answered in another way now. */
export interface VerdictChange {
  topic: string;
  /** The service wished for; absent where none is. */
  service?: string;
  before: Verdict;
  after: Verdict;
  /** The rule that decides now, or decided before. */
  rule: string;
  /** The times of the week in which it is so. */
  when: { weekday: Weekday | ''; from: string; to: string }[];
  /** Wishes looked at that changed in this way. */
  wishes: number;
}

/** Whole weeks, since a rule may be about one weekday: near ones, and those at the far end of a horizon. */
const daysAhead = [0, 1, 4, 9, 13, 26, 52].flatMap((week) =>
  [...Array(7).keys()].map((day) => week * 7 + day),
);
const everyMinutes = 30;

interface Wish {
  topic: string;
  service: string | undefined;
  weekday: Weekday | '';
  time: string;
  input: FactsInput;
}

/** `now` is the local time of the business. */
export function compareVerdicts(
  before: Definition,
  after: Definition,
  now: string,
): VerdictChange[] {
  const changes = new Map<string, VerdictChange & { times: Set<string> }>();
  for (const wish of wishesOf(before, after, now)) {
    const [old, fresh] = [answer(before, wish), answer(after, wish)];
    if (old.verdict === fresh.verdict) continue;
    const rule = fresh.rule ?? old.rule ?? '';
    const key = [wish.topic, wish.service, old.verdict, fresh.verdict, rule].join('|');
    const change = changes.get(key) ?? {
      topic: wish.topic,
      ...(wish.service === undefined ? {} : { service: wish.service }),
      before: old.verdict,
      after: fresh.verdict,
      rule,
      when: [],
      wishes: 0,
      times: new Set<string>(),
    };
    change.wishes += 1;
    change.times.add(`${wish.weekday} ${wish.time}`);
    changes.set(key, change);
  }
  return [...changes.values()].map(({ times, ...change }) => ({ ...change, when: spans(times) }));
}

function answer(definition: Definition, { topic, input }: Wish): Decision {
  return decide(definition.rules, topic, factsFor(definition, input));
}

function* wishesOf(before: Definition, after: Definition, now: string): Generator<Wish> {
  const rules = [...before.rules, ...after.rules];
  const topics = [...new Set(rules.map(({ topic }) => topic))].filter(
    (topic) => !sameGround(before, after, topic),
  );
  if (topics.length === 0) return;
  const services = idsIn(before, after);
  const slots = slotsLookedAt(before, after);
  for (const moment of moments(before.business, after.business, now)) {
    const { weekday, time, locationId, start } = moment;
    for (const topic of topics) {
      if (topic === 'transfer') {
        const input = { now: start, from: '', vouched: true, locationId };
        yield { topic, service: undefined, weekday, time, input };
        continue;
      }
      for (const service of services) {
        for (const slot of slots) {
          const opening = { start, end: start, serviceId: service, staffId: '', locationId };
          const booking: Booking = { ...opening, id: '', customerName: '', customerPhone: '' };
          const about = topic === 'booking' ? { opening } : { booking };
          const input = { now, from: '', vouched: true, locationId, slots: slot, ...about };
          yield { topic, service, weekday, time, input };
        }
      }
    }
  }
}

/** The same rules over the same facts say the same. */
function sameGround(before: Definition, after: Definition, topic: string): boolean {
  const ground = ({ rules, business, flows }: Definition) =>
    JSON.stringify([
      rules.filter((rule) => rule.topic === topic),
      business.services,
      business.locations,
      business.holidays,
      Object.values(flows).map(({ slots }) => slots),
    ]);
  return ground(before) === ground(after);
}

function idsIn(before: Definition, after: Definition): string[] {
  const ids = [before, after].flatMap(({ business }) => business.services.map(({ id }) => id));
  return ids.length > 0 ? [...new Set(ids)] : [''];
}

/** Callers who said nothing of the sort, and those who said yes to what some rule asks about. */
function slotsLookedAt(before: Definition, after: Definition): Record<string, SlotValue>[] {
  const looked = [...before.rules, ...after.rules].flatMap(({ when }) => {
    const condition = compileCondition(when);
    return isFault(condition) ? [] : condition.slots;
  });
  const flows = [before, after].flatMap((definition) => Object.values(definition.flows));
  const yesNo = [...new Set(looked)].filter((slot) =>
    flows.some(({ slots }) => slots[slot]?.kind === 'yes-no'),
  );
  return [{}, ...yesNo.map((slot) => ({ [slot]: true }))];
}

interface MomentOfWeek {
  weekday: Weekday | '';
  time: string;
  locationId: string;
  start: string;
}

/** Half-hours in which some place is open, in either version. */
function* moments(before: Business, after: Business, now: string): Generator<MomentOfWeek> {
  const places = new Map([...before.locations, ...after.locations].map((each) => [each.id, each]));
  const today = Temporal.PlainDate.from(now.slice(0, 10));
  for (const days of daysAhead) {
    const date = today.add({ days });
    for (let minutes = 0; minutes < 24 * 60; minutes += everyMinutes) {
      const time = clock(minutes);
      const start = `${date.toString()}T${time}`;
      for (const [id] of places) {
        if (![before, after].some((business) => isOpen(business, id, start))) continue;
        yield { weekday: weekdays[date.dayOfWeek - 1] ?? '', time, locationId: id, start };
      }
    }
  }
}

function isOpen(business: Business, locationId: string, at: string): boolean {
  const location = business.locations.find(({ id }) => id === locationId);
  return location !== undefined && openAt(business, location, at);
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Half-hours that follow one another, as stretches of a weekday. */
function spans(times: ReadonlySet<string>): VerdictChange['when'] {
  const found: VerdictChange['when'] = [];
  for (const weekday of weekdays) {
    for (let minutes = 0; minutes < 24 * 60; minutes += everyMinutes) {
      if (!times.has(`${weekday} ${clock(minutes)}`)) continue;
      const last = found.at(-1);
      const to = clock(minutes + everyMinutes);
      if (last?.weekday === weekday && last.to === clock(minutes)) last.to = to;
      else found.push({ weekday, from: clock(minutes), to });
    }
  }
  return found;
}
