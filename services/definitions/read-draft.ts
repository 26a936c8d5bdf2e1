/** A business's folder over the defaults: each file parsed, one definition drafted from both. */
import { z } from 'zod';
import { type Flow, flowSchema } from '../../machines/flow/schema.ts';
import { type Business, businessSchema } from '../../machines/policy/business.ts';
import {
  type Question,
  questionsSchema,
  type Rule,
  repairSchema,
  rulesSchema,
  timingSchema,
  wordsSchema,
} from '../../machines/policy/definition.ts';
import {
  type UnderstandingChanges,
  understandingChangesSchema,
  understandingSchema,
  withChanges,
} from '../../machines/policy/understanding.ts';
import { signalNames } from '../../machines/vocabulary.ts';
import type { Draft, Wording } from './draft.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';
import { parseAs } from './parse-as.ts';
import type { FolderFiles } from './policy-folder.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A business writes only what it wants to be different. */
export const timingChangesSchema = timingSchema.partial();
export const repairChangesSchema = repairSchema.partial().extend({
  signals: z.partialRecord(z.enum(signalNames), repairSchema.shape.signals.valueType).optional(),
});
type TimingChanges = z.output<typeof timingChangesSchema>;
type RepairChanges = z.output<typeof repairChangesSchema>;

/** What one folder holds, of a business or of the defaults. */
export interface Layer {
  id: string;
  business?: Sourced<Business>;
  flows: Map<string, Sourced<Flow>>;
  questions: Sourced<Question>[];
  words: Map<string, Sourced<Wording>>;
  rules: Sourced<Rule>[];
  timing: TimingChanges;
  repair: RepairChanges;
  understanding: UnderstandingChanges;
  signals: Draft['signals'];
  mustBeHeard: Draft['mustBeHeard'];
  /** Findings of files that every definition over this layer needs. */
  findings: Finding[];
  /** Findings of flow files, by the flow that the file is named after. */
  flowFindings: Map<string, Finding[]>;
}

export function readLayer(folder: FolderFiles): Layer {
  const findings: Finding[] = [...folder.findings];
  const read = <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const file = folder.files.get(name);
    if (!file) return undefined;
    const yaml = readYaml(file);
    const empty = yaml.file.value === null && name !== 'business.yaml';
    if (empty && yaml.findings.length === 0) return undefined;
    const parsed = parseAs(yaml, schema);
    findings.push(...parsed.findings);
    return parsed.value === undefined ? undefined : { value: parsed.value, file: yaml.file };
  };
  const business = read('business.yaml', businessSchema);
  const repair = read('repair.yaml', repairChangesSchema);
  const words = read('words.yaml', wordsSchema);
  return {
    id: folder.id,
    ...(business && {
      business: { value: { ...business.value, id: folder.id }, file: business.file, path: [] },
    }),
    questions: sourcedItems(read('questions.yaml', questionsSchema)),
    words: sourcedEntries(words, []),
    rules: sourcedItems(read('rules.yaml', rulesSchema)),
    timing: read('timing.yaml', timingChangesSchema)?.value ?? {},
    repair: repair?.value ?? {},
    understanding: read('understanding.yaml', understandingChangesSchema)?.value ?? {},
    signals: sourcedEntries(repair && { value: repair.value.signals ?? {}, file: repair.file }, [
      'signals',
    ]),
    mustBeHeard: (repair?.value['must-be-heard'] ?? []).map((value, index) => ({
      value,
      file: (repair as ReadFile<RepairChanges>).file,
      path: ['must-be-heard', index],
    })),
    ...readFlows(folder),
    findings,
  };
}

function readFlows(folder: FolderFiles): Pick<Layer, 'flows' | 'flowFindings'> {
  const flows = new Map<string, Sourced<Flow>>();
  const flowFindings = new Map<string, Finding[]>();
  for (const [name, file] of folder.files) {
    if (!name.startsWith('flows/')) continue;
    const id = name.slice('flows/'.length, -'.yaml'.length);
    const yaml = readYaml(file);
    const parsed = parseAs(yaml, flowSchema);
    const found = [...parsed.findings];
    const flow = parsed.value && { value: parsed.value, file: yaml.file, path: [] };
    if (flow && flow.value.flow !== id) {
      const what = `the flow is called "${flow.value.flow}", its file "${id}.yaml"`;
      found.push(findingAt(flow, ['flow'], what, 'give both the same name'));
    }
    if (found.length > 0) flowFindings.set(id, found);
    else if (flow) flows.set(id, flow);
  }
  return { flows, flowFindings };
}

