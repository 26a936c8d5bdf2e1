/** A changed fact in the words of whoever changed it: "Exam: 120.00 USD instead of 95.00 USD". */
import type { Business, Location, Service, StaffMember } from '../../policy/business.ts';
import type { Definition, Question, Rule } from '../../policy/definition.ts';
import {
  dayWords,
  listWords,
  money,
  priceWords,
  stretchWords,
  valueWords,
  weekdayWords,
  weekWords,
} from './fact-values.ts';

export interface ChangedValue {
  /** From the part of the definition inwards; what has a name of its own is named by it. */
  path: string[];
  before?: unknown;
  after?: unknown;
}

type Versions = Record<'before' | 'after', Pick<Definition, 'business' | 'questions' | 'rules'>>;

/** One thing of a list in both versions; absent where it was not, or is not any more. */
interface Both<Item> {
  old: Item | undefined;
  now: Item | undefined;
}

type Holiday = Business['holidays'][number];
type Person = Business['people'][number];

export function sayFact(change: ChangedValue, versions: Versions): string {
  const [part, list = '', name, ...within] = change.path;
  const { before, after } = versions;
  const of = <Item>(items: (version: Versions['before']) => Item[], key: keyof Item) => {
    const find = (version: Versions['before']) =>
      items(version).find((item) => item[key] === (part === 'business' ? name : list));
    return { old: find(before), now: find(after) };
  };
  const field = part === 'business' ? within : [name ?? '', ...within];
  const said = {
    'business holidays': () =>
      holiday(
        of(({ business }) => business.holidays, 'date'),
        placeOf(after.business),
      ),
    'business services': () =>
      service(
        of(({ business }) => business.services, 'id'),
        within,
        after.business.currency,
      ),
    'business staff': () =>
      member(
        of(({ business }) => business.staff, 'id'),
        within,
      ),
    'business locations': () =>
      location(
        of(({ business }) => business.locations, 'id'),
        within,
      ),
    'business people': () => person(of(({ business }) => business.people, 'number')),
    'business booking': () => booking(name, change),
    questions: () =>
      question(
        of(({ questions }) => questions, 'id'),
        field,
      ),
    rules: () => rule(of(({ rules }) => rules, 'id')),
  };
  const subject = (part === 'business' ? `${part} ${list}` : part) as keyof typeof said;
  return said[subject]?.() ?? inGeneral(change);
}

function placeOf({ locations }: Business): string {
  const [only, ...others] = locations;
  return only !== undefined && others.length === 0 ? only.name : 'Every place';
}

function holiday({ old, now }: Both<Holiday>, place: string): string | undefined {
  const day = dayWords((now ?? old)?.date ?? '');
  if (now === undefined) return old && `${day} is a day like any other again, not ${old.name}`;
  const open = ({ hours }: Holiday) => stretchWords(hours, 'closed');
  const state = now.hours?.length ? `open ${open(now)}` : 'closed';
  if (old === undefined) return `${place} is ${state} on ${day} (${now.name})`;
  if (open(old) !== open(now)) return `${place} on ${day}: ${open(now)} instead of ${open(old)}`;
  return `${day} is called ${now.name} instead of ${old.name}`;
}

function service({ old, now }: Both<Service>, [field]: string[], currency: string) {
  if (old === undefined || now === undefined) {
    const it = now ?? old;
    if (it === undefined) return undefined;
    const price = priceWords(it.price, currency);
    return now ? `${it.name} is new: ${it.minutes} minutes, ${price}` : `${it.name} is gone`;
  }
  const price = (each: Service) => priceWords(each.price, currency);
  const deposit = (each: Service) =>
    each.deposit === undefined ? 'no deposit' : `a deposit of ${money(each.deposit, currency)}`;
  const said: Record<string, () => string> = {
    price: () => `${price(now)} instead of ${price(old)}`,
    deposit: () => `${deposit(now)} instead of ${deposit(old)}`,
    minutes: () => `${now.minutes} minutes instead of ${old.minutes}`,
    bufferMinutes: () =>
      `${now.bufferMinutes} minutes kept free after it instead of ${old.bufferMinutes}`,
    by: () => `done by ${listWords(old.by, now.by)}`,
  };
  return named(old.name, old, now, field, said);
}

