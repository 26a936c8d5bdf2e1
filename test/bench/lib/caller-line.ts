/** A caller's line over Twilio's protocol: 50 frames a second out, the agent's audio in. */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { createStreamWriter, readServerMessage } from '../../../server/handset/stream-messages.ts';
import { samplesPerFrame, silenceCode } from '../../../services/media/mulaw.ts';
import { type AgentEar, createAgentEar } from './agent-ear.ts';
import { frameMs, framesOf } from './voiced-audio.ts';

/** What is said in one breath, or a pause. */
export type Breath = { audio: Uint8Array } | { pauseMs: number };

export interface Said {
  /** When the first voiced sample was spoken, and when the last voiced frame left the caller. */
  startedAtMs: number;
  endedAtMs: number;
}

export interface CallerLine {
  ear: AgentEar;
  /** Resolves when the last voiced frame has left. */
  say(breaths: Breath[]): Promise<Said>;
  readonly over: boolean;
  hangUp(): void;
  /** Resolves when the socket is closed. */
  ended: Promise<void>;
  /** Messages of the server that Twilio would not take. */
  readonly violations: number;
}

export interface StreamAddress {
  url: string;
  headers: Record<string, string>;
  parameters: Record<string, string>;
  callSid: string;
}

const openMsMax = 10_000;
const closeMsMax = 500;
const silence = new Uint8Array(samplesPerFrame).fill(silenceCode);

interface Queued {
  payload: string;
  left?(atMs: number): void;
}

const base64 = (frame: Uint8Array) => Buffer.from(frame).toString('base64');
const silentPayload = base64(silence);

function queue(breaths: Breath[], done: (said: Said) => void): Queued[] {
  const queued: Queued[] = [];
  for (const breath of breaths) {
    if ('pauseMs' in breath) {
      const frames = Math.round(breath.pauseMs / frameMs);
      for (let count = 0; count < frames; count += 1) queued.push({ payload: silentPayload });
      continue;
    }
    for (const frame of framesOf(breath.audio)) {
      const whole = Uint8Array.from(silence);
      whole.set(frame);
      queued.push({ payload: base64(whole) });
    }
  }
  let startedAtMs = 0;
  const first = queued[0];
  const last = queued.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing to say');
  // A frame leaves when its last sample was spoken.
  const start = (atMs: number) => {
    startedAtMs = atMs - frameMs;
  };
  first.left = start;
  last.left = (atMs) => {
    if (first === last) start(atMs);
    done({ startedAtMs, endedAtMs: atMs });
  };
  return queued;
}

export function now(): number {
  return performance.now();
}

/** Opens the stream and plays Twilio's part on it. */
export async function openCallerLine(address: StreamAddress): Promise<CallerLine> {
  const streamSid = `MZ${randomBytes(16).toString('hex')}`;
  const { callSid } = address;
  const socket = new WebSocket(address.url, {
    headers: address.headers,
    handshakeTimeout: openMsMax,
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const writer = createStreamWriter({ accountSid: `AC${'0'.repeat(32)}`, callSid, streamSid });
  const ear = createAgentEar();
  let queued: Queued[] = [];
  let over = false;
  let violations = 0;
  let sentFrames = 0;
  const startedAtMs = now();

  function send(text: string): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  /** By the clock and not by the timer, which is always a little late. */
  function tick(): void {
    const dueFrames = Math.floor((now() - startedAtMs) / frameMs) + 1;
    for (; sentFrames < dueFrames; sentFrames += 1) {
      const next = queued.shift();
      send(writer.media(next?.payload ?? silentPayload));
      next?.left?.(now());
    }
    for (const name of ear.due(now())) send(writer.mark(name));
    timer = setTimeout(tick, Math.max(1, startedAtMs + dueFrames * frameMs - now()));
  }

  function returnMarks(names: string[]): void {
    for (const name of names) send(writer.mark(name));
  }

  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : readServerMessage(String(data), streamSid);
    if (message === undefined) violations += 1;
    else if (message.event === 'media') ear.audio(Buffer.from(message.payload, 'base64'), now());
    else if (message.event === 'mark') returnMarks(ear.mark(message.name, now()));
    else returnMarks(ear.clear(now()));
  });
  socket.on('error', () => socket.terminate());
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      over = true;
      clearTimeout(timer);
      queued = [];
      resolve();
    });
  });
  send(writer.connected());
  send(writer.start(address.parameters));
  let timer = setTimeout(tick, 0);

  return {
    ear,
    ended,
    get over() {
      return over;
    },
    get violations() {
      return violations;
    },
    say: (breaths) =>
      new Promise((resolve) => {
        queued.push(...queue(breaths, resolve));
      }),
    hangUp() {
      send(writer.stop());
      setTimeout(() => socket.close(), closeMsMax).unref();
    },
  };
}
