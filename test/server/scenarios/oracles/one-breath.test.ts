import { describe, expect, it } from 'vitest';
import { houseOf } from '../../../../server/scenarios/gather-evidence.ts';
import type { JournalFact } from '../../../../services/store/journal-entry.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import { breaches, end, opening, opens, said, say } from '../../../support/told-calls.ts';

const house = houseOf(shippedDefinition('bright-smile'), {
  realCalendar: false,
  verdicts: 'published',
});
const asked = (sentence: string, values = {}): JournalFact => {
  const question = say(sentence, values);
  if (question.kind === 'command' && question.command.type === 'say') {
    question.command.role = 'question';
  }
  return question;
};
const repeats: JournalFact = { kind: 'command', command: { type: 'repeat-last' } };
const saidAs = (...sentences: string[]) =>
  sentences.map((sentence, at) => said(`u${at + 2}`, sentence));
const later = { ...opening, start: '2026-11-25T09:00' };

function found(facts: JournalFact[]): string[] {
  return breaches([...opens, ...facts, end('abandoned')], { house }).filter((what) =>
    / came after | was left out/.test(what),
  );
}

describe('The rules over one answer', () => {
  it('let what was decided on be said in its order, and a question last', () => {
    const answer = [asked('anything-else'), say('stopped'), say('noted')];
    expect(found([...answer, ...saidAs('stopped', 'noted', 'anything-else')])).toEqual([]);
    const again = saidAs('stopped', 'noted', 'anything-else');
    expect(found([...answer, ...again, repeats, ...again])).toEqual([]);
  });

  it('catch what is said before what was decided on earlier', () => {
    const answer = [say('just-taken'), say('offer-times'), asked('anything-else')];
    expect(found([...answer, ...saidAs('offer-times', 'just-taken', 'anything-else')])).toEqual([
      'just-taken came after what it came before',
    ]);
  });

  it('let what the question says again be left out, and nothing else', () => {
    const readBack = asked('read-back-booking', { opening });
    const answer = (of: object) => [say('time-is-free', { opening: of }), readBack];
    expect(found([...answer(opening), ...saidAs('read-back-booking')])).toEqual([]);
    expect(found([...answer(later), ...saidAs('read-back-booking')])).toEqual([
      'time-is-free was left out',
    ]);
    expect(found([say('just-taken'), readBack, ...saidAs('read-back-booking')])).toEqual([
      'just-taken was left out',
    ]);
  });
});
