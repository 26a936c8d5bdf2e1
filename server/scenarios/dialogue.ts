/** A call as a dialogue: who said what, in which state. */
import type { JournalEntry } from '../../services/store/journal-entry.ts';

export interface DialogueLine {
  who: 'caller' | 'agent' | 'world';
  text: string;
  state: string;
}

export function dialogueOf(entries: readonly JournalEntry[]): DialogueLine[] {
  const lines: DialogueLine[] = [];
  let state = 'arriving';
  /** Words were told as final since the last turn; a turn may be taken before they are. */
  let told = false;
  for (const entry of entries) {
    switch (entry.kind) {
      case 'transition':
        state = entry.to.at(-1) ?? state;
        break;
      case 'caller-words':
        if (!entry.final) break;
        told = true;
        lines.push({ who: 'caller', text: entry.text, state });
        break;
      case 'understood':
        if (!told) lines.push({ who: 'caller', text: entry.text, state: entry.state });
        told = false;
        break;
      case 'said':
        lines.push({ who: 'agent', text: entry.text, state: entry.state });
        break;
      case 'effect-answered':
        lines.push({ who: 'world', text: `${entry.effect}: ${entry.answer.outcome}`, state });
        break;
      case 'event':
        if (entry.event.type === 'caller.was-silent') {
          lines.push({ who: 'caller', text: '(silent)', state });
        }
        if (entry.event.type === 'caller.hung-up') {
          lines.push({ who: 'caller', text: '(hangs up)', state });
        }
        break;
      case 'error':
        lines.push({ who: 'world', text: `error in ${entry.where}`, state });
        break;
      default:
        break;
    }
  }
  return lines;
}

export function printDialogue(lines: readonly DialogueLine[]): string {
  return lines.map(({ who, text, state }) => `  ${who.padEnd(6)} ${text}  [${state}]`).join('\n');
}
