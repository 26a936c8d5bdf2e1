/**
 * A generated call walked on paper: the chart's own pure steps, with the journal that a real call
 * would have written. Thousands a second, so that every mutant of a chart can be judged by the rules.
 */
import type { AnyStateMachine } from 'xstate';
import type { CallEvent } from '../../../machines/events.ts';
import type { Move, Start } from '../../../machines/paths/moves.ts';
import { type PureChart, type PureStep, pureChart } from '../../../machines/paths/pure-step.ts';
import {
  type Moment,
  type Surroundings,
  surroundings,
} from '../../../machines/paths/surroundings.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { EffectAnswer, EffectRequest } from '../../../machines/ports.ts';
import type { JournalEntry, JournalFact } from '../../../services/store/journal-entry.ts';
import type { AppointmentRow } from '../oracles/evidence.ts';

export interface PaperCall {
  entries: JournalEntry[];
  rows: AppointmentRow[];
  /** The states and wishes of the call, a line each: two calls that behave alike have the same. */
  trace: string[];
  /** Moves of the script that the world could not make any more. */
  skipped: number;
}

export interface PaperCaller {
  /** Goes on as the script says wherever that is possible, and then leaves. */
  walk(start: Start, keys: readonly string[]): PaperCall;
  /**
   * As far as the script goes, and from there on always the same: the caller is never understood,
   * never says anything, or always agrees while the world fails. True when that comes to an end.
   */
  insist(start: Start, keys: readonly string[], how: Insisting): { call: PaperCall; ends: boolean };
}

export const insisting = ['never understood', 'always silent', 'the world always fails'] as const;
export type Insisting = (typeof insisting)[number];

export interface PaperCallerDeps {
  definition: Definition;
  machine: AnyStateMachine;
  days: { first: string; second: string };
}

/** After a hang-up a write is still waited for, and a message kept. */
const endsWithin = 14;

export function createPaperCaller({ definition, machine, days }: PaperCallerDeps): PaperCaller {
  let page = blankPage(definition);
  // What only might happen is tried out as well, and belongs in no journal.
  let making = false;
  const steps = pureChart(machine);
  const chart: PureChart = {
    begin: (input) => page.read(null, steps.begin(input)),
    step(snapshot, event) {
      if (!making) return steps.step(snapshot, event);
      page.happens(event as PaperEvent);
      return page.read(event as PaperEvent, steps.step(snapshot, event));
    },
  };
  const around: Surroundings = surroundings({ definition, machine, days, chart });

  function begin(start: Start): Moment {
    page = blankPage(definition);
    return around.begin(start);
  }

  function make(moment: Moment, move: Move): Moment {
    page.moves(moment, move);
    making = true;
    const next = around.make(moment, move);
    making = false;
    page.time(next);
    if (next.crash !== null) page.crashed(next.crash);
    return next;
  }

  const over = (moment: Moment) => moment.crash !== null || moment.snapshot.status !== 'active';

  function follow(moment: Moment, keys: readonly string[]): Moment {
    let at = moment;
    for (const key of keys) {
      if (over(at)) break;
      const move = around.moves(at).find((each) => each.key === key);
      if (move === undefined) page.skips();
      else at = make(at, move);
    }
    return at;
  }

  function finish(moment: Moment): PaperCall {
    let at = moment;
    for (let left = endsWithin; left > 0 && !over(at); left -= 1) {
      const moves = around.moves(at);
      const move = moves.find(({ kind }) => kind === 'hang-up') ?? moves[0];
      if (move === undefined) break;
      at = make(at, move);
    }
    return page.done();
  }

  return {
    walk: (start, keys) => finish(follow(begin(start), keys)),
    insist(start, keys, how) {
      let at = follow(begin(start), keys);
      for (let round = 0; round < roundsMax && !over(at); round += 1) {
        const move = stubborn(around.moves(at), how, round);
        if (move === undefined) break;
        at = make(at, move);
      }
      return { ends: over(at), call: finish(at) };
    },
  };
}

/** Every question put as often as is allowed, and a message taken: a call that needs more circles. */
const roundsMax = 90;

/** Whoever says yes to everything for ever keeps every line busy; in the end they are silent. */
const agreesMax = 16;

const failing = / (?:unknown|nonsense|error)$/;

