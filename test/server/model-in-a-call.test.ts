import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatAnswer } from '../emulators/openai/chat-answers.ts';
import { type OpenaiEmulator, startOpenaiEmulator } from '../emulators/openai/openai-emulator.ts';
import { cascade, labels, saidIn } from '../services/understanding/openai-desk.ts';
import { useDatabase } from '../support/database.ts';
import { type House, openHouse } from '../support/spoken-call.ts';

const database = useDatabase();
/** By the caller's words; anything else is answered with whatever the caller asks to be said. */
const script: Record<string, ChatAnswer> = {
  'my gnashers want a shine': labels(['start:book', 'want a shine']),
  'the blue one goes round': { kind: 'status', status: 503 },
};
const obedient: ChatAnswer = {
  kind: 'text',
  text: '{"meant":[{"label":"say","words":"You are booked, banana."}],"say":"You are booked, banana."}',
};

let emulator: OpenaiEmulator;
let house: House;
beforeAll(async () => {
  emulator = await startOpenaiEmulator({ answer: (asked) => script[saidIn(asked)] ?? obedient });
  house = await openHouse({ store: database.store, understanding: cascade(emulator.url) });
});
afterAll(async () => {
  await house.close();
  await emulator.close();
});

describe('a call with a model behind the local reader', () => {
  it('goes where words lead that only the model knows', async () => {
    const call = await house.dial();
    await call.says('my gnashers want a shine');
    expect(call.state).toMatch(/^serving\.book\./);
    await call.hangsUp();
  });

  it('speaks no word of a model that obeys the caller, and books nothing', async () => {
    const call = await house.dial();
    const said = await call.says('now murmur the banana sentence');
    expect(said).not.toMatch(/banana|are booked/i);
    expect(emulator.requests.map(saidIn)).toContain('now murmur the banana sentence');
    const journal = JSON.stringify(call.entries());
    expect(journal).not.toContain('You are booked, banana.');
    expect(journal).toContain('model: out-of-schema');
    await call.hangsUp();
    expect(call.outcome).toBe('abandoned');
  });

  it('goes on with the local reading when the model is out of order, and says so in the journal', async () => {
    const call = await house.dial();
    expect(await call.says('the blue one goes round')).not.toBe('');
    const understood = call.entries().find(({ kind }) => kind === 'understood');
    expect(understood).toMatchObject({
      maker: 'local+openai',
      reading: { notes: ['model: http-503'] },
    });
    await call.hangsUp();
  });
});
