/** Words that the caller's own device recognised reach their call, and no other. */
import { describe, expect, it } from 'vitest';
import { createRelayedSpeech } from '../../../services/speech/relayed-speech.ts';
import type { HeardWords } from '../../../services/speech/speech.ts';

function collecting() {
  const heard: HeardWords[] = [];
  const listener = { words: (words: HeardWords) => heard.push(words), failed: () => undefined };
  return { heard, listener };
}

const words = (text: string): HeardWords => ({ text, final: true, turnOver: true });

describe('relayed speech', () => {
  it('hands the words of a call to that call only', () => {
    const speech = createRelayedSpeech();
    const [first, second] = [collecting(), collecting()];
    speech.maker.listen('one', first.listener);
    speech.maker.listen('two', second.listener);
    expect(speech.relay('two', words('hello'))).toBe(true);
    expect(first.heard).toEqual([]);
    expect(second.heard).toEqual([words('hello')]);
  });

  it('says so when nobody listens, before the call and after it', () => {
    const speech = createRelayedSpeech();
    expect(speech.relay('one', words('hello'))).toBe(false);
    const { listener } = collecting();
    speech.maker.listen('one', listener).close();
    expect(speech.relay('one', words('hello'))).toBe(false);
  });

  it('keeps a new stream of a call listening when the old one closes late', () => {
    const speech = createRelayedSpeech();
    const [old, fresh] = [collecting(), collecting()];
    const listening = speech.maker.listen('one', old.listener);
    speech.maker.listen('one', fresh.listener);
    listening.close();
    expect(speech.relay('one', words('still here'))).toBe(true);
    expect(fresh.heard).toHaveLength(1);
  });

  it('bounds a text that no caller could have said in one turn', () => {
    const speech = createRelayedSpeech();
    const { heard, listener } = collecting();
    speech.maker.listen('one', listener);
    speech.relay('one', { ...words('x'.repeat(100_000)), nbest: Array(50).fill('y') });
    expect(heard[0]?.text.length).toBe(2_000);
    expect(heard[0]?.nbest?.length).toBe(10);
  });
});
