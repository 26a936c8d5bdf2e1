/** Checks the questions: each id once, and no wording that belongs to two of them. */
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt } from './finding.ts';

export function checkQuestions(draft: WholeDraft): Finding[] {
  const findings: Finding[] = [];
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const question of draft.questions) {
    const { id, wordings } = question.value;
    if (ids.has(id)) {
      findings.push(
        findingAt(question, ['id'], `two questions are called "${id}"`, 'rename one of them'),
      );
    }
    ids.add(id);
    for (const [index, wording] of wordings.entries()) {
      const key = wording
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim();
      const owner = owners.get(key);
      if (owner !== undefined) {
        const what = `"${wording}" is already a wording of "${owner}"`;
        findings.push(findingAt(question, ['wordings', index], what, 'keep it in one of them'));
      }
      owners.set(key, id);
    }
  }
  return findings;
}
