/** What was kept by an earlier release still answers calls after an upgrade. */
import { describe, expect, it } from 'vitest';
import { contentOf, definitionFrom } from '../../../services/definitions/stored-content.ts';
import { judge, practiceFiles } from './practice-policies.ts';

const [definition] = judge(practiceFiles).definitions;
if (!definition) throw new Error('the practice folder has findings');
const sound = definition;

/** What came later is added; none of its own is changed. */
const kept = { ...sound, words: expect.objectContaining(sound.words) };

describe('a version that was kept', () => {
  it('comes back as it was', () => {
    expect(definitionFrom(sound.version, JSON.parse(contentOf(sound)))).toEqual(kept);
  });

  it('before there were scores, words never to say and sentences to be heard comes back all the same', () => {
    const content = JSON.parse(contentOf(sound));
    delete content.business.neverSay;
    delete content.repair['must-be-heard'];
    for (const flow of Object.values<Record<string, unknown>>(content.flows)) delete flow.score;
    expect(definitionFrom(sound.version, content)).toEqual(kept);
  });

  it('before a sentence was said says it in its usual words, and keeps its own where it has them', () => {
    const content = JSON.parse(contentOf(sound));
    delete content.words.noted;
    expect(definitionFrom(sound.version, content).words.noted).toBe('Got it.');
    content.words.noted = 'Noted, thanks.';
    expect(definitionFrom(sound.version, content).words.noted).toBe('Noted, thanks.');
  });
});
