/** What a generated call was made for, as people say it: the page and JUnit name it alike. */
import type { RunDocument } from './run-document.ts';

type Edge = RunDocument['edges'][number];

/** What callers do; what follows the event's name, such as which value, is put after it. */
const deeds: Record<string, string> = {
  'caller.affirmed': 'says yes',
  'caller.alarmed': 'raises an alarm',
  'caller.asked': 'asks a question',
  'caller.asked-if-robot': 'asks whether it is a robot',
  'caller.asked-repeat': 'asks to hear it again',
  'caller.asked-slower': 'asks for it slower',
  'caller.asked-wait': 'asks the line to wait',
  'caller.cancelled': 'breaks it off',
  'caller.chose': 'chooses',
  'caller.corrected': 'corrects',
  'caller.denied': 'says no',
  'caller.gave': 'gives',
  'caller.greeted': 'says hello',
  'caller.hung-up': 'hangs up',
  'caller.said-goodbye': 'says goodbye',
  'caller.spoke-language': 'speaks another language',
  'caller.thanked': 'says thank you',
  'caller.wanted': 'wants',
  'caller.wanted-person': 'wants a person',
  'caller.was-out-of-scope': 'says what is none of the line’s business',
  'caller.was-silent': 'is silent',
  'caller.was-unclear': 'is not understood',
};
const happenings: Record<string, string> = {
  '': 'at once',
  'agent.was-heard': 'the line’s sentence was heard',
  'call-max': 'the call gets as long as it may',
  'line.broke': 'the line breaks',
  'line.opened': 'the line opens',
};
/** Where in the talk it happens, as moves say it behind the event. */
const whiles = { ' while waiting': 'while an answer is waited for', ' early': 'talking over it' };

export function purposeWords(target: string, { edges }: Pick<RunDocument, 'edges'>): string {
  const space = target.indexOf(' ');
  const [kind, name] = [target.slice(0, space), target.slice(space + 1)];
  const edge = (id: string) => edges.find((each) => each.id === id);
  switch (kind) {
    case 'states':
      return `it comes to ${placeWords(name)}`;
    case 'outcomes':
      return `it ends as ${name.replaceAll('-', ' ')}`;
    case 'cells': {
      const [place = '', move = ''] = name.split(' × ');
      return `${placeWords(place)}: ${moveWords(move)}`;
    }
    case 'guards': {
      const [, id = '', holds] = /^(.*) (true|false)$/.exec(name) ?? [];
      return edgeWords(edge(id), holds === 'true') ?? target;
    }
    case 'transitions':
      return edgeWords(edge(name), true) ?? target;
    case 'pairs': {
      const [first, second] = name.split(' > ').map((id) => edgeWords(edge(id), true));
      return first && second ? `${first}; then ${second}` : target;
    }
    default:
      return target;
  }
}

function edgeWords(edge: Edge | undefined, taken: boolean): string | undefined {
  if (edge === undefined) return undefined;
  const then = edge.description ?? (edge.targets.map(placeWords).join(', ') || 'it stays');
  const comes = taken ? 'comes to' : 'does not come to';
  const when = `${placeWords(edge.path)}: ${eventWords(edge.event)}`;
  return `${when}, and it ${comes} “${then.replaceAll('-', ' ')}”`;
}

/** A flow is a place by its own name. */
function placeWords(path: string): string {
  if (path === '') return 'anywhere';
  return path
    .replace(/^serving\./, '')
    .replaceAll('-', ' ')
    .replaceAll('.', ' › ');
}

function eventWords(event: string): string {
  if (event.startsWith('xstate.done.actor.')) return 'the answer comes';
  if (event.startsWith('xstate.error.actor.')) return 'no answer comes';
  const [, delay] = /^xstate\.after\.([\w-]+)/.exec(event) ?? [];
  return delay === undefined ? moveWords(event) : passing(delay);
}

function moveWords(key: string): string {
  for (const [ending, words] of Object.entries(whiles)) {
    if (key.endsWith(ending)) return `${moveWords(key.slice(0, -ending.length))}, ${words}`;
  }
  if (key in happenings) return happenings[key] ?? key;
  const [event = '', ...rest] = key.split(' ');
  const more = rest.join(' ').replaceAll('-', ' ').replaceAll('+', ' and ');
  if (event === 'deadline') return passing(more);
  const deed = deeds[event];
  if (deed === undefined) return `${event.replaceAll(/[-.]/g, ' ')} answers: ${more}`;
  if (event === 'caller.was-silent') return `the caller is silent${more && `, time ${more}`}`;
  const plain = ['caller.gave', 'caller.corrected', 'caller.wanted', 'caller.chose'];
  const colon = more === '' ? '' : plain.includes(event) ? ' ' : ': ';
  return `the caller ${deed}${colon}${more}`;
}

function passing(delay: string): string {
  const ms = Number(delay);
  return Number.isFinite(ms)
    ? `${ms / 1_000} s pass`
    : `the time for ${delay.replaceAll('-', ' ')} passes`;
}
