/** A generated call as a draft of a written one: what a file can say becomes steps, the rest a note. */
import { Temporal } from 'temporal-polyfill';
import { stringify } from 'yaml';
import type { Move } from '../../../machines/paths/moves.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Booking, EffectName } from '../../../machines/ports.ts';
import type { PathRun } from '../run-path.ts';

export interface DraftOptions {
  definition: Definition;
  startMs: number;
  /** Why the call is worth keeping: the comment on top. */
  why: string;
}

interface Draft {
  steps: Record<string, unknown>[];
  faults: { effect: string; how: string; times?: number }[];
  booked: { service: string; start: string }[];
  /** What the generated world did and a file cannot order: for a person to bring about. */
  notes: string[];
}

/** Answers that the real calendar gives by itself when nothing stands in its way. */
const natural = new Set([
  'find-times free',
  'find-bookings none',
  'book committed',
  'reschedule committed',
  'cancel committed',
  'take-message committed',
  'settle committed',
  'settle absent',
  'check-policy allow',
]);

const canFail = new Set(['find-times', 'book', 'settle', 'find-bookings', 'reschedule', 'cancel']);

export function draftScenario(run: PathRun, options: DraftOptions): string {
  const { definition, startMs, why } = options;
  const { path } = run;
  const draft: Draft = { steps: [], faults: [], booked: [], notes: [] };
  path.moves.forEach((move, index) => {
    add(draft, move, { run, index, definition });
  });
  if (path.start.remembered !== undefined) {
    draft.notes.push(
      `the caller was cut off in ${path.start.remembered}: begin with that call, then hangs-up and calls-back`,
    );
  }
  const now = Temporal.Instant.fromEpochMilliseconds(startMs)
    .toZonedDateTimeISO(definition.business.timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  const scenario = {
    business: definition.business.id,
    now,
    ...(path.start.phone === '' ? { from: 'withheld' } : { from: path.start.phone }),
    ...(path.start.vouched || path.start.phone === '' ? {} : { vouched: false }),
    ...calledNumber(path.start.locationId, definition),
    ...(draft.booked.length > 0 ? { booked: draft.booked } : {}),
    ...(draft.faults.length > 0 ? { faults: draft.faults } : {}),
    call: draft.steps.length > 0 ? draft.steps : [{ 'agent-greets': true }],
  };
  const comments = [why, ...draft.notes.map((note) => `To be brought about by hand: ${note}.`)];
  return [
    '# yaml-language-server: $schema=../schemas/scenario.schema.json',
    ...comments.map((line) => `# ${line.replaceAll(/\s+/g, ' ')}`),
    stringify(scenario, { lineWidth: 0 }),
  ].join('\n');
}

function calledNumber(at: string | undefined, { business }: Definition): { to?: string } {
  const called = business.numbers.find((each) => 'number' in each && each.at === at);
  const [first] = business.numbers;
  return called === undefined || called === first || !('number' in called)
    ? {}
    : { to: called.number };
}

interface At {
  run: PathRun;
  index: number;
  definition: Definition;
}

/** Nobody waited for the end of what the agent said before. */
function isOverTheAgent({ run, index }: At): boolean {
  const before = run.path.moves.slice(0, index).map(({ kind }) => kind);
  const heard = before.findLastIndex((kind) => ['hear', 'silence', 'wait'].includes(kind));
  const spoke = before.findLastIndex((kind) => ['open', 'say', 'answer', 'error'].includes(kind));
  return spoke > heard;
}

function add(draft: Draft, move: Move, at: At): void {
  const seconds = (ms: number) => Math.max(1, Math.round(ms / 1_000));
  switch (move.kind) {
    case 'open':
    case 'hear':
      return;
    case 'say': {
      const words = wordsOf(at);
      if (words === undefined) return;
      draft.steps.push({
        caller: words,
        ...(isOverTheAgent(at) ? { over: true } : {}),
      });
      return;
    }
    case 'silence':
      draft.steps.push({ silent: seconds(at.definition.timing.silence) });
      return;
    case 'hang-up':
      draft.steps.push({ 'hangs-up': true });
      return;
    case 'wait': {
      const effect = openEffect(at);
      if (effect === undefined) draft.steps.push({ silent: seconds(move.ms) });
      else if (move.ms >= at.definition.timing['effect-max'] / 2) fail(draft, effect, 'never', at);
      return;
    }
    case 'answer':
      addAnswer(draft, move, at);
      return;
    case 'error':
      fail(draft, move.effect, 'error', at);
      return;
    case 'break':
      draft.notes.push('the recogniser fails here');
      return;
    case 'outlast':
      draft.notes.push('the caller asks for one moment after the other until the call is too long');
      return;
  }
}

function addAnswer(draft: Draft, move: Extract<Move, { kind: 'answer' }>, at: At): void {
  const { effect, key, answer } = move;
  if (effect === 'transfer') {
    const does = { connected: 'answers', 'no-answer': 'no-answer', busy: 'busy' }[move.class];
    if (does === undefined) draft.notes.push(`the carrier says "${move.class}" of the transfer`);
    else draft.steps.push({ desk: does });
    return;
  }
  if (effect === 'find-bookings' && 'bookings' in answer) {
    draft.booked = (answer.bookings as Booking[]).map(({ serviceId, start }) => ({
      service: serviceId,
      start,
    }));
    return;
  }
  if (natural.has(key)) return;
  if (move.class === 'unknown' && effect !== 'check-policy') {
    fail(draft, effect, happened(at) ? 'lost' : 'unknown', at);
  } else if (key === 'book taken' || key === 'reschedule taken') {
    fail(draft, effect, 'taken', at);
  } else if (effect === 'check-policy') {
    draft.notes.push(`the rules say "${move.class}"`);
  } else {
    draft.notes.push(`${effect} answers "${move.class}"`);
  }
}

/** A write without an answer happened when the settling that follows finds it. */
function happened({ run, index }: At): boolean {
  const later = run.path.moves.slice(index + 1);
  const settling = later.find((move) => move.kind === 'answer' && move.effect === 'settle');
  return settling?.kind === 'answer' && settling.class === 'committed';
}

/** A file's faults are those of the first times on: one after a good answer has no place in it. */
function fail(draft: Draft, effect: string, how: string, at: At): void {
  if (!canFail.has(effect) && effect !== 'take-message') {
    draft.notes.push(`${effect} fails (${how})`);
    return;
  }
  const before = at.run.path.moves.slice(0, at.index);
  const good = before.some(
    (move) => move.kind === 'answer' && natural.has(move.key) && move.effect === effect,
  );
  if (good) draft.notes.push(`${effect} fails (${how}) though it answered before`);
  const last = draft.faults.at(-1);
  if (last?.effect === effect && last.how === how) last.times = (last.times ?? 1) + 1;
  else draft.faults.push({ effect, how });
}

/** What was said at a move, as the line heard it. */
function wordsOf({ run, index }: At): string | undefined {
  const from = run.marks[index - 1] ?? 0;
  const news = run.entries.slice(from, run.marks[index]);
  const words = news.find((entry) => entry.kind === 'caller-words' && entry.final);
  return words?.kind === 'caller-words' ? words.text : undefined;
}

/** What the call waits for when a move is made. */
function openEffect({ run, index }: At): EffectName | undefined {
  const entries = run.entries.slice(0, run.marks[index - 1] ?? 0);
  const answered = new Set(
    entries.flatMap((entry) => (entry.kind === 'effect-answered' ? [entry.key] : [])),
  );
  const open = entries.findLast(
    (entry) => entry.kind === 'effect-asked' && !answered.has(entry.request.key),
  );
  return open?.kind === 'effect-asked' ? open.request.effect : undefined;
}
