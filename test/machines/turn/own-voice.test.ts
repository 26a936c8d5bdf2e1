/** Whose words a recogniser heard, as far as their loudness can tell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnVoice, unknownVoice, wordsApart } from '../../../machines/turn/own-voice.ts';

const belowDb = 12;
const loud = 4_000;
/** 14 dB lower. */
const low = 800;
const turn = [loud, loud * 0.6, loud * 1.2, loud];
const known = learnVoice(learnVoice(unknownVoice, turn), turn);

function apart(text: string, levels: number[] | undefined, voice = known) {
  const { own, others } = wordsApart(text, levels, voice, belowDb);
  return { own, others: others.join(' ') };
}

describe('Words beside a caller whose voice is known', () => {
  it('are somebody else’s when they are the only ones, and far below it', () => {
    expect(apart('nice weather', [low, low])).toEqual({ own: '', others: 'nice weather' });
  });

  it('are taken out from before, between and behind the caller’s own', () => {
    const talk = 'turn that down';
    const levels = (...loudOnes: number[]) =>
      Array.from({ length: 6 }, (_, at) => (loudOnes.includes(at) ? loud : low));
    expect(apart(`${talk} on Tuesday please`, levels(3, 4, 5)).own).toBe('on Tuesday please');
    expect(apart(`on Tuesday ${talk} please`, levels(0, 1, 5)).own).toBe('on Tuesday please');
    expect(apart(`on Tuesday please ${talk}`, levels(0, 1, 2)).own).toBe('on Tuesday please');
  });

  it('are the caller’s when they are small ones, said softly between the others', () => {
    const text = 'at three to four';
    expect(apart(text, [low, loud, low, loud])).toEqual({ own: text, others: '' });
  });

  it('are the caller’s when they are a little lower, as the end of a sentence is', () => {
    const text = 'a cleaning please and thank you';
    const falling = [1, 0.8, 0.6, 0.5, 0.4, 0.35].map((share) => loud * share);
    expect(apart(text, falling).own).toBe(text);
  });

  it('are the caller’s when it is not known how loud each of them was', () => {
    for (const levels of [undefined, [], [low], [low, low, low]]) {
      expect(apart('nice weather', levels).own).toBe('nice weather');
    }
  });
});

describe('A caller’s voice', () => {
  it('is not known from one turn, however long, nor from a few words', () => {
    const long = Array.from({ length: 30 }, () => loud);
    const oneTurn = learnVoice(unknownVoice, long);
    const fewWords = learnVoice(learnVoice(unknownVoice, [loud]), [loud, loud]);
    for (const voice of [unknownVoice, oneTurn, fewWords]) {
      expect(apart('nice weather', [low, low], voice).own).toBe('nice weather');
    }
  });

  it('that becomes lower as a whole is known as such after a while', () => {
    let voice = known;
    for (let times = 0; times < 3; times += 1) voice = learnVoice(voice, [low, low, low, low]);
    expect(apart('nice weather', [low, low], voice).own).toBe('nice weather');
  });

  it('loses no word and adds none, whatever is heard', () => {
    const words = fc.array(fc.record({ text: fc.stringMatching(/^[a-z]{1,8}$/), level: fc.nat() }));
    fc.assert(
      fc.property(words, fc.array(fc.array(fc.nat())), (heard, turns) => {
        const voice = turns.reduce(learnVoice, unknownVoice);
        const text = heard.map((word) => word.text).join(' ');
        const levels = heard.map(({ level }) => level);
        const { own, ownLevels, others } = wordsApart(text, levels, voice, belowDb);
        const ownWords = own.split(' ').filter((word) => word !== '');
        expect(ownLevels).toHaveLength(ownWords.length);
        const all = heard.map((word) => word.text).toSorted();
        expect([...ownWords, ...others].toSorted()).toEqual(all);
      }),
    );
  });
});
