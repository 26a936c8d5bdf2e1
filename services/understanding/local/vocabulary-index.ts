/** What the readers look words up in, built once for each business vocabulary. */
import type { Vocabulary } from '../vocabulary.ts';
import { type FlowIndex, indexFlows } from './flows.ts';
import { indexQuestions, type QuestionIndex } from './questions.ts';
import { type CustomerIndex, indexCustomers } from './similar-names.ts';
import { indexThings, type ThingIndex } from './thing-index.ts';

export interface VocabularyIndex {
  services: ThingIndex;
  staff: ThingIndex;
  locations: ThingIndex;
  flows: FlowIndex;
  questions: QuestionIndex;
  customers: CustomerIndex;
}

/** Weak: a definition version that no call uses any more takes its index with it. */
const built = new WeakMap<Vocabulary, VocabularyIndex>();

export function indexOf(vocabulary: Vocabulary): VocabularyIndex {
  const known = built.get(vocabulary);
  if (known) return known;
  const index: VocabularyIndex = {
    services: indexThings('service', vocabulary.services),
    staff: indexThings('staff', vocabulary.staff),
    locations: indexThings('location', vocabulary.locations),
    flows: indexFlows(vocabulary.flows),
    questions: indexQuestions(vocabulary.questions),
    customers: indexCustomers(vocabulary.customers),
  };
  built.set(vocabulary, index);
  return index;
}
