/** The handset's media stream: the caller's frames out in real time, the agent's audio played. */
import { WebSocket } from 'ws';
import type { Clock } from '../../services/clock.ts';
import { samplesPerFrame, silenceCode } from '../../services/media/mulaw.ts';
import { createPlayout } from './playout.ts';
import { createStreamWriter, readServerMessage, type StreamIds } from './stream-messages.ts';

const frameMs = 20;
const bytesPerMs = 8;
/** How long the server has to take the socket. */
const openMsMax = 10_000;
/** How long the server has to close after `stop`, before the handset does it. */
const closeMsMax = 500;

export interface MediaLegDeps {
  url: string;
  headers: Record<string, string>;
  ids: StreamIds;
  parameters: Record<string, string>;
  clock: Clock;
  /** Audio from the agent arrived; it will be played until `endsAtMs`. */
  agentAudio(mulaw: Uint8Array, endsAtMs: number): void;
  agentCleared?(): void;
  /** The server said something that Twilio would not take. */
  violation(what: string): void;
}

export interface MediaLeg {
  /** Queues the caller's audio behind what the caller is saying already. */
  speak(mulaw: Uint8Array): void;
  press(digit: string): void;
  /** The caller's audio that has not gone out yet. */
  readonly unspokenMs: number;
  /** When the agent's audio received so far has been played. */
  readonly agentEndsAtMs: number;
  readonly heardMs: number;
  hangUp(): void;
  /** Resolves when the stream is over: `server` when our server closed it. */
  readonly ended: Promise<'server' | 'caller'>;
}

function openSocket(deps: MediaLegDeps): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(deps.url, { headers: deps.headers, handshakeTimeout: openMsMax });
    socket.once('open', () => resolve(socket));
    socket.once('error', (error) => reject(new Error(`the media stream: ${error.message}`)));
  });
}

/** The caller's line: what is said, or else silence, 50 times a second by the clock. */
function createMicrophone(clock: Clock, send: (frame: Uint8Array) => void) {
  const silence = new Uint8Array(samplesPerFrame).fill(silenceCode);
  const startedAtMs = clock.now();
  let said: Uint8Array[] = [];
  let sentFrames = 0;
  let stop = clock.after(0, tick);
  function tick(): void {
    // By the clock and not by the timer, which is always a little late.
    const dueFrames = Math.floor((clock.now() - startedAtMs) / frameMs) + 1;
    for (; sentFrames < dueFrames; sentFrames += 1) send(said.shift() ?? silence);
    stop = clock.after(Math.max(1, startedAtMs + dueFrames * frameMs - clock.now()), tick);
  }
  return {
    get unspokenMs() {
      return said.length * frameMs;
    },
    speak(mulaw: Uint8Array) {
      for (let at = 0; at < mulaw.length; at += samplesPerFrame) {
        const frame = Uint8Array.from(silence);
        frame.set(mulaw.subarray(at, at + samplesPerFrame));
        said.push(frame);
      }
    },
    stop() {
      stop();
      said = [];
    },
  };
}

/** Opens the stream and plays Twilio's part on it until either side ends it. */
export async function openMediaLeg(deps: MediaLegDeps): Promise<MediaLeg> {
  const { clock, ids } = deps;
  const socket = await openSocket(deps);
  const writer = createStreamWriter(ids);
  const playout = createPlayout();
  let endedBy: 'server' | 'caller' = 'server';
  let stopDue: (() => void) | undefined;

  function send(text: string): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }
  function returnMarks(names: string[]): void {
    for (const name of names) send(writer.mark(name));
    stopDue?.();
    const next = playout.nextDueAtMs;
    if (next === undefined) return;
    stopDue = clock.after(Math.max(0, next - clock.now()), () => {
      returnMarks(playout.due(clock.now()));
    });
  }
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : readServerMessage(String(data), ids.streamSid);
    if (message === undefined) deps.violation(isBinary ? 'binary message' : 'unreadable message');
    else if (message.event === 'mark') returnMarks(playout.mark(message.name, clock.now()));
    else if (message.event === 'clear') {
      returnMarks(playout.clear(clock.now()));
      deps.agentCleared?.();
    } else {
      const mulaw = Buffer.from(message.payload, 'base64');
      playout.audio(mulaw.length / bytesPerMs, clock.now());
      deps.agentAudio(mulaw, playout.endsAtMs);
    }
  });
  send(writer.connected());
  send(writer.start(deps.parameters));
  const microphone = createMicrophone(clock, (frame) =>
    send(writer.media(Buffer.from(frame).toString('base64'))),
  );
  const ended = new Promise<'server' | 'caller'>((resolve) => {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      microphone.stop();
      stopDue?.();
      resolve(endedBy);
    });
  });
  return {
    ended,
    speak: microphone.speak,
    press: (digit) => send(writer.digit(digit)),
    get unspokenMs() {
      return microphone.unspokenMs;
    },
    get agentEndsAtMs() {
      return playout.endsAtMs;
    },
    get heardMs() {
      return playout.playedMs(clock.now());
    },
    hangUp() {
      endedBy = 'caller';
      send(writer.stop());
      clock.after(closeMsMax, () => socket.close());
    },
  };
}
