/** The flows that ship switched off, in a business that switches them on. */
import { describe, expect, it } from 'vitest';
import { editedPolicies, replacing } from '../../support/edited-policies.ts';
import { endings, talk, useHouses } from './houses.ts';

const houses = useHouses();
const definitions = editedPolicies({
  'bright-smile/business.yaml': replacing('message, human]', 'message, human, waiting-list, lead]'),
});

async function dial() {
  const house = await houses.open({ definitions });
  return house.dial({ from: houses.newNumber() });
}

describe('A caller for whom no time fits', () => {
  it('goes on the waiting list, and is told that nothing is booked', async () => {
    const call = await dial();
    const answers = await talk(
      call,
      'put me on the waiting list for a cleaning',
      'Tuesday morning',
      'Ann Lee',
      'yes',
    );
    expect(answers[0]).toBe('Which days and times would suit you?');
    expect(answers[2]).toMatch(/^I'd put Ann Lee on the waiting list for a cleaning, Tuesday/);
    expect(answers[3]).toMatch(/until then nothing is booked/);
    await call.hangsUp();
    expect(endings(call)).toEqual(['message-taken']);
    expect(await houses.messages(call.callId)).toMatchObject([
      { text: expect.stringContaining('service: cleaning'), name: 'Ann Lee' },
    ]);
  });

  it('and says no at the end is not noted', async () => {
    const call = await dial();
    await talk(call, 'call me if somebody cancels for a cleaning on Tuesday', 'Ann Lee');
    expect(await call.says('no')).toMatch(/^All right, I haven't noted anything\./);
    await call.hangsUp();
    expect(await houses.messages(call.callId)).toEqual([]);
  });
});

describe('A caller who may become a customer', () => {
  const asked = ["I'd like a quote", 'whitening for our whole team'];

  it('and wants much is put through, with their points for whoever answers', async () => {
    const call = await dial();
    const answers = await talk(call, ...asked, 'twenty five thousand dollars', 'twelve', 'yes');
    expect(answers.at(-1)).toMatch(/^Thank you, that is something for one of my colleagues\./);
    const rung = call
      .entries()
      .flatMap((entry) => (entry.kind === 'effect-asked' ? [entry.request] : []))
      .find(({ effect }) => effect === 'transfer');
    expect(rung?.input).toMatchObject({ brief: expect.stringContaining('score: 9') });
    await call.hangsUp();
  });

  it('and wants something is called back, with their points in the message', async () => {
    const call = await dial();
    const answers = await talk(call, ...asked, 'six thousand', 'twelve', 'no', 'Ann Lee', 'yes');
    expect(answers[5]).toMatch(/^A colleague would call Ann Lee at .* Does that suit you\?$/);
    await call.hangsUp();
    expect(await houses.messages(call.callId)).toMatchObject([
      { text: expect.stringMatching(/budget: 6000\. people: 12\. decides: false\. score: 4$/) },
    ]);
  });

  it('and wants little is not kept waiting for a call', async () => {
    const call = await dial();
    const answers = await talk(call, ...asked, 'two hundred dollars', 'just me', 'no');
    expect(answers.at(-1)).toContain('you need no offer from us');
    await call.hangsUp();
    expect(await houses.messages(call.callId)).toEqual([]);
  });
});
