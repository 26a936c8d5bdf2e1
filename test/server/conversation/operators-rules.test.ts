/** Every topic that operators write rules about, as a caller hears it. */
import { describe, expect, it } from 'vitest';
import {
  adding,
  type Edits,
  editedPolicies,
  replacing,
  shippedText,
} from '../../support/edited-policies.ts';
import { endings, talk, useHouses } from './houses.ts';

const houses = useHouses();

/** The clinic with one more rule, before its own, and the sentence that the rule says. */
function ruled(rule: string, words = '', more: Edits = {}): Edits {
  return {
    'bright-smile/rules.yaml': (text) => `${rule}\n${text}`,
    'bright-smile/words.yaml': adding(words),
    ...more,
  };
}

async function dial(edits: Edits, from = houses.newNumber()) {
  const house = await houses.open({ definitions: editedPolicies(edits) });
  return house.dial({ from });
}

const notice = 'kept: This call is kept in writing.';

describe('A caller from a number that the business does not serve', () => {
  it('is told so after hearing who answers, and the call ends', async () => {
    const rule = `- { id: blocked, topic: caller, when: 'call.from == "+16145550101"', then: refuse, say: blocked }`;
    const edits = ruled(rule, 'blocked: We cannot help you on this line.');
    const call = await dial(edits, '+16145550101');
    expect(call.greeting).toMatch(/AI assistant here\. We cannot help you on this line\..*Goodbye/);
    expect(endings(call)).toEqual(['refused']);
    const other = await dial(edits);
    expect(other.greeting).toMatch(/How can I help you\?$/);
    await other.hangsUp();
  });
});

describe('A caller whose state asks for consent to being kept on record', () => {
  const rule = (then: string) =>
    `- { id: consent, topic: recording, when: 'caller.state in ["CA", "OH"]', then: ${then}, say: kept }`;

  it('is asked before anything else, again when they speak of something else, and then served', async () => {
    const call = await dial(ruled(rule('confirm-first'), notice));
    expect(call.greeting).toMatch(/kept in writing\. Is that all right with you\?$/);
    expect(await call.says('book a cleaning')).toMatch(/Please say yes or no/);
    expect(await call.says('yes')).toBe('How can I help you?');
    expect(await call.says('book a cleaning on Tuesday at 9')).toContain('is free');
    await call.hangsUp();
  });

  it('who does not agree is not kept on the line', async () => {
    const call = await dial(ruled(rule('confirm-first'), notice));
    expect(await call.says('no')).toContain('Goodbye');
    expect(endings(call)).toEqual(['refused']);
  });

  it('where telling is enough is told, and a caller from elsewhere hears nothing of it', async () => {
    const call = await dial(ruled(rule('allow'), notice));
    expect(call.greeting).toMatch(/kept in writing\. How can I help you\?$/);
    await call.hangsUp();
    const texan = await dial(ruled(rule('allow'), notice), '+12145550123');
    expect(texan.greeting).not.toContain('kept in writing');
    await texan.hangsUp();
  });
});

describe('A caller after hours', () => {
  it('hears it first where a rule says so, beside what they must agree to', async () => {
    const rules = [
      `- { id: told, topic: recording, when: 'true', then: allow, say: kept }`,
      `- { id: late, topic: after-hours, when: 'call.weekday == "friday"', then: allow, say: late }`,
    ].join('\n');
    const call = await dial(ruled(rules, `${notice}\nlate: Nobody is in today.`));
    expect(call.greeting).toMatch(/kept in writing\. Nobody is in today\. How can I help/);
    await call.hangsUp();
  });

  it('rings nobody, but for the reasons that a rule names', async () => {
    const rules = [
      `- { id: urgent, topic: transfer, when: 'call.reason == "emergency"', then: allow }`,
      '- { id: never, topic: transfer, when: "true", then: refuse, say: after-hours }',
    ].join('\n');
    const asking = await dial(ruled(rules));
    expect(await asking.says('let me talk to someone')).toContain("I'll take a message");
    await asking.hangsUp();
    const urgent = await dial(ruled(rules));
    expect(await urgent.says('I am bleeding heavily and cannot breathe')).toContain(
      "I'll put you through",
    );
    await urgent.hangsUp();
  });
});

