/** Measures yes, no and the steering intents: `node test/bench/caller-turns.ts <jsonl> [--half h] [--misses]`. */
import type { Understood } from '../../machines/vocabulary.ts';
import { printTimes, read, rowsFromCommandLine, share } from './reading-rows.ts';

interface Row {
  id: string;
  text: string;
  receptionist: string[];
  reference_time: string;
}

const method = `Each sentence is read with a yes-no question open and every flow allowed. "change" is the flow
reschedule or a correction; "cancel" the flow cancel or giving up; a correction that begins with a refusal counts
as "no" too. False: rows without the label that got it, as a share of all rows without it.`;

const labels: Record<string, (understood: Understood, row: Row) => boolean> = {
  yes: (understood) => has(understood, 'affirm'),
  no: (understood) =>
    has(understood, 'deny') ||
    (has(understood, 'correct') &&
      understood.commands.some(({ heard }) => heard !== undefined) &&
      refuses(understood)),
  human: (understood) => has(understood, 'human'),
  repeat: (understood) => has(understood, 'repeat'),
  goodbye: (understood) => has(understood, 'goodbye'),
  thanks: (understood) => has(understood, 'thanks'),
  greeting: (understood) => has(understood, 'greeting'),
  cancel: (understood) => has(understood, 'cancel') || has(understood, 'start-flow', 'cancel'),
  change: (understood) => has(understood, 'correct') || has(understood, 'start-flow', 'reschedule'),
  unsure: (understood) => has(understood, 'unclear', 'unsure'),
};

let current = '';
function refuses(_understood: Understood): boolean {
  return /^\W*(?:no|nope|nah)\b/i.test(current);
}

function has(understood: Understood, command: string, value?: string): boolean {
  return understood.commands.some(
    (one) => one.command === command && (value === undefined || one.value === value),
  );
}

const { rows, misses } = rowsFromCommandLine<Row>(({ id }) => id);
console.log(method);
const counts = new Map(
  Object.keys(labels).map((label) => [label, { hit: 0, missed: 0, false: 0 }]),
);
for (const row of rows) {
  current = row.text;
  const understood = read(row.text, { expecting: ['yes-no'], now: row.reference_time });
  for (const [label, test] of Object.entries(labels)) {
    const wanted = row.receptionist.includes(label);
    const got = test(understood, row);
    const count = counts.get(label);
    if (!count || (!wanted && !got)) continue;
    if (wanted && got) count.hit++;
    else if (wanted) count.missed++;
    else count.false++;
    if (misses && wanted !== got) {
      const heard = understood.commands.map(
        ({ command, value }) => `${command} ${JSON.stringify(value) ?? ''}`,
      );
      console.log(`${label} ${wanted ? 'missed' : 'false'}: ${row.text} -> ${heard.join('; ')}`);
    }
  }
}
for (const [label, { hit, missed, false: wrong }] of counts) {
  const f1 = (2 * hit) / Math.max(1, 2 * hit + missed + wrong);
  const without = rows.length - hit - missed;
  console.log(
    `${label.padEnd(9)} recall ${share(hit, hit + missed).padStart(7)} of ${hit + missed}, false ${share(wrong, without)}, F1 ${f1.toFixed(3)}`,
  );
}
printTimes();
