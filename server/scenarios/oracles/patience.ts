/** Silence and repetition: nobody is left in dead air, and nobody is asked the same for ever. */
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { type Evidence, entriesOf, eventsNamed, type Oracle } from './evidence.ts';

interface Ear {
  /** Since when the caller has heard nothing; null while something can be heard. */
  quietSinceMs: number | null;
  playing: Set<string>;
  /** The caller asked for a moment. */
  waiting: boolean;
  /** Ringing somebody, or not on the line at all. */
  away: boolean;
}

function hears(ear: Ear, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'said':
      ear.playing.add(entry.utterance);
      ear.quietSinceMs = null;
      break;
    case 'heard':
      ear.playing.delete(entry.utterance);
      if (!entry.complete) ear.playing.clear();
      if (ear.playing.size === 0) ear.quietSinceMs = entry.atMs;
      break;
    case 'caller-words':
      ear.quietSinceMs = entry.atMs;
      ear.waiting = false;
      break;
    case 'command':
      if (entry.command.type === 'wait-for-caller') ear.waiting = true;
      break;
    case 'effect-asked':
      if (entry.request.effect === 'transfer') ear.away = true;
      break;
    case 'effect-answered':
      if (entry.effect !== 'transfer') break;
      ear.away = false;
      ear.quietSinceMs = entry.atMs;
      break;
    case 'event':
      if (entry.event.type === 'caller.hung-up') ear.away = true;
      if (entry.event.type === 'line.opened') ear.quietSinceMs = entry.atMs;
      break;
    default:
      break;
  }
}

const noDeadAir: Oracle = {
  rule: 'the caller never hears nothing for longer than the limit',
  armed: (evidence) => eventsNamed(evidence, 'line.opened').length > 0,
  judge({ entries, limits }) {
    const ear: Ear = { quietSinceMs: null, playing: new Set(), waiting: false, away: false };
    const breaches: string[] = [];
    for (const entry of entries) {
      const quietMs = ear.quietSinceMs === null || ear.away ? 0 : entry.atMs - ear.quietSinceMs;
      const limitMs = ear.waiting ? limits.waitingMsMax : limits.deadAirMsMax;
      if (quietMs > limitMs) {
        breaches.push(`${quietMs} ms of nothing`);
        ear.quietSinceMs = entry.atMs;
      }
      hears(ear, entry);
    }
    return breaches;
  },
};

function rewordings(evidence: Evidence) {
  return entriesOf(evidence, 'command').flatMap(({ command }) =>
    command.type === 'say' && command.attempt > 0 ? [command] : [],
  );
}

const capOnRetries: Oracle = {
  rule: 'a question is put in other words only so often',
  armed: (evidence) => rewordings(evidence).length > 0,
  judge(evidence) {
    const { rewordingsMax } = evidence.limits;
    return rewordings(evidence)
      .filter(({ attempt }) => attempt > rewordingsMax)
      .map(({ sentence, attempt }) => `${sentence} in other words ${attempt} times`);
  },
};

const capOnSilence: Oracle = {
  rule: 'a line on which nobody speaks is closed, with a goodbye',
  armed: (evidence) => eventsNamed(evidence, 'caller.was-silent').length > 0,
  judge(evidence) {
    const { silencesMax } = evidence.limits;
    return eventsNamed(evidence, 'caller.was-silent')
      .filter(({ event }) => event.type === 'caller.was-silent' && event.nth >= silencesMax)
      .filter(({ seq }) => {
        const next = entriesOf(evidence, 'said').find((said) => said.seq > seq);
        return next !== undefined && next.sentence !== 'goodbye';
      })
      .map(() => `silence number ${silencesMax} or more, and the line goes on`);
  },
};

export const patienceOracles: Oracle[] = [noDeadAir, capOnRetries, capOnSilence];
