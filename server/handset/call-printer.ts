/** A call on a terminal: what is said as it is said, and dimly what goes on behind it. */
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { CallRecord } from './call-record.ts';

export interface CallPrinter {
  entry(entry: JournalEntry): void;
  notice(text: string): void;
  end(record: CallRecord): void;
}

interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Colour only where a person reads it. */
export function createCallPrinter(output: Output): CallPrinter {
  const styled = output.isTTY === true;
  function line(text: string): void {
    output.write(`${text}\n`);
  }
  function dim(text: string): void {
    line(styled ? `\u001b[2m${text}\u001b[22m` : text);
  }
  function strong(text: string): string {
    return styled ? `\u001b[1m${text}\u001b[22m` : text;
  }
  return {
    entry(entry) {
      if (entry.kind === 'said') {
        line(`${strong('agent ')} ${entry.text}`);
      } else if (entry.kind === 'understood') line(`${strong('caller')} ${entry.text}`);
      else if (entry.kind === 'transition') dim(`       → ${entry.to.join(', ')}`);
      else if (entry.kind === 'heard' && !entry.complete) dim(`       heard: ${entry.text || '–'}`);
      else if (entry.kind === 'gap') dim(`       answered after ${Math.round(entry.ms)} ms`);
      else if (entry.kind === 'effect-answered')
        dim(`       ${entry.effect}: ${entry.answer.outcome}`);
      else if (entry.kind === 'line-oddity') dim(`       line: ${entry.what} × ${entry.count}`);
      else if (entry.kind === 'error') dim(`       error in ${entry.where}: ${entry.message}`);
    },
    notice: (text) => dim(`       ${text}`),
    end({ callId, outcome, booking }) {
      line(`${strong('ended ')} ${outcome ?? 'without an outcome'} (${callId})`);
      if (booking !== undefined) {
        const { service, person, start, name } = booking;
        line(`       booked: ${service} with ${person} at ${start} for ${name} (${booking.id})`);
      }
    },
  };
}