function member({ old, now }: Both<StaffMember>, [field, weekday]: string[]) {
  if (old === undefined || now === undefined) {
    if (now === undefined) return old && `${old.name} is gone`;
    return `${now.name} is new (${now.role})${now.hours ? `: ${weekWords(now.hours)}` : ''}`;
  }
  const week = ({ hours }: StaffMember) => (hours ? weekWords(hours) : 'whenever it is open');
  const away = ({ away: stays }: StaffMember) =>
    stays.map(({ from, to }) =>
      from === to ? `on ${dayWords(from)}` : `${dayWords(from)} to ${dayWords(to)}`,
    );
  const said: Record<string, () => string> = {
    hours: () =>
      ofDay(old.hours, now.hours, weekday, 'off') ?? `${week(now)} instead of ${week(old)}`,
    away: () => {
      const [was, is] = [away(old), away(now)];
      const fresh = is.filter((each) => !was.includes(each)).map((each) => `away ${each}`);
      const over = was
        .filter((each) => !is.includes(each))
        .map((each) => `there ${each} after all`);
      return [...fresh, ...over].join(', ');
    },
    role: () => `${now.role} instead of ${old.role}`,
  };
  return named(old.name, old, now, field, said);
}

function location({ old, now }: Both<Location>, [field, weekday]: string[]) {
  if (now === undefined) return old && `${old.name} is gone`;
  if (old === undefined) return `${now.name} is new: ${now.address}, ${weekWords(now.hours)}`;
  return named(old.name, old, now, field, {
    hours: () =>
      ofDay(old.hours, now.hours, weekday, 'closed') ??
      `${weekWords(now.hours)} instead of ${weekWords(old.hours)}`,
  });
}

type Week = Location['hours'] | undefined;

function ofDay(old: Week, now: Week, weekday: string | undefined, otherwise: string) {
  if (weekday === undefined) return undefined;
  const at = (week: Week) => stretchWords(week?.[weekday as keyof Week & string], otherwise);
  return `${weekdayWords(weekday)} ${at(now)} instead of ${at(old)}`;
}

/** What each kind of field says, and for the others the field's own name. */
function named<Item extends object>(
  name: string,
  old: Item,
  now: Item,
  field: string | undefined,
  said: Record<string, () => string>,
): string | undefined {
  if (field === undefined) return undefined;
  const [was, is] = [old[field as keyof Item] as unknown, now[field as keyof Item] as unknown];
  if (field === 'nicknames') return `${name}: nicknames ${listWords(was as [], is as [])}`;
  if (field === 'name') return `${name} is called ${is} now`;
  const own = said[field]?.();
  if (own !== undefined) return `${name}: ${own}`;
  if (Array.isArray(was) && Array.isArray(is)) return `${name}: ${field} ${listWords(was, is)}`;
  return `${name}: ${field} is ${valueWords(is)} instead of ${valueWords(was)}`;
}

function person({ old, now }: Both<Person>): string | undefined {
  const of = ({ name, number }: Person) => `${name} (${number})`;
  if (now === undefined) return old && `${of(old)} is not rung any more`;
  if (old === undefined) return `${of(now)} is rung as well`;
  return `${of(old)} is called ${now.name} now`;
}

function booking(field: string | undefined, { before, after }: ChangedValue) {
  const said: Record<string, string> = {
    everyMinutes: `Appointments start every ${after} minutes instead of every ${before}`,
    noticeMinutes: `Callers can book from ${after} minutes ahead on instead of ${before}`,
    horizonDays: `Callers can book up to ${after} days ahead instead of ${before}`,
  };
  return said[field ?? ''];
}

function question({ old, now }: Both<Question>, [field]: string[]): string | undefined {
  const name = `“${(old ?? now)?.wordings[0] ?? ''}”`;
  if (now === undefined) return old && `Nobody answers ${name} any more`;
  if (old === undefined) return `New question ${name}: ${now.answer}`;
  const said: Record<string, () => string> = {
    answer: () => `${name} is answered with “${now.answer}” instead of “${old.answer}”`,
    wordings: () => `${name} may be asked as ${listWords(old.wordings, now.wordings)}`,
    'hand-over': () =>
      now['hand-over'] ? `${name} leads to a person` : `${name} does not lead to a person any more`,
  };
  return said[field ?? '']?.();
}

function rule({ old, now }: Both<Rule>): string | undefined {
  const words = ({ topic, then, when }: Rule) => `${topic}: ${then} when ${when}`;
  if (now === undefined) return old && `The rule ${old.id} is gone (${words(old)})`;
  if (old === undefined) return `New rule ${now.id}, ${words(now)}`;
  return `The rule ${now.id} is ${words(now)}, instead of ${words(old)}`;
}

function inGeneral({ path, before, after }: ChangedValue): string {
  const [part, ...rest] = path;
  const where = (part === 'business' && rest.length > 0 ? rest : path).join(' ');
  if (Array.isArray(before) && Array.isArray(after)) return `${where}: ${listWords(before, after)}`;
  if (before === undefined) return `${where} is new: ${valueWords(after)}`;
  if (after === undefined) return `${where} is gone: ${valueWords(before)}`;
  return `${where}: ${valueWords(after)} instead of ${valueWords(before)}`;
}
