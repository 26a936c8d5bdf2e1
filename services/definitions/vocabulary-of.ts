/** What callers of one business talk about, gathered from its definition for the reader. */
import { type Location, weekdays } from '../../machines/policy/business.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Named, Vocabulary } from '../understanding/vocabulary.ts';

/**
 * The vocabulary of a definition. With a location, the hours are that location's: a bare hour is
 * read by when the place the caller dialled is open.
 */
export function vocabularyOf(definition: Definition, locationId?: string): Vocabulary {
  const { business, flows, questions } = definition;
  const here = business.locations.filter(({ id }) => locationId === undefined || id === locationId);
  return {
    flows: Object.values(flows).map(({ flow, wordings }) => ({
      id: flow,
      names: distinct([flow.replaceAll('-', ' '), ...wordings]),
    })),
    services: business.services.map((each) => named(each.id, each.name, each.spoken, each)),
    staff: business.staff.map((each) => named(each.id, each.name, undefined, each)),
    locations: business.locations.map((each) => named(each.id, each.name, undefined, each)),
    questions: questions.map(({ id, wordings, keywords }) => ({ id, wordings, keywords })),
    hours: weeklyHours(here),
    country: business.country,
    customers: [],
  };
}

function named(
  id: string,
  name: string,
  spoken: string | undefined,
  { nicknames }: { nicknames: string[] },
): Named {
  return { id, names: distinct([name, ...(spoken === undefined ? [] : [spoken]), ...nicknames]) };
}

/** The first spelling of each name is kept. */
function distinct(names: string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Monday first; stretches of several locations that touch or overlap are one. */
function weeklyHours(locations: Location[]): [string, string][][] {
  return weekdays.map((weekday) =>
    joined(locations.flatMap((location) => location.hours[weekday] ?? [])),
  );
}

function joined(stretches: [string, string][]): [string, string][] {
  const whole: [string, string][] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a.localeCompare(b))) {
    const last = whole.at(-1);
    if (!last || from > last[1]) whole.push([from, to]);
    else if (to > last[1]) last[1] = to;
  }
  return whole;
}
