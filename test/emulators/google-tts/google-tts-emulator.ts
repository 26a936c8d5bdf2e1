/** Google Cloud Text-to-Speech on a loopback port, from Google's own protocol files. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type GrpcObject,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  type ServiceError,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Clock } from '../../../services/clock.ts';
import { wavHeader } from './wav.ts';

/** Everything is off, and nothing is late, unless a test says so. */
export interface VoiceBehaviour {
  firstAudioMs: number;
  /** Between two chunks. */
  chunkMs: number;
  chunkBytes: number;
  /** Audio begins with a WAV header, as one of Google's pages says. */
  header: boolean;
  /** Requests are refused with this status. */
  refuseWith: number | undefined;
  /** A stream breaks with UNAVAILABLE after so many bytes. */
  breakAfterBytes: number | undefined;
  /** A stream stops, without ending, after so many bytes. */
  stallAfterBytes: number | undefined;
  /** Texts with these words meet another server, so often. */
  textFaults: { words: RegExp; times: number; as: Partial<VoiceBehaviour> }[];
}

const faultless: VoiceBehaviour = {
  firstAudioMs: 0,
  chunkMs: 0,
  chunkBytes: 1_600,
  header: false,
  refuseWith: undefined,
  breakAfterBytes: undefined,
  stallAfterBytes: undefined,
  textFaults: [],
};

interface StreamRequest {
  streamingConfig?: {
    voice?: { name?: string; languageCode?: string };
    streamingAudioConfig?: { audioEncoding?: string; sampleRateHertz?: number };
  };
  input?: { text?: string };
}

export interface GoogleTtsEmulator {
  /** `host:port`, for `GOOGLE_TTS_ENDPOINT`. */
  readonly endpoint: string;
  /** The texts of each stream, in order. */
  readonly asked: readonly string[][];
  readonly voices: readonly string[];
  /** Streams that the client cancelled before their end. */
  readonly cancelled: number;
  behave(behaviour: Partial<VoiceBehaviour>): void;
  close(): Promise<void>;
}

const streamingEncodings = ['PCM', 'ALAW', 'MULAW', 'OGG_OPUS'];
const inputBytesMax = 5_000;
const chirpVoice = /^([a-z]{2,3}-[A-Z]{2})-Chirp3-HD-[A-Z][a-z]+$/;

