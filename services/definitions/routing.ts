/** Which business answers a called number, and at which of its locations. */
import type { Definition } from '../../machines/policy/definition.ts';

export interface Route {
  definition: Definition;
  /** The number belongs to this location; absent when it belongs to the whole business. */
  locationId?: string;
}

/** The folder of the line that answers for numbers nobody listed. */
const unlistedId = 'unlisted';

/**
 * The number itself wins over every beginning of it, a longer beginning over a shorter one, and
 * the unlisted line takes what is left. Undefined only when there is no such line either.
 */
export function route(definitions: readonly Definition[], called: string): Route | undefined {
  for (const definition of definitions) {
    for (const entry of definition.business.numbers) {
      if (!('number' in entry) || entry.number !== called) continue;
      return entry.at === undefined ? { definition } : { definition, locationId: entry.at };
    }
  }
  const definition =
    longestBeginning(definitions, called) ??
    definitions.find(({ business }) => business.id === unlistedId);
  return definition && { definition };
}

function longestBeginning(
  definitions: readonly Definition[],
  called: string,
): Definition | undefined {
  let best: { definition: Definition; length: number } | undefined;
  for (const definition of definitions) {
    for (const entry of definition.business.numbers) {
      if (!('starting' in entry) || !called.startsWith(entry.starting)) continue;
      const { length } = entry.starting;
      if (!best || length > best.length) best = { definition, length };
    }
  }
  return best?.definition;
}
