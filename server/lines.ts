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
}

export interface Lines {
  all(): Line[];
  /** The line a called number lands on. */
  at(number: string): { line: Line; locationId?: string } | undefined;
  byVersion(version: string): Line | undefined;
  byBusiness(businessId: string): Line | undefined;
}

function makeLine(definition: Definition): Line {
  let vocabularies = new Map<string | undefined, Vocabulary>();
  let known: Vocabulary['customers'] = [];
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
  };
}

export function createLines(definitions: Definition[]): Lines {
  const lines = definitions.map(makeLine);
  const byBusiness = new Map(lines.map((line) => [line.definition.business.id, line]));
  return {
    all: () => lines,
    at(number) {
      const found = route(definitions, number);
      const line = found && byBusiness.get(found.definition.business.id);
      if (found === undefined || line === undefined) return undefined;
      return { line, ...(found.locationId ? { locationId: found.locationId } : {}) };
    },
    byVersion: (version) => lines.find(({ definition }) => definition.version === version),
    byBusiness: (businessId) => byBusiness.get(businessId),
  };
}
