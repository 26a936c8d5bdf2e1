/** A server with a simple agent on the real phone, media and line: it answers each turn with a tone. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import websocket from '@fastify/websocket';
import { fastify } from 'fastify';
import { Registry } from 'prom-client';
import { openCallLine } from '../../../server/call/call-line.ts';
import type { AfterStream, CallDesk } from '../../../server/phone/call-desk.ts';
import { registerPhone } from '../../../server/phone/register-phone.ts';
import { checkTicket } from '../../../server/phone/tickets.ts';
import { systemClock } from '../../../services/clock.ts';
import type { Media, PhoneLine } from '../../../services/media/media.ts';
import { createTelephoneMedia } from '../../../services/media/telephone-media.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';
import { createRelayedSpeech } from '../../../services/speech/relayed-speech.ts';
import type { JournalEntry, JournalFact } from '../../../services/store/journal-entry.ts';
import { apology, authToken, ticketSecret, tone } from '../phone/practice-phone.ts';

const detectors = await loadVoiceDetectors();
const relayed = createRelayedSpeech();
const practiceNumber = '+12025550100';

type Follower = (entry: JournalEntry) => void;

export interface PracticeAgent {
  url: string;
  /** A data folder as the running server leaves it. */
  dataFolder: string;
  /** Interim words that arrived, and voice that was heard. */
  partials: string[];
  voices: boolean[];
  close(): Promise<void>;
}

async function* whole(audio: Uint8Array): AsyncGenerator<Uint8Array> {
  yield audio;
}

/** Says a tone of 40 ms a character; "bye" is answered and hung up on, "person" puts through. */
export async function startPracticeAgent(): Promise<PracticeAgent> {
  const journals = new Map<string, { entries: JournalEntry[]; followers: Set<Follower> }>();
  const partials: string[] = [];
  const voices: boolean[] = [];
  let after: AfterStream = { next: 'hang-up' };

  function note(callId: string, fact: JournalFact): void {
    const journal = journals.get(callId);
    if (journal === undefined) return;
    const seq = journal.entries.length + 1;
    const entry: JournalEntry = { callId, seq, atMs: systemClock.now(), ...fact };
    journal.entries.push(entry);
    for (const follower of journal.followers) follower(entry);
  }

  function talk(callId: string, line: PhoneLine) {
    let count = 0;
    const texts = new Map<string, string>();
    let leaving = false;
    const heard = (utterance: string, complete: boolean) =>
      note(callId, { kind: 'heard', utterance, text: texts.get(utterance) ?? '', complete });
    const media: Media = createTelephoneMedia({
      line,
      clock: systemClock,
      detectors,
      failed: (error) => note(callId, { kind: 'error', where: 'media', message: String(error) }),
      listener: {
        activity(speaking) {
          voices.push(speaking);
          if (speaking && media.playing) media.clear();
        },
        voiced: () => undefined,
        frame: () => undefined,
        started: () => note(callId, { kind: 'gap', ms: 50, parts: {} }),
        pieceHeard: (utterance) => heard(utterance, true),
        quiet() {
          if (!leaving) return;
          line.close();
        },
        cut: (utterance) => heard(utterance, false),
        oddity: (what, number) => note(callId, { kind: 'line-oddity', what, count: number }),
      },
    });
    function say(text: string): void {
      count += 1;
      const utterance = `u${count}`;
      texts.set(utterance, text);
      note(callId, { kind: 'said', utterance, sentence: 's', text, state: 'asking' });
      media.play({ utterance, piece: 0, last: true, audio: whole(tone(text.length * 40)) });
    }
    const listening = relayed.maker.listen(callId, {
      failed: () => undefined,
      words({ text, final }) {
        if (!final) {
          partials.push(text);
          return;
        }
        const reading = { commands: [], signals: {}, confidence: 1 };
        const state = 'asking';
        note(callId, { kind: 'understood', text, state, maker: 'practice', reading, tookMs: 1 });
        leaving = /bye|person/.test(text);
        if (text.includes('person'))
          after = { next: 'dial', number: '+12025550199', ringMs: 9_000 };
        say(`you said ${text}`);
      },
    });
    note(callId, { kind: 'transition', from: ['greeting'], to: ['asking'], edge: 'e' });
    say('hello there');
    return { media, listening, say };
  }

  const desk: CallDesk = {
    async arrive({ callId, to }) {
      if (to !== practiceNumber) return 'reject';
      journals.set(callId, { entries: [], followers: new Set() });
      return 'answer';
    },
    connect(callId, line) {
      const { media, listening, say } = talk(callId, line);
      return {
        audio: media.receive,
        markReturned: media.markReturned,
        key: (digit) => say(`key ${digit}`),
        hungUp() {
          listening.close();
          media.close();
        },
        oddity: () => undefined,
      };
    },
    afterStream: () => after,
    dialAnswered: () => undefined,
    dialEnded: () => ({ next: 'hang-up' }),
    ended: (callId) => note(callId, { kind: 'call-ended', outcome: 'answered' }),
  };

  const app = fastify();
  await app.register(websocket);
  await registerPhone(app, {
    desk,
    authToken,
    ticketSecret,
    clock: systemClock,
    registry: new Registry(),
    apology: () => apology,
    log: { info() {}, warn() {}, error() {} },
  });
  app.get('/health/live', async () => 'ok');
  app.get('/call/numbers', async () => ({ numbers: [{ number: practiceNumber }] }));
  app.get('/call/line', { websocket: true }, (socket, request) => {
    openCallLine(socket, request, {
      clock: systemClock,
      log: app.log,
      relay: relayed.relay,
      checkTicket(token) {
        const ticket = checkTicket(ticketSecret, 'line', token, systemClock.now());
        return 'refused' in ticket ? undefined : ticket.callId;
      },
      follow(callId, follower) {
        const journal = journals.get(callId);
        if (journal === undefined) return undefined;
        journal.followers.add(follower);
        const stop = () => void journal.followers.delete(follower);
        return { entries: [...journal.entries], stop };
      },
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const [address] = app.addresses();
  if (typeof address !== 'object') throw new Error('the agent has no port');
  const url = `http://127.0.0.1:${address.port}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'frontdesk-call-'));
  writeFileSync(join(dataFolder, 'line.json'), JSON.stringify({ url, authToken, ticketSecret }));
  return { url, dataFolder, partials, voices, close: () => app.close() };
}
