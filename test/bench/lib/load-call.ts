/** Callers who load a server: they dial, listen, and ask one question after the other. */
import { randomUUID } from 'node:crypto';
import { type LineClient, openLine } from '../../../server/handset/line-client.ts';
import { systemClock } from '../../../services/clock.ts';
import { now } from './caller-line.ts';
import { callCompleted, dialIn } from './dial-in.ts';
import type { FrontdeskChild } from './frontdesk-child.ts';
import { type LoadLine, openLoadLine } from './load-line.ts';
import type { PhraseVoice } from './phrase-voice.ts';

export interface LoadCall {
  line: LoadLine;
  /** Looks whether it is time to speak; called a few times a second. */
  converse(): void;
  /** Takes the gaps between the words' end and the answer's first audio, in ms. */
  takeGaps(): number[];
  hangUp(): Promise<void>;
}

export const loadQuestions = [
  'where can I park',
  'what are your hours',
  'do you take my insurance',
  'where is your office',
  'how much is a cleaning',
];
/** After the agent's last sound a caller thinks: callers who came together do not speak together. */
const thinkMsMin = 400;
const thinkMsMax = 6_000;

export interface LoadDeps {
  server: FrontdeskChild & { ticketSecret: string };
  to: string;
  voice: PhraseVoice;
}

export async function openLoadCall({ server, to, voice }: LoadDeps): Promise<LoadCall> {
  const dialled = { url: server.url, authToken: server.authToken, from: 'anonymous', to };
  const address = await dialIn(dialled);
  const line = await openLoadLine(address);
  const words: LineClient = openLine({
    url: server.url,
    callId: address.callSid,
    ticketSecret: server.ticketSecret,
    clock: systemClock,
    nonce: randomUUID,
    entry: () => undefined,
    lost: () => undefined,
  });
  let asked = Math.floor(Math.random() * loadQuestions.length);
  const think = () => thinkMsMin + Math.random() * (thinkMsMax - thinkMsMin);
  let thinkMs = think();
  let spokenAtMs = now();
  let wordsDueAtMs: number | undefined;
  let answerDueSinceMs: number | undefined;
  let gaps: number[] = [];

  function finish(text: string, nowMs: number): void {
    words.words({ text, final: true, turnOver: true });
    wordsDueAtMs = undefined;
    spokenAtMs = answerDueSinceMs = nowMs;
  }

  return {
    line,
    converse() {
      const nowMs = now();
      const text = loadQuestions[asked % loadQuestions.length] ?? '';
      if (answerDueSinceMs !== undefined && line.agentBeganAtMs > answerDueSinceMs) {
        gaps.push(line.agentBeganAtMs - answerDueSinceMs);
        answerDueSinceMs = undefined;
      }
      if (wordsDueAtMs !== undefined) {
        if (nowMs >= wordsDueAtMs) finish(text, nowMs);
        return;
      }
      const heard = line.agentBeganAtMs > spokenAtMs;
      if (!heard || nowMs < line.agentEndsAtMs + thinkMs) return;
      thinkMs = think();
      asked += 1;
      const audio = voice.audioOf(loadQuestions[asked % loadQuestions.length] ?? '');
      line.say(audio);
      wordsDueAtMs = nowMs + audio.length / 8;
    },
    takeGaps() {
      const taken = gaps;
      gaps = [];
      return taken;
    },
    async hangUp() {
      line.hangUp();
      words.close();
      await callCompleted(dialled, address.callSid).catch(() => undefined);
    },
  };
}