export async function startGoogleTtsEmulator(options: {
  clock: Clock;
  /** The audio of a text. */
  speech?: (text: string) => Uint8Array;
}): Promise<GoogleTtsEmulator> {
  const { clock, speech = toneOf } = options;
  const asked: string[][] = [];
  const voices: string[] = [];
  let behaviour = { ...faultless };
  let cancelled = 0;

  function streamingSynthesize(call: ServerDuplexStream<StreamRequest, object>): void {
    let own = behaviour;
    const texts: string[] = [];
    let config: StreamRequest['streamingConfig'];
    let over = false;
    let sent = 0;
    let begun = false;
    const waiting: Uint8Array[] = [];
    let ended = false;

    function refuse(code: number, details: string): void {
      if (over) return;
      over = true;
      call.emit('error', Object.assign(new Error(details), { code, details }));
    }

    /** One chunk after the other, each after its wait. */
    function pump(): void {
      if (over) return;
      const chunk = waiting.shift();
      if (chunk === undefined) {
        begun = false;
        if (!ended) return;
        over = true;
        call.end();
        return;
      }
      const { breakAfterBytes = Infinity, stallAfterBytes = Infinity } = own;
      if (sent >= breakAfterBytes) {
        refuse(status.UNAVAILABLE, 'the stream broke');
        return;
      }
      if (sent >= stallAfterBytes) return;
      sent += chunk.length;
      call.write({ audioContent: chunk });
      wait(own.chunkMs);
    }

    function wait(ms: number): void {
      begun = true;
      if (ms > 0) clock.after(ms, pump);
      else setImmediate(pump);
    }

    function say(text: string): void {
      texts.push(text);
      const fault = behaviour.textFaults.find(({ words, times }) => times > 0 && words.test(text));
      if (fault !== undefined) {
        fault.times -= 1;
        own = { ...own, ...fault.as };
        if (own.refuseWith !== undefined) refuse(own.refuseWith, 'as told');
      }
      const audio = speech(text);
      const header = own.header && texts.length === 1 ? wavHeader() : new Uint8Array(0);
      const all = Buffer.concat([header, audio]);
      for (let at = 0; at < all.length; at += own.chunkBytes) {
        waiting.push(all.subarray(at, at + own.chunkBytes));
      }
      if (!begun) wait(own.firstAudioMs);
    }

    call.on('data', (request: StreamRequest) => {
      if (over) return;
      if (config === undefined) {
        const why = whyNoConfig(request);
        own = behaviour;
        if (own.refuseWith !== undefined) refuse(own.refuseWith, 'as told');
        else if (why !== undefined) refuse(status.INVALID_ARGUMENT, why);
        else {
          config = request.streamingConfig;
          voices.push(config?.voice?.name ?? '');
          asked.push(texts);
        }
        return;
      }
      const text = request.input?.text;
      if (request.streamingConfig || text === undefined) {
        refuse(status.INVALID_ARGUMENT, 'only input may follow the config');
      } else if (Buffer.byteLength(text) > inputBytesMax) {
        refuse(status.INVALID_ARGUMENT, 'the input is too long');
      } else say(text);
    });
    call.on('end', () => {
      ended = true;
      if (!begun) pump();
    });
    call.on('cancelled', () => {
      if (!over) cancelled += 1;
      over = true;
    });
    call.on('error', () => {
      over = true;
    });
  }

  function listVoices(_call: unknown, answer: sendUnaryData<object>): void {
    const names = ['Aoede', 'Charon', 'Kore', 'Puck'];
    answer(null, {
      voices: names.map((name) => ({
        languageCodes: ['en-US'],
        name: `en-US-Chirp3-HD-${name}`,
        ssmlGender: 'FEMALE',
        naturalSampleRateHertz: 24_000,
      })),
    });
  }

  function synthesizeSpeech(
    call: ServerUnaryCall<{ input?: { text?: string } }, object>,
    answer: sendUnaryData<object>,
  ): void {
    const { refuseWith } = behaviour;
    if (refuseWith === undefined) {
      const audio = speech(call.request.input?.text ?? '');
      answer(null, { audioContent: Buffer.concat([wavHeader(), audio]) });
    } else answer({ code: refuseWith, details: 'as told' } as ServiceError);
  }

  const server = new Server();
  server.addService(serviceDefinition(), {
    streamingSynthesize,
    listVoices,
    synthesizeSpeech,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    endpoint: `127.0.0.1:${port}`,
    asked,
    voices,
    get cancelled() {
      return cancelled;
    },
    behave(changes) {
      behaviour = { ...behaviour, ...changes };
    },
    async close() {
      server.forceShutdown();
    },
  };
}

function whyNoConfig(request: StreamRequest): string | undefined {
  const { streamingConfig, input } = request;
  if (streamingConfig === undefined || input !== undefined) return 'the config comes first, alone';
  const { voice, streamingAudioConfig } = streamingConfig;
  const language = chirpVoice.exec(voice?.name ?? '')?.[1];
  if (language === undefined) return 'only Chirp 3 HD voices can stream';
  if (voice?.languageCode !== language) return 'the language is not the voice’s';
  const { audioEncoding = '', sampleRateHertz = 0 } = streamingAudioConfig ?? {};
  if (!streamingEncodings.includes(audioEncoding)) return 'the encoding cannot be streamed';
  return sampleRateHertz >= 8_000 && sampleRateHertz <= 48_000 ? undefined : 'the rate is unknown';
}

/** 60 ms a letter, different for different letters. */
export function toneOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 480);
  for (let letter = 0; letter < text.length; letter += 1) {
    const code = text.charCodeAt(letter);
    bytes.fill(0x10 + (code % 0x40), letter * 480, (letter + 1) * 480);
  }
  return bytes;
}

function serviceDefinition() {
  const protos = [
    protoFolder('@google-cloud/text-to-speech'),
    // Its annotations lie with the client library.
    protoFolder('google-gax'),
  ];
  const definition = loadSync('google/cloud/texttospeech/v1/cloud_tts.proto', {
    includeDirs: protos,
    enums: String,
    longs: Number,
    defaults: false,
    oneofs: false,
  });
  const cloud = (loadPackageDefinition(definition).google as GrpcObject).cloud as GrpcObject;
  const version = (cloud.texttospeech as GrpcObject).v1 as GrpcObject;
  return (version.TextToSpeech as ServiceClientConstructor).service;
}

/** Packages may be hoisted, or not; neither exports its package.json. */
function protoFolder(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const protos = join(folder, 'node_modules', name, 'build/protos');
    if (existsSync(protos)) return protos;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed`);
  }
}
