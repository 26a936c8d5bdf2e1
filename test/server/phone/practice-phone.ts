/** The phone's real routes on a real port, with a desk that talks over real media. */
import { fastify } from 'fastify';
import { Registry } from 'prom-client';
import type { AfterStream, CallDesk, IncomingCall } from '../../../server/phone/call-desk.ts';
import { registerPhone } from '../../../server/phone/register-phone.ts';
import { type Clock, systemClock } from '../../../services/clock.ts';
import type { Media, PhoneLine } from '../../../services/media/media.ts';
import { encodeMulaw } from '../../../services/media/mulaw.ts';
import { createTelephoneMedia } from '../../../services/media/telephone-media.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';

export const authToken = 'practice-auth-token';
export const ticketSecret = 'practice-ticket-secret';
export const apology = 'I am sorry, something went wrong here.';

const detectors = await loadVoiceDetectors();

export interface PracticeDesk extends CallDesk {
  /** What happened, call by call, in words. */
  log: string[];
  arrived: IncomingCall[];
  medias: Map<string, Media>;
  lines: Map<string, PhoneLine>;
  /** Milliseconds of greeting. */
  greetingMs: number;
  /** Ends the stream when all has been said. */
  closesWhenQuiet: boolean;
  arrival: () => Promise<'answer' | 'reject'>;
  after: () => AfterStream;
  afterDial: () => AfterStream;
  /** Thrown at the next thing of this kind. */
  bugAt?: 'audio' | 'key' | 'connect' | 'after' | undefined;
}

export function tone(lengthMs: number): Uint8Array {
  return encodeMulaw(
    Int16Array.from({ length: lengthMs * 8 }, (_, at) => 6_000 * Math.sin((at * Math.PI) / 10)),
  );
}

async function* inChunks(audio: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < audio.length; at += 1_600) yield audio.subarray(at, at + 1_600);
}

export function createPracticeDesk(): PracticeDesk {
  const desk: PracticeDesk = {
    log: [],
    arrived: [],
    medias: new Map(),
    lines: new Map(),
    greetingMs: 1_200,
    closesWhenQuiet: false,
    arrival: async () => 'answer',
    after: () => ({ next: 'hang-up' }),
    afterDial: () => ({ next: 'hang-up' }),
    async arrive(call) {
      desk.arrived.push(call);
      return desk.arrival();
    },
    connect(callId, line) {
      bug('connect');
      if (!desk.arrived.some((call) => call.callId === callId)) return { refused: 'unknown-call' };
      if (desk.medias.has(callId)) return { refused: 'already-connected' };
      const media = talk(callId, line);
      return {
        audio(mulaw, chunk, timestampMs) {
          bug('audio');
          media.receive(mulaw, chunk, timestampMs);
        },
        markReturned: (name) => media.markReturned(name),
        key(digit) {
          bug('key');
          desk.log.push(`key ${digit}`);
        },
        hungUp() {
          desk.log.push('hung up');
          media.close();
        },
        oddity: (what) => desk.log.push(`odd ${what}`),
      };
    },
    afterStream() {
      bug('after');
      return desk.after();
    },
    dialAnswered: (callId) => desk.log.push(`answered ${callId}`),
    dialEnded(_callId, status) {
      desk.log.push(`dial ${status}`);
      return desk.afterDial();
    },
    ended: () => desk.log.push('ended'),
  };

  function bug(at: PracticeDesk['bugAt']): void {
    if (desk.bugAt === at) throw new Error(`a bug at ${at}`);
  }

  function talk(callId: string, line: PhoneLine): Media {
    const media: Media = createTelephoneMedia({
      line,
      clock: systemClock,
      detectors,
      failed: (error) => desk.log.push(`bug ${String(error)}`),
      listener: {
        activity(speaking) {
          desk.log.push(speaking ? 'speaks' : 'stops');
          if (speaking && media.playing) media.clear();
          if (!speaking) say('answer', 300);
        },
        voiced: () => undefined,
        frame: () => undefined,
        started: (utterance) => desk.log.push(`started ${utterance}`),
        pieceHeard: (utterance) => desk.log.push(`heard ${utterance}`),
        quiet() {
          desk.log.push('quiet');
          if (desk.closesWhenQuiet) line.close();
        },
        cut: (utterance) => desk.log.push(`cut ${utterance}`),
        oddity: (what) => desk.log.push(`media ${what}`),
      },
    });
    function say(utterance: string, lengthMs: number): void {
      media.play({ utterance, piece: 0, last: true, audio: inChunks(tone(lengthMs)) });
    }
    desk.medias.set(callId, media);
    desk.lines.set(callId, line);
    say('greeting', desk.greetingMs);
    return media;
  }
  return desk;
}

export interface PracticePhone {
  desk: PracticeDesk;
  /** `http://127.0.0.1:port` */
  url: string;
  /** How often something was refused, by reason. */
  refused(why: string): Promise<number>;
  close(): Promise<void>;
}

export async function startPracticePhone(
  publicUrl?: string,
  clock: Clock = systemClock,
): Promise<PracticePhone> {
  const desk = createPracticeDesk();
  const registry = new Registry();
  const app = fastify();
  await registerPhone(app, {
    desk,
    authToken,
    ticketSecret,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    clock,
    registry,
    apology: () => apology,
    log: { info() {}, warn() {}, error() {} },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const [address] = app.addresses();
  if (typeof address !== 'object') throw new Error('the phone has no port');
  return {
    desk,
    url: `http://127.0.0.1:${address.port}`,
    async refused(why) {
      const metric = await registry.getSingleMetric('frontdesk_phone_refused_total')?.get();
      return metric?.values.find((value) => value.labels.why === why)?.value ?? 0;
    },
    async close() {
      for (const media of desk.medias.values()) media.close();
      await app.close();
    },
  };
}

/** Resolves when `holds` does, checked at every turn of the loop; fails after five seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadlineMs = systemClock.now() + 5_000;
  while (!(await holds())) {
    if (systemClock.now() > deadlineMs) throw new Error(`never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
