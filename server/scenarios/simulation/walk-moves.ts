/** The moves of a generated path made on a bare call, up to where something else is to happen. */
import type { Move } from '../../../machines/paths/moves.ts';
import type { GeneratedPath } from '../../../machines/paths/suite.ts';
import type { Definition, Rule } from '../../../machines/policy/definition.ts';
import { settlePromises } from '../../../services/virtual-clock.ts';
import { type Cue, type ForcedWorld, ruleForVerdict } from '../forced-world.ts';
import type { BareCall } from './bare-call.ts';

export interface WalkDeps {
  call: BareCall;
  world: ForcedWorld;
  definition: Definition;
  /** Filled with the rules of the verdicts to come. */
  rules: Rule[][];
  /** Told after each move. */
  after?(): void;
}

const isVerdict = (move: Move | undefined) =>
  move?.kind === 'answer' && move.effect === 'check-policy';

/** A settling later in the path tells whether the write before it happened. */
function cueOf(move: Extract<Move, { kind: 'answer' | 'error' }>, happens: boolean): Cue {
  const { effect } = move;
  return move.kind === 'error'
    ? { effect, class: 'error', answer: { outcome: 'unknown' }, happens }
    : { effect, class: move.class, answer: move.answer, happens };
}

function settledLater({ moves }: GeneratedPath, index: number): boolean {
  const own = moves[index];
  if (own?.kind === 'answer' && own.effect === 'settle') return false;
  const settling = moves
    .slice(index + 1)
    .find((move) => move.kind === 'answer' && move.effect === 'settle');
  return settling?.kind === 'answer' && settling.class === 'committed';
}

/** Makes the first `count` moves; says whether the call went where the path goes. */
export async function walkMoves(path: GeneratedPath, count: number, deps: WalkDeps) {
  const { call, world, definition, rules } = deps;
  let silences = 0;

  async function make(move: Move, happens: boolean): Promise<void> {
    switch (move.kind) {
      case 'open':
        return call.happens({ type: 'line.opened' });
      case 'say':
        silences = 0;
        return call.says(move.event);
      case 'hear':
        return call.hears();
      case 'silence':
        await call.clock.advance(definition.timing.silence);
        silences += 1;
        return call.happens({ type: 'caller.was-silent', nth: silences });
      case 'hang-up':
        return call.happens({ type: 'caller.hung-up' });
      case 'break':
        return call.happens({ type: 'line.broke', why: 'speech' });
      case 'wait':
        if (happens && move.ms >= definition.timing['effect-max'] / 2) await world.happenUnheard();
        return call.clock.advance(move.ms);
      case 'outlast':
        return call.clock.advance(definition.timing['call-max']);
      case 'answer':
        if (move.effect === 'transfer') return call.rung(move.class);
        await world.give(cueOf(move, happens));
        return;
      case 'error':
        await world.give(cueOf(move, happens));
    }
  }

  for (let index = 0; index < count && !call.over; index += 1) {
    const move = path.moves[index];
    if (move === undefined) break;
    // The rules have answered with the move before.
    if (isVerdict(move)) {
      deps.after?.();
      continue;
    }
    rules.length = 0;
    for (let next = index + 1; isVerdict(path.moves[next]); next += 1) {
      rules.push(ruleForVerdict(definition.rules, path.moves[next] as Move));
    }
    await make(move, settledLater(path, index));
    await settlePromises();
    deps.after?.();
  }
  return call.state === (path.leaves[count - 1] ?? call.state);
}
