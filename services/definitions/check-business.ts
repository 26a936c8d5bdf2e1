/** Checks a business's facts: ids are unique, references lead somewhere, hours never overlap. */
import type { Business, Hours } from '../../machines/policy/business.ts';
import { weekdays } from '../../machines/policy/weekdays.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';

export function checkBusiness(business: Sourced<Business>): Finding[] {
  return [
    ...checkUnique(business),
    ...checkReferences(business),
    ...checkHours(business),
    ...checkAway(business),
  ];
}

function checkUnique(business: Sourced<Business>): Finding[] {
  const { locations, staff, rooms, services, holidays, flows } = business.value;
  const lists: [string, string[], string?][] = [
    ['locations', locations.map(({ id }) => id), 'id'],
    ['staff', staff.map(({ id }) => id), 'id'],
    ['rooms', rooms.map(({ id }) => id), 'id'],
    ['services', services.map(({ id }) => id), 'id'],
    ['holidays', holidays.map(({ date }) => date), 'date'],
    ['flows', flows],
  ];
  return lists.flatMap(([list, ids, key]) =>
    ids.flatMap((id, index) => {
      if (ids.indexOf(id) === index) return [];
      const path = [list, index, ...(key ? [key] : [])];
      return [findingAt(business, path, `"${id}" is in ${list} twice`, 'rename or remove one')];
    }),
  );
}

function checkReferences(business: Sourced<Business>): Finding[] {
  const { locations, staff, rooms, services, numbers } = business.value;
  const known = {
    location: locations.map(({ id }) => id),
    role: [...new Set(staff.map(({ role }) => role))],
    'kind of room': [...new Set(rooms.map(({ kind }) => kind))],
  };
  const missing = (what: keyof typeof known, id: string | undefined, path: PropertyKey[]) => {
    if (id === undefined || known[what].includes(id)) return [];
    const fix = useKnown(id, known[what], `add one, or name another ${what}`);
    return [findingAt(business, path, `there is no ${what} "${id}"`, fix)];
  };
  return [
    ...numbers.flatMap((entry, index) =>
      missing('location', 'at' in entry ? entry.at : undefined, ['numbers', index, 'at']),
    ),
    ...staff.flatMap((member, index) =>
      (member.locations ?? []).flatMap((id, at) =>
        missing('location', id, ['staff', index, 'locations', at]),
      ),
    ),
    ...rooms.flatMap(({ location }, index) =>
      missing('location', location, ['rooms', index, 'location']),
    ),
    ...services.flatMap((service, index) => [
      ...service.by.flatMap((role, at) => missing('role', role, ['services', index, 'by', at])),
      ...service.rooms.flatMap((kind, at) =>
        missing('kind of room', kind, ['services', index, 'rooms', at]),
      ),
    ]),
  ];
}

function checkHours(business: Sourced<Business>): Finding[] {
  const { locations, staff, holidays } = business.value;
  const weekly = (hours: Hours, path: PropertyKey[]) =>
    weekdays.flatMap((weekday) =>
      checkStretches(business, hours[weekday] ?? [], [...path, weekday]),
    );
  return [
    ...locations.flatMap(({ hours }, index) => weekly(hours, ['locations', index, 'hours'])),
    ...staff.flatMap(({ hours }, index) => weekly(hours ?? {}, ['staff', index, 'hours'])),
    ...holidays.flatMap(({ hours }, index) =>
      checkStretches(business, hours ?? [], ['holidays', index, 'hours']),
    ),
  ];
}

function checkStretches(
  business: Sourced<Business>,
  stretches: readonly [string, string][],
  path: PropertyKey[],
): Finding[] {
  return stretches.flatMap(([from, to], index) => {
    const other = stretches.slice(0, index).find((each) => from < each[1] && each[0] < to);
    if (!other) return [];
    const what = `${from} to ${to} overlaps ${other[0]} to ${other[1]}`;
    return [findingAt(business, [...path, index], what, 'join them, or move one')];
  });
}

function checkAway(business: Sourced<Business>): Finding[] {
  return business.value.staff.flatMap(({ name, away }, index) =>
    away.flatMap(({ from, to }, at) =>
      from <= to
        ? []
        : [
            findingAt(
              business,
              ['staff', index, 'away', at],
              `${name} is away from ${from} until ${to}, which ends before it begins`,
              'swap the two dates',
            ),
          ],
    ),
  );
}
