/** OpenAI's Realtime WebSocket on the loopback address: an emulated model that listens and labels. */
import type { IncomingMessage } from 'node:http';
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
import { openRealtimeSession, type RealtimeSession } from './realtime-session.ts';

export interface RealtimeEmulator extends Omit<ListeningDoor, 'port'> {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  book: PhraseBook;
  /** Every session there was, in order. */
  sessions: RealtimeSession[];
  /** What a fault of the client's was answered with. */
  faults: string[];
  behave(changes: Partial<ListeningBehaviour>): void;
}

export async function startRealtimeEmulator(
  options: { answer?: AnswerHeard; apiKey?: string; model?: string; clock?: Clock } = {},
): Promise<RealtimeEmulator> {
  const { apiKey, model, clock = systemClock, answer = () => callOf() } = options;
  const book = createPhraseBook();
  const behaviour: ListeningBehaviour = { ...welcoming };
  const sessions: RealtimeSession[] = [];
  const faults: string[] = [];
  const newId = createIds('_');

  function refuses(request: IncomingMessage): number | undefined {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const asked = searchParams.get('model') ?? '';
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) return 401;
    return pathname !== '/v1/realtime' || (model !== undefined && asked !== model)
      ? 404
      : undefined;
  }

  function begin(web: WebSocket): RealtimeSession {
    const send = (event: object) => {
      const { error } = event as { error?: { message: string } };
      if (error !== undefined) faults.push(error.message);
      if (behaviour.garbage) web.send('{"type":');
      const gibberish = { kind: 'chirp', volume: 3 };
      web.send(
        JSON.stringify(behaviour.gibberish ? gibberish : { event_id: newId('event'), ...event }),
      );
    };
    const drop = () => web.terminate();
    const session = openRealtimeSession({ clock, book, behaviour, answer, send, drop, newId });
    sessions.push(session);
    return session;
  }

  const { port, ...door } = await openListeningDoor({ behaviour, refuses, begin });
  return {
    ...door,
    url: `http://127.0.0.1:${port}/v1`,
    book,
    sessions,
    faults,
    behave: (changes) => Object.assign(behaviour, changes),
  };
}
