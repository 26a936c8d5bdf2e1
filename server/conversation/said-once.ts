/** An answer says nothing twice: what its question will say again in a moment is left out before. */
import type { Words } from '../../services/words/words.ts';
import type { Say } from './answer-plan.ts';

/** The values that a sentence speaks, by name, in a form that can be compared. */
function spokenValues(words: Words, say: Say): Map<string, string> {
  const names = words.say(say).flatMap(({ carries }) => carries);
  return new Map(names.map((name) => [name, JSON.stringify(say.values[name])]));
}

/** "Tuesday at ten is free. That's a cleaning on Tuesday at ten …" keeps the second half. */
export function saidOnce(says: readonly Say[], words: Words): Say[] {
  const question = says.at(-1);
  if (question?.role !== 'question' || says.length === 1) return [...says];
  const asked = spokenValues(words, question);
  return says.filter((say) => {
    if (say === question) return true;
    const spoken = [...spokenValues(words, say)];
    return (
      spoken.length === 0 ||
      spoken.some(([name, value]) => !asked.has(name) || asked.get(name) !== value)
    );
  });
}