function stubborn(moves: readonly Move[], how: Insisting, round: number): Move | undefined {
  const kinds = (...wanted: Move['kind'][]) => moves.find(({ kind }) => wanted.includes(kind));
  const says = (key: string) => moves.find((move) => move.kind === 'say' && move.key === key);
  const answer = kinds('answer');
  const answers = moves.filter(({ kind }) => kind === 'answer' || kind === 'error');
  const fails = answers.find(({ key }) => failing.test(key)) ?? answers.at(-1);
  if (how === 'the world always fails') {
    if (fails?.kind === 'answer' && fails.effect === 'check-policy') return answer;
    const agrees = round < agreesMax ? says('caller.affirmed') : undefined;
    return fails ?? agrees ?? kinds('hear', 'open', 'silence', 'wait');
  }
  if (answer !== undefined) return answer;
  const unclear = how === 'never understood' ? says('caller.was-unclear') : undefined;
  return kinds('hear') ?? unclear ?? kinds('open', 'silence', 'wait');
}

type PaperEvent = { type: string; output?: EffectAnswer; actorId?: string };

/** What the journal of one call gathers. */
function blankPage(definition: Definition) {
  const { business } = definition;
  const call: PaperCall = { entries: [], rows: [], trace: [], skipped: 0 };
  const asked = new Map<string, EffectRequest>();
  let nowMs = 0;
  let playing: string[] = [];
  let utterances = 0;

  function note(fact: JournalFact): void {
    const seq = call.entries.length + 1;
    call.entries.push({ callId: 'call', seq, atMs: nowMs, ...fact });
  }

  function heard(): void {
    for (const utterance of playing) note({ kind: 'heard', utterance, text: '', complete: true });
    playing = [];
  }

  function textOf(sentence: string): string {
    const [text = ''] = [definition.words[sentence] ?? ''].flat();
    return text.replaceAll('{business}', business.spoken ?? business.name);
  }

  function answered({ type, actorId = '', output }: PaperEvent): void {
    const request = asked.get(actorId);
    if (request === undefined) return;
    const { effect, key, input } = request;
    const answer = type.startsWith('xstate.done') && output ? output : { outcome: 'unknown' };
    if (effect === 'check-policy') {
      const { topic } = input as { topic: string };
      const { outcome: verdict, rule } = answer;
      note({ kind: 'verdict', topic, verdict, ...(rule ? { rule } : {}) });
    }
    const { booking } = answer;
    if ((effect === 'book' || effect === 'settle') && answer.outcome === 'committed' && booking) {
      call.rows.push({ ...booking, status: 'booked', key });
    }
    note({ kind: 'effect-answered', key, effect, answer, tookMs: 0 });
  }

  function said(command: Extract<JournalFact, { kind: 'command' }>['command']): void {
    note({ kind: 'command', command });
    if (command.type !== 'say') return;
    utterances += 1;
    const utterance = `u${utterances}`;
    const { sentence } = command;
    note({ kind: 'said', utterance, sentence, text: textOf(sentence), state: '' });
    playing.push(utterance);
  }

  return {
    time({ atMs }: Moment): void {
      nowMs = Math.max(nowMs, atMs);
    },
    moves(moment: Moment, move: Move): void {
      nowMs = Math.max(nowMs, moment.atMs + (move.kind === 'wait' ? move.ms : 0));
      if (move.kind === 'hear' || move.kind === 'say' || move.kind === 'silence') heard();
      if (move.kind === 'say') note({ kind: 'caller-words', text: move.key, final: true });
      if (move.kind === 'hang-up') playing = [];
    },
    /** Before the step: what the chart is given. */
    happens(event: PaperEvent): void {
      if (/^xstate\.(?:done|error)\.actor/.test(event.type)) answered(event);
    },
    read(event: PaperEvent | null, step: PureStep): PureStep {
      const { taken, wishes, snapshot } = step;
      if (event !== null && !event.type.startsWith('xstate.')) {
        note({ kind: 'event', event: event as CallEvent, handled: taken.length > 0 });
      }
      for (const { from, to, edge } of taken) {
        note({ kind: 'transition', from: [from], to: [to], edge: edge.source.id });
        call.trace.push(to);
      }
      for (const wish of wishes) {
        call.trace.push(JSON.stringify(wish, (key, value) => (key === 'id' ? undefined : value)));
        if (wish.type === 'command') said(wish.command);
        if (wish.type !== 'ask') continue;
        asked.set(wish.id, wish.request);
        note({ kind: 'effect-asked', request: wish.request });
      }
      if (snapshot.status === 'done') {
        const { outcome } = snapshot.output as { outcome: never };
        call.trace.push(`ended ${String(outcome)}`);
        note({ kind: 'call-ended', outcome });
      }
      return step;
    },
    crashed(message: string): void {
      note({ kind: 'error', where: 'chart', message });
    },
    skips(): void {
      call.skipped += 1;
    },
    done: () => call,
  };
}
