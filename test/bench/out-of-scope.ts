/** Measures restraint and single intents: `node test/bench/out-of-scope.ts <jsonl> [--half h] [--misses]`. */
import type { Command, Understood } from '../../machines/vocabulary.ts';
import { printTimes, read, rowsFromCommandLine, share } from './reading-rows.ts';

interface Row {
  id: string;
  text: string;
  intent: string;
  receptionist: string | null;
}

const method = `Nothing is expected, except that a yes-no question is open for yes, no and maybe. An action is a
flow, giving up, a slot, a choice or a person. Other lines: how often the row's intent is among the commands.`;

const actions = new Set<Command['command']>([
  'start-flow',
  'set',
  'correct',
  'choose',
  'cancel',
  'human',
  'affirm',
  'deny',
]);
const open = new Set(['yes', 'no', 'maybe']);

/** What counts as read right, by the row's intent. Faster speech is none of our commands. */
const right: Record<string, (understood: Understood, row: Row) => boolean> = {
  yes: (one) => has(one, 'affirm'),
  no: (one) => has(one, 'deny'),
  maybe: (one) => has(one, 'unclear') || has(one, 'choose'),
  repeat: (one) => has(one, 'repeat'),
  cancel: (one) => has(one, 'cancel') || has(one, 'start-flow', 'cancel'),
  goodbye: (one) => has(one, 'goodbye'),
  greeting: (one) => has(one, 'greeting'),
  thank_you: (one) => has(one, 'thanks'),
  are_you_a_bot: (one) => has(one, 'are-you-a-robot'),
  what_is_your_name: (one) => has(one, 'are-you-a-robot'),
  change_language: (one) => has(one, 'language'),
  change_speed: (one, row) => /fast|speed|quick|hurry|pick up/.test(row.text) || has(one, 'slower'),
  cancel_reservation: (one) => has(one, 'start-flow', 'cancel'),
  restaurant_reservation: (one) => has(one, 'start-flow', 'book'),
};

function has(understood: Understood, command: string, value?: string): boolean {
  return understood.commands.some(
    (one) => one.command === command && (value === undefined || one.value === value),
  );
}

const { rows, misses } = rowsFromCommandLine<Row>(({ id }) => id);
console.log(method);
const counts = new Map<string, { right: number; all: number }>();
for (const row of rows) {
  const understood = read(row.text, {
    expecting: open.has(row.intent) ? ['yes-no'] : [],
    now: '2026-11-20T15:00',
  });
  const outside = row.receptionist === 'oos' || row.receptionist === 'off_topic';
  const acted = understood.commands.some(({ command }) => actions.has(command));
  const good = outside ? !acted : right[row.intent]?.(understood, row);
  if (good === undefined) continue;
  const count = counts.get(row.intent) ?? { right: 0, all: 0 };
  count.all++;
  if (good) count.right++;
  counts.set(row.intent, count);
  if (misses && !good) {
    const heard = understood.commands.map(
      ({ command, slot, value }) => `${command} ${slot ?? ''} ${JSON.stringify(value) ?? ''}`,
    );
    console.log(`${row.intent}: ${row.text} -> ${heard.join('; ')}`);
  }
}
for (const [intent, count] of [...counts].sort()) {
  console.log(
    `${intent.padEnd(24)} right ${share(count.right, count.all).padStart(7)} of ${count.all}`,
  );
}
printTimes();
