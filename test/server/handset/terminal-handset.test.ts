/** The terminal's telephone does with our server what Twilio does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apology, type PracticePhone, startPracticePhone, tone } from '../phone/practice-phone.ts';
import { callByHandset } from './handset-call.ts';

let phone: PracticePhone;
beforeEach(async () => {
  phone = await startPracticePhone();
  phone.desk.greetingMs = 300;
});
afterEach(() => phone.close());

describe('the terminal handset', () => {
  it('hears the greeting to its end and hangs up', async () => {
    const call = await callByHandset(phone.url);
    expect(call.ended).toEqual({ endedBy: 'caller', verbs: ['Connect'] });
    expect(call.spokenMs).toBe(300);
    expect(call.violations).toEqual([]);
    expect(phone.desk.log).toEqual([
      'started greeting',
      'heard greeting',
      'quiet',
      'hung up',
      'ended',
    ]);
    expect(phone.desk.arrived[0]?.vouched).toBe(true);
  });

  it('talks over the agent, who falls silent and answers', async () => {
    phone.desk.greetingMs = 5_000;
    await callByHandset(phone.url, {
      talk(leg, handset) {
        leg.speak(tone(400));
        leg.press('4');
        const { log } = phone.desk;
        log.push = (...lines: string[]) => {
          if (lines.includes('heard answer')) handset.hangUp();
          return Array.prototype.push.apply(log, lines);
        };
      },
    });
    const { log } = phone.desk;
    expect(log).toContain('key 4');
    expect(log).toContain('cut greeting');
    expect(log).not.toContain('heard greeting');
    expect(log).toContain('heard answer');
  });

  it('is put through, and reports how the person answered', async () => {
    phone.desk.after = () => ({ next: 'dial', number: '+15005550009', ringMs: 20_000 });
    phone.desk.afterDial = () => ({ next: 'apologise' });
    phone.desk.closesWhenQuiet = true;
    const call = await callByHandset(phone.url, { desk: 'busy', talk: () => undefined });
    expect(call.dialled).toEqual(['+15005550009']);
    expect(phone.desk.log).toContain('dial busy');
    expect(call.said).toEqual([apology]);
    expect(call.ended).toEqual({ endedBy: 'server', verbs: ['Connect', 'Dial', 'Say', 'Hangup'] });
  });

  it('comes back to a new stream when nobody answered', async () => {
    let legs = 0;
    phone.desk.closesWhenQuiet = true;
    phone.desk.after = () => ({ next: 'dial', number: '+15005550009', ringMs: 20_000 });
    phone.desk.afterDial = () => {
      phone.desk.medias.clear();
      return { next: 'stream' };
    };
    const call = await callByHandset(phone.url, {
      desk: 'no-answer',
      talk(_leg, handset) {
        legs += 1;
        if (legs === 2) handset.hangUp();
      },
    });
    expect(call.ended.verbs).toEqual(['Connect', 'Dial', 'Connect']);
    expect(call.ended.endedBy).toBe('caller');
  });

  it('is turned away when the desk rejects the call', async () => {
    phone.desk.arrival = async () => 'reject';
    const call = await callByHandset(phone.url);
    expect(call.ended).toEqual({ endedBy: 'rejected', verbs: ['Reject'] });
  });

  it('does not follow TwiML in a circle for ever', async () => {
    phone.desk.after = () => ({ next: 'stream' });
    phone.desk.bugAt = 'connect';
    await expect(callByHandset(phone.url)).rejects.toThrow('circle');
  });
});
