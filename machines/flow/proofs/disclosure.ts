/** Proof that a caller is told that an AI answers before they are asked anything. */
import type { Action } from '../../call/chart-types.ts';
import { explore, type Proved, type Watch } from './explore.ts';
import type { SpotGraph } from './spot-graph.ts';

/** The one sentence that cannot be interrupted is the disclosure. */
export function isDisclosure(action: Action): boolean {
  return action.type === 'say' && action.params.interruptible === false;
}

function asks(action: Action): boolean {
  if (action.type === 'say') return action.params.role === 'question';
  return action.type === 'sayAnswer' && action.params?.role === 'question';
}

/**
 * A chart that is started a second time in one call, after a bug of ours, has disclosed before: it
 * begins with an apology instead.
 */
export function disclosureComesFirst(graph: SpotGraph): Proved {
  const watch: Watch<boolean> = {
    start: false,
    see(before, { actions, edge }) {
      let told =
        before || (edge.guard?.type === 'startedAs' && edge.guard.params.mode === 'failing');
      for (const action of actions) {
        if (isDisclosure(action)) told = true;
        else if (asks(action) && !told) {
          return {
            memory: told,
            broken: 'the caller is asked before they know that an AI answers',
          };
        }
      }
      return { memory: told };
    },
  };
  return explore(graph, watch);
}
