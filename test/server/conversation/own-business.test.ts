import { describe, expect, it } from 'vitest';
import { talk, useHouses } from './houses.ts';

const houses = useHouses();
const shoes = '+13125550110';

describe('A caller of two businesses', () => {
  it('is a stranger to the second: no name, no booking, no cut-off call of the first', async () => {
    const from = houses.newNumber();
    const clinic = await houses.dial({ from });
    await talk(clinic, 'a cleaning on Tuesday at 9', 'Ann Lee', 'yes', 'book an exam');
    await clinic.hangsUp();
    const store = await houses.dial({ from, to: shoes });
    expect(store.greeting).toBe(
      "Thanks for calling Stride Shoes. I'm the AI assistant here. How can I help you?",
    );
    const answers = await talk(
      store,
      'can you hold a pair of shoes for me',
      'the blue Pegasus',
      'size ten',
    );
    expect(answers.at(-1)).toContain('your first and last name?');
    await store.hangsUp();
    const said = JSON.stringify(store.entries());
    expect(said).not.toContain('Ann');
    expect(said).not.toContain('bright-smile');
    expect(said).not.toContain('Rosa');
  });

  it('leaves each business its own rows', async () => {
    const from = houses.newNumber();
    const clinic = await houses.dial({ from });
    const store = await houses.dial({ from, to: shoes });
    await talk(store, 'take a message', 'please check the blue ones', 'Bea Fox');
    await talk(clinic, 'take a message', 'please call about the crown', 'Bea Fox');
    expect(await houses.messages(clinic.callId)).toMatchObject([
      { business: 'bright-smile', text: 'please call about the crown', phone: from },
    ]);
    expect(await houses.messages(store.callId)).toMatchObject([
      { business: 'stride-shoes', phone: from },
    ]);
    await clinic.hangsUp();
    await store.hangsUp();
    const { rows } = await houses.query(
      'select distinct call_id, business_id from journal where call_id = any($1) order by 2',
      [[clinic.callId, store.callId]],
    );
    expect(rows).toEqual([
      { call_id: clinic.callId, business_id: 'bright-smile' },
      { call_id: store.callId, business_id: 'stride-shoes' },
    ]);
  });
});
