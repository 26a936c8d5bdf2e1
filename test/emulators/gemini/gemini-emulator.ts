/** Gemini's Live WebSocket on the loopback address: an emulated model that listens and labels. */
import type { WebSocket } from 'ws';
import { type Clock, systemClock } from '../../../services/clock.ts';
import { createPhraseBook, type PhraseBook } from '../deepgram/phrase-book.ts';
import { createIds, type ListeningDoor, openListeningDoor } from '../listening-door.ts';
import {
  type AnswerHeard,
  callOf,
  type ListeningBehaviour,
  welcoming,
} from '../listening-model.ts';
import { type LiveSession, openLiveSession } from './live-session.ts';

export interface GeminiEmulator extends Omit<ListeningDoor, 'port'> {
  /** For `GEMINI_URL`. */
  url: string;
  book: PhraseBook;
  /** Every session there was, in order. */
  sessions: LiveSession[];
  /** Why it hung up, each time it did. */
  faults: string[];
  behave(changes: Partial<ListeningBehaviour>): void;
}

const path = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

export async function startGeminiEmulator(
  options: { answer?: AnswerHeard; apiKey?: string; model?: string; clock?: Clock } = {},
): Promise<GeminiEmulator> {
  const { apiKey, model, clock = systemClock, answer = () => callOf() } = options;
  const book = createPhraseBook();
  const behaviour: ListeningBehaviour = { ...welcoming };
  const sessions: LiveSession[] = [];
  const faults: string[] = [];
  const newId = createIds('-');
  // The SDK's path begins with two slashes, which would be a host elsewhere.
  const asked = (url = '/') => new URL(url.replace(/^\/+/, '/'), 'http://localhost');

  function begin(web: WebSocket, key: string | null): LiveSession | undefined {
    const hangUp = (code: number, reason: string) => {
      faults.push(reason);
      web.close(code, reason);
    };
    if (apiKey !== undefined && key !== apiKey) {
      hangUp(1_007, 'API key not valid. Please pass a valid API key.');
      return undefined;
    }
    const send = (message: object) => {
      const isSetup = 'setupComplete' in message;
      if (behaviour.garbage) web.send('{"serverContent":');
      const gibberish = { chirp: { volume: 3 } };
      // The service sends its JSON in binary messages.
      const told = behaviour.gibberish && !isSetup ? gibberish : message;
      web.send(Buffer.from(JSON.stringify(told)));
    };
    const session = openLiveSession({
      ...{ clock, book, behaviour, model, answer, send, hangUp, newId },
      drop: () => web.terminate(),
    });
    sessions.push(session);
    return session;
  }

  const { port, ...door } = await openListeningDoor({
    behaviour,
    refuses: ({ url }) => (asked(url).pathname === path ? undefined : 404),
    begin: (web, { url }) => begin(web, asked(url).searchParams.get('key')),
  });
  return {
    ...door,
    url: `http://127.0.0.1:${port}`,
    book,
    sessions,
    faults,
    behave: (changes) => Object.assign(behaviour, changes),
  };
}
