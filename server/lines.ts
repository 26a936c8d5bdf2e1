/** Every business's line, ready for calls: its definition with all that is made from it once. */
import { buildCallChart, type CallChart } from '../machines/call/build-call-chart.ts';
import type { Definition } from '../machines/policy/definition.ts';
import { route } from '../services/definitions/routing.ts';
import { vocabularyOf } from '../services/definitions/vocabulary-of.ts';
import type { Vocabulary } from '../services/understanding/vocabulary.ts';

export interface Line {
  definition: Definition;
  chart: CallChart;
  /** What callers at this location (or at none) talk about. */
  vocabulary(locationId?: string): Vocabulary;
  /**
   * Calls from now on know these customers' names. `prepare` is given each new vocabulary before
   * any call is; those that go on keep theirs.
   */
  learnCustomers(
    customers: Vocabulary['customers'],
    prepare: (vocabulary: Vocabulary) => Promise<void>,
  ): Promise<void>;
  readonly customers: Vocabulary['customers'];
}

export interface Lines {
  all(): Line[];
  /** The line a called number lands on. */
  at(number: string): { line: Line; locationId?: string } | undefined;
  /** A line in force or being tried, or one that was a short while ago: its calls may still go on. */
  byVersion(version: string): Line | undefined;
  byBusiness(businessId: string): Line | undefined;
}

/** Lines that follow what is published. */
export interface ChangingLines extends Lines {
  /** A line for another version of a business, or for a new one; no call lands on it yet. */
  make(definition: Definition): Line;
  /** Found by its version only: for calls that try what is not in force. */
  putAside(line: Line): void;
  /** New calls land on this line from now on; those in progress keep theirs. */
  put(line: Line): void;
}

function makeLine(definition: Definition, customers: Vocabulary['customers'] = []): Line {
  let vocabularies = new Map<string | undefined, Vocabulary>();
  let known = customers;
  return {
    definition,
    chart: buildCallChart(definition),
    vocabulary(locationId) {
      const made = vocabularies.get(locationId) ?? {
        ...vocabularyOf(definition, locationId),
        customers: known,
      };
      vocabularies.set(locationId, made);
      return made;
    },
    async learnCustomers(customers, prepare) {
      const next = new Map<string | undefined, Vocabulary>();
      for (const [locationId, vocabulary] of vocabularies) {
        const made = { ...vocabulary, customers };
        await prepare(made);
        next.set(locationId, made);
      }
      known = customers;
      vocabularies = next;
    },
    get customers() {
      return known;
    },
  };
}

/** A call that outlives so many versions only loses its picture. */
const replacedMax = 20;
/** Drafts that are tried at the same time; an older one is made again when it is called. */
const asideMax = 10;

export function createLines(definitions: Definition[]): ChangingLines {
  const byBusiness = new Map(
    definitions.map((definition) => [definition.business.id, makeLine(definition)]),
  );
  let replaced: Line[] = [];
  let aside: Line[] = [];
  const all = () => [...byBusiness.values()];
  return {
    all,
    make: (definition) =>
      makeLine(definition, byBusiness.get(definition.business.id)?.customers ?? []),
    putAside(line) {
      aside = [line, ...aside].slice(0, asideMax);
    },
    put(line) {
      const { id } = line.definition.business;
      const before = byBusiness.get(id);
      if (before !== undefined) replaced = [before, ...replaced].slice(0, replacedMax);
      byBusiness.set(id, line);
    },
    at(number) {
      const found = route(
        all().map(({ definition }) => definition),
        number,
      );
      const line = found && byBusiness.get(found.definition.business.id);
      if (found === undefined || line === undefined) return undefined;
      return { line, ...(found.locationId ? { locationId: found.locationId } : {}) };
    },
    byVersion: (version) =>
      [...all(), ...replaced, ...aside].find(({ definition }) => definition.version === version),
    byBusiness: (businessId) => byBusiness.get(businessId),
  };
}
