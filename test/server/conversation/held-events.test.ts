import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../machines/events.ts';
import { createHeldEvents } from '../../../server/conversation/held-events.ts';

const gave: CallEvent = { type: 'caller.gave', values: { staff: 'rosa' }, unsure: {} };
const chose: CallEvent = { type: 'caller.chose', choice: '1' };

/** A chart that looks something up when it is given a value, and comes back with other choices. */
function chartWithChoices() {
  const taken: CallEvent[] = [];
  let state = 'which';
  const held = createHeldEvents({
    send(event) {
      taken.push(event);
      if (event.type === 'caller.gave') state = 'looking';
      return true;
    },
    state: () => state,
    busy: () => state === 'looking',
  });
  return {
    taken,
    held,
    comesBack() {
      state = 'which';
      held.drain();
    },
  };
}

describe('A sentence that holds a value and a choice', () => {
  it('does not choose among what the value brought, which nobody has heard yet', () => {
    const { held, taken, comesBack } = chartWithChoices();
    held.send([gave, chose], 'which');
    comesBack();
    expect(taken).toEqual([gave]);
  });

  it('chooses when nothing led away from the question', () => {
    const { held, taken } = chartWithChoices();
    held.send([chose], 'which');
    expect(taken).toEqual([chose]);
  });
});
