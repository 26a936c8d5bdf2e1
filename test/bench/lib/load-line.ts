/** One of many lines that load a server: Twilio's messages both ways, and how late the server is. */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { createPlayout } from '../../../server/handset/playout.ts';
import { createStreamWriter, readServerMessage } from '../../../server/handset/stream-messages.ts';
import { samplesPerFrame, silenceCode } from '../../../services/media/mulaw.ts';
import { now, type StreamAddress } from './caller-line.ts';
import type { Paced } from './pacer.ts';
import { framesOf } from './voiced-audio.ts';

export interface LoadLine extends Paced {
  /** Queues what the caller says; silence is sent otherwise. */
  say(audio: Uint8Array): void;
  /** Takes the lateness of what was asked since the last time, in ms: see `askEveryFrames`. */
  takeLateness(): number[];
  /** Breaks in the agent's speech because its audio came too late. */
  takeBreaks(): number;
  /** When the agent's audio so far has been played, and when it last began after a rest. */
  readonly agentEndsAtMs: number;
  readonly agentBeganAtMs: number;
  readonly over: boolean;
  hangUp(): void;
}

const openMsMax = 10_000;
/**
 * Once a second a ping goes between two frames. The server reads it where it reads the frames, after
 * everything sent before it, so the pong's delay is how late that second's frame was taken.
 */
const askEveryFrames = 50;
/** The agent pauses between sentences; a stop within a slice's time of its last audio is a break. */
const breakMsMax = 150;
const silentPayload = Buffer.alloc(samplesPerFrame, silenceCode).toString('base64');

/** The callers of a bare echo are deaf: reading its messages would make them the limit. */
export async function openLoadLine(
  address: StreamAddress,
  { deaf = false }: { deaf?: boolean } = {},
): Promise<LoadLine> {
  const streamSid = `MZ${randomBytes(16).toString('hex')}`;
  const socket = new WebSocket(address.url, {
    headers: address.headers,
    handshakeTimeout: openMsMax,
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const { callSid } = address;
  const writer = createStreamWriter({ accountSid: `AC${'0'.repeat(32)}`, callSid, streamSid });
  const playout = createPlayout();
  let queued: string[] = [];
  let lateness: number[] = [];
  let breaks = 0;
  let sentFrames = Math.floor(Math.random() * askEveryFrames);
  let askedAtMs: number | undefined;
  let agentBeganAtMs = Number.NEGATIVE_INFINITY;
  let over = false;

  function returnMarks(names: string[]): void {
    for (const name of names) socket.send(writer.mark(name));
  }

  socket.on('message', (data) => {
    if (deaf) return;
    const nowMs = now();
    const message = readServerMessage(String(data), streamSid);
    if (message?.event === 'mark') returnMarks(playout.mark(message.name, nowMs));
    else if (message?.event === 'clear') returnMarks(playout.clear(nowMs));
    else if (message?.event === 'media') {
      const restedMs = nowMs - playout.endsAtMs;
      if (restedMs > 0 && restedMs < breakMsMax) breaks += 1;
      if (restedMs > breakMsMax) agentBeganAtMs = nowMs;
      playout.audio(Buffer.byteLength(message.payload, 'base64') / 8, nowMs);
    }
  });
  socket.on('pong', () => {
    if (askedAtMs !== undefined) lateness.push(now() - askedAtMs);
    askedAtMs = undefined;
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    over = true;
  });
  socket.send(writer.connected());
  socket.send(writer.start(address.parameters));

  return {
    get over() {
      return over;
    },
    get agentEndsAtMs() {
      return playout.endsAtMs;
    },
    get agentBeganAtMs() {
      return agentBeganAtMs;
    },
    frame(nowMs) {
      if (socket.readyState !== WebSocket.OPEN) return;
      sentFrames += 1;
      if (sentFrames % askEveryFrames === 0 && askedAtMs === undefined) {
        askedAtMs = now();
        socket.ping();
      }
      socket.send(writer.media(queued.shift() ?? silentPayload));
      if ((playout.nextDueAtMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
        returnMarks(playout.due(nowMs));
      }
    },
    say(audio) {
      queued = framesOf(audio).map((frame) => Buffer.from(frame).toString('base64'));
    },
    takeLateness() {
      // A question still open is at least as late as it is by now.
      const open = askedAtMs === undefined ? [] : [now() - askedAtMs];
      const taken = [...lateness, ...open.filter((ms) => ms > breakMsMax)];
      lateness = [];
      return taken;
    },
    takeBreaks() {
      const taken = breaks;
      breaks = 0;
      return taken;
    },
    hangUp() {
      if (socket.readyState === WebSocket.OPEN) socket.send(writer.stop());
      setTimeout(() => socket.close(), 200).unref();
    },
  };
}
