/** The names that the schemas cannot know: of sentences, steps, slots, services, people, flows. Pure. */
import { parseDocument } from 'yaml';
import type { DeskFile } from './flows-types.ts';

/** Under which key a name may stand → the names. */
export type KnownNames = Record<string, string[]>;

export function knownNames(
  path: string,
  files: DeskFile[],
  textOf: (path: string) => string = () => '',
): KnownNames {
  const business = files.find(({ own }) => own)?.path.split('/')[0] ?? '';
  const read = (at: string): unknown => valueIn(textOf(at));
  const facts = read(`${business}/business.yaml`) as Record<string, unknown> | null;
  const here = read(path) as Record<string, unknown> | null;
  const words = [...keysOf(read(`${business}/words.yaml`)), ...keysOf(read('defaults/words.yaml'))];
  const flows = files.flatMap((file) => /\/flows\/(.+)\.yaml$/.exec(file.path)?.[1] ?? []);
  const steps = keysOf(here?.steps);
  const slots = keysOf(here?.slots);
  const roles = idsOf(facts?.staff, 'role');
  const known: KnownNames = {
    say: words,
    sentence: words,
    confirm: words,
    'slot.ask': words,
    'last-name': words,
    'step.ask': slots,
    forget: slots,
    'starts-with': slots,
    call: flows,
    flows,
    by: roles,
    role: roles,
    rooms: idsOf(facts?.rooms, 'kind'),
    location: idsOf(facts?.locations, 'id'),
    locations: idsOf(facts?.locations, 'id'),
    at: idsOf(facts?.locations, 'id'),
    service: idsOf(facts?.services, 'id'),
    topic: ['booking', 'reschedule', 'cancel', 'transfer'],
    check: ['booking', 'reschedule', 'cancel', 'transfer'],
  };
  const leads = [
    'first',
    'then',
    'allow',
    'refuse',
    'chosen',
    'none-fits',
    'yes',
    'no',
    'if-leaving',
  ];
  for (const key of leads) known[key] = steps;
  known['hand-over'] = steps;
  known['confirm-first'] = steps;
  known.outcomes = steps;
  return Object.fromEntries(
    Object.entries(known).map(([key, names]) => [key, [...new Set(names)].sort()]),
  );
}

function valueIn(text: string): unknown {
  const document = parseDocument(text, { stringKeys: true });
  return document.errors.length > 0 && document.contents === null ? null : document.toJS();
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : [];
}

function idsOf(list: unknown, key: string): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const value = (item as Record<string, unknown> | null)?.[key];
    return typeof value === 'string' ? [value] : [];
  });
}
