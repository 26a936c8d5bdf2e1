/** What callers of one business talk about, gathered from its definition for the reader. */
import type { Location } from '../../machines/policy/business.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { weekdays } from '../../machines/policy/weekdays.ts';
import type { Named, Vocabulary } from '../understanding/vocabulary.ts';

/**
 * The vocabulary of a definition. With a location, the hours are that location's: a bare hour is
 * read by when the place the caller dialled is open.
 */
export function vocabularyOf(definition: Definition, locationId?: string): Vocabulary {
  const { business, flows, questions } = definition;
  const here = business.locations.filter(({ id }) => locationId === undefined || id === locationId);
  return {
    // A flow without wordings only serves other flows; no caller asks for it.
    flows: Object.values(flows)
      .filter(({ wordings }) => wordings.length > 0)
      .map(({ flow, wordings }) => ({
        id: flow,
        names: distinct([flow.replaceAll('-', ' '), ...wordings]),
      })),
    services: business.services.map((each) => named(each.id, each.name, each.spoken, each)),
    staff: business.staff.map((each) => named(each.id, each.name, undefined, each)),
    locations: business.locations.map((each) => named(each.id, each.name, undefined, each)),
    questions: questions.map(({ id, wordings, keywords, answer }) => ({
      id,
      wordings,
      keywords,
      ...(answer.includes('{staff-hours}') ? { ofStaff: true } : {}),
    })),
    hours: weeklyHours(here),
    country: business.country,
    customers: [],
  };
}

/** A service is spoken as `a cleaning`, but callers put their own words before it. */
const article = /^(?:a|an|the|your) /i;

function named(
  id: string,
  name: string,
  spoken: string | undefined,
  { nicknames }: { nicknames: string[] },
): Named {
  const bare = spoken === undefined ? [] : [spoken.replace(article, '')];
  return { id, names: distinct([name, ...bare, ...nicknames]) };
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