describe('A caller who asks for a price', () => {
  it('hears those that may be quoted, and why another one is not', async () => {
    const rule = `- { id: unquoted, topic: price, when: 'service.id == "whitening"', then: refuse, say: unquoted }`;
    const call = await dial(ruled(rule, 'unquoted: The dentist names that price at the visit.'));
    const [whitening, cleaning] = await talk(
      call,
      'how much is whitening',
      'how much is a cleaning',
    );
    expect(whitening).toMatch(/^The dentist names that price at the visit\./);
    expect(whitening).not.toContain('350');
    expect(cleaning).toContain('129 dollars');
    await call.hangsUp();
    expect(endings(call)).toEqual(['answered']);
  });
});

describe('A caller who books', () => {
  it('hears of a deposit before the time is read back, and is asked for a yes', async () => {
    const rule = `- { id: deposit, topic: booking, when: service.deposit > 0.0, then: confirm-first, say: deposit }`;
    const words = 'deposit: "For {service} we ask for a deposit of {deposit}."';
    const price = '    price: { from: 350, to: 450 }';
    const call = await dial(
      ruled(rule, words, {
        'bright-smile/business.yaml': replacing(price, `${price}\n    deposit: 50`),
      }),
    );
    const [wish, name, yes] = await talk(call, 'book whitening on Tuesday at 9', 'Ann Lee', 'yes');
    expect(wish).toMatch(/^For a whitening treatment we ask for a deposit of 50 dollars\./);
    expect(name).toMatch(/Shall I book it\?$/);
    expect(yes).toMatch(/^You're booked/);
    await call.hangsUp();
  });

  it('once has as many appointments as one caller may have is told so', async () => {
    const rule = `- { id: limit, topic: booking, when: caller.bookings >= 1, then: refuse, say: limit }`;
    const call = await dial(ruled(rule, 'limit: One appointment at a time, please.'));
    const answers = await talk(
      call,
      'a cleaning on Tuesday at 10',
      'Ann Lee',
      'yes',
      'book an exam on Wednesday at 10',
    );
    expect(answers[2]).toMatch(/^You're booked/);
    expect(answers[3]).toMatch(/^One appointment at a time, please\./);
    await call.hangsUp();
  });

  it('and is too young for it is told who has to call', async () => {
    const rule = `- { id: young, topic: booking, when: caller.ageKnown && caller.age < 18, then: refuse, say: young }`;
    const words =
      'young: A parent has to call for that.\nask-birth-date: What is your date of birth?';
    const asking: Edits = {
      'bright-smile/flows/book.yaml': () =>
        shippedText('defaults/flows/book.yaml')
          .replace(
            '  name: {',
            '  birth-date: { kind: birth-date, ask: ask-birth-date }\n  name: {',
          )
          .replace('ask: [service, when, staff]', 'ask: [service, when, staff, birth-date]'),
    };
    for (const [born, answer] of [
      ['June third 2012', /^A parent has to call for that\./],
      ['June third 1980', /is free\. May I have your first and last name\?$/],
    ] as const) {
      const call = await dial(ruled(rule, words, asking));
      expect(await call.says('a whitening on Wednesday at 10')).toBe('What is your date of birth?');
      expect(await call.says(born)).toMatch(answer);
      await call.hangsUp();
    }
  });
});

describe('What must never be promised', () => {
  it('is refused wherever somebody writes it, with its line', () => {
    const never = replacing('flows: [', 'neverSay: [pain free, guarantee]\nflows: [');
    const edits: Edits = {
      'bright-smile/business.yaml': never,
      'bright-smile/words.yaml': adding('goodbye: "Goodbye, and your visit will be Pain-Free!"'),
    };
    expect(() => editedPolicies(edits)).toThrow(
      /words\.yaml:\d+: this says "pain free", which business\.yaml lists under neverSay/,
    );
    expect(() => editedPolicies({ 'bright-smile/business.yaml': never })).not.toThrow();
  });
});