/** Lays a business over the defaults: its entries replace theirs one by one, its rules go first. */
export function draftOf(layer: Layer, defaults: Layer): Draft {
  const findings = [
    ...defaults.findings,
    ...layer.findings,
    ...[...layer.flowFindings.values()].flat(),
  ];
  const flowsAvailable = new Map([...defaults.flows, ...layer.flows]);
  const ownQuestions = new Set(layer.questions.map(({ value }) => value.id));
  const draft: Draft = {
    id: layer.id,
    flows: new Map(),
    flowsAvailable,
    questions: [
      ...layer.questions,
      ...defaults.questions.filter(({ value }) => !ownQuestions.has(value.id)),
    ],
    words: new Map([...defaults.words, ...layer.words]),
    wordsOfDefaults: [...defaults.words.keys()],
    rules: [...layer.rules, ...defaults.rules],
    signals: new Map([...defaults.signals, ...layer.signals]),
    mustBeHeard: [...defaults.mustBeHeard, ...layer.mustBeHeard],
    findings,
  };
  const timing = timingSchema.safeParse({ ...defaults.timing, ...layer.timing });
  if (timing.success) draft.timing = timing.data;
  const signals = { ...defaults.repair.signals, ...layer.repair.signals };
  const repair = repairSchema.safeParse({ ...defaults.repair, ...layer.repair, signals });
  if (repair.success) draft.repair = repair.data;
  const understanding = understandingSchema.safeParse(
    withChanges(defaults.understanding, layer.understanding),
  );
  if (understanding.success) draft.understanding = understanding.data;
  if (layer.business) listFlows(draft, layer.business, layer, defaults);
  return draft;
}

/** The flows that business.yaml lists, and behind them those that they call. */
function listFlows(draft: Draft, business: Sourced<Business>, layer: Layer, defaults: Layer): void {
  draft.business = business;
  const take = (id: string): boolean => {
    const flow = draft.flowsAvailable.get(id);
    // The business's own file stands for the flow even while it is broken.
    const broken = layer.flowFindings.get(id) ?? (flow ? undefined : defaults.flowFindings.get(id));
    if (broken) draft.findings.push(...broken);
    else if (flow) draft.flows.set(id, flow);
    return broken !== undefined || flow !== undefined;
  };
  for (const [index, id] of business.value.flows.entries()) {
    if (take(id)) continue;
    const fix = useKnown(id, [...draft.flowsAvailable.keys()], 'add its file under flows/');
    draft.findings.push(findingAt(business, ['flows', index], `there is no flow "${id}"`, fix));
  }
  // A map may grow while it is walked: called flows come after those that call them.
  for (const { value } of draft.flows.values()) {
    for (const step of Object.values(value.steps)) {
      if ('call' in step && !draft.flows.has(step.call)) take(step.call);
    }
  }
}

/** What the defaults must hold because a business need not say it. */
export function missingFromDefaults(defaults: Layer, folder: string): Finding[] {
  if (defaults.findings.length > 0) return [];
  const parts = [
    { name: 'timing.yaml', schema: timingSchema, value: defaults.timing },
    { name: 'repair.yaml', schema: repairSchema, value: defaults.repair },
    { name: 'understanding.yaml', schema: understandingSchema, value: defaults.understanding },
  ];
  return parts.flatMap(({ name, schema, value }) => {
    const result = schema.safeParse(value);
    if (result.success) return [];
    const missing = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
    const what = `the defaults do not say ${missing}`;
    return [{ file: `${folder}/${name}`, line: 1, what, fix: 'add each of them' }];
  });
}

interface ReadFile<Value> {
  value: Value;
  file: YamlFile;
}

function sourcedItems<Item>(read: ReadFile<Item[]> | undefined): Sourced<Item>[] {
  return (read?.value ?? []).map((value, index) => ({
    value,
    file: (read as ReadFile<Item[]>).file,
    path: [index],
  }));
}

function sourcedEntries<Value>(
  read: ReadFile<Record<string, Value>> | undefined,
  above: PropertyKey[],
): Map<string, Sourced<Value>> {
  if (!read) return new Map();
  return new Map(
    Object.entries(read.value).map(([key, value]) => [
      key,
      { value, file: read.file, path: [...above, key] },
    ]),
  );
}
