/** The call has been accepted; its audio is not there yet. Nothing is said into the void. */
import type { ChartState } from '../chart-types.ts';

/** A stream that has not opened by then never will: the carrier gives up on a webhook after 15 s. */
const lineOpensWithinMs = 20_000;

export const arriving: ChartState = {
  id: 'arriving',
  description: 'Waits for the line to open.',
  meta: { busy: true },
  on: {
    'line.opened': [
      { guard: { type: 'startedAs', params: { mode: 'failing' } }, target: '#failing' },
      { target: '#greeting' },
    ],
  },
  after: { [lineOpensWithinMs]: [{ target: '#ended', description: 'the line never opened' }] },
};
