/** The agent's voice in the browser's loudspeaker, and the marks whose audio has really played. */
import { decodeMulaw } from '../../../services/media/mulaw.ts';
import { createPlayout } from '../../handset/playout.ts';
import { createResampler } from './resample.ts';

export interface AgentSpeaker {
  audio(mulaw: Uint8Array): void;
  mark(name: string): void;
  clear(): void;
  stop(): void;
}

export interface SpeakerListener {
  markPlayed(name: string): void;
  speaking(speaking: boolean): void;
}

const telephoneRate = 8000;
const lookMs = 20;
/** Audio comes frame by frame over a network: the first one waits so that the next is not late. */
const leadMs = 40;

/** Without a context, or with one that the browser does not let sound, time passes all the same. */
export function openAgentSpeaker(
  context: AudioContext | undefined,
  listener: SpeakerListener,
): AgentSpeaker {
  const sounding = context?.state === 'running' ? context : undefined;
  const nowMs = (): number =>
    sounding === undefined ? performance.now() : sounding.currentTime * 1000;
  const latencyMs = (sounding?.outputLatency ?? 0) * 1000;
  const playout = createPlayout();
  const sources = new Set<AudioBufferSourceNode>();
  let resample = createResampler(telephoneRate, sounding?.sampleRate ?? telephoneRate);
  let wasSpeaking = false;

  const look = (): void => {
    const speaking = playout.endsAtMs > nowMs() - latencyMs;
    if (speaking !== wasSpeaking) listener.speaking(speaking);
    wasSpeaking = speaking;
    for (const name of playout.due(nowMs() - latencyMs)) listener.markPlayed(name);
  };
  const timer = setInterval(look, lookMs);

  /** Queues so much audio; answers when it starts to sound. */
  const queue = (lengthMs: number): number => {
    playout.audio(lengthMs, playout.endsAtMs > nowMs() ? nowMs() : nowMs() + leadMs);
    return playout.endsAtMs - lengthMs;
  };

  const silence = (): void => {
    for (const source of sources) source.stop();
    sources.clear();
    resample = createResampler(telephoneRate, sounding?.sampleRate ?? telephoneRate);
  };

  const sound = (playing: AudioContext, samples: Float32Array<ArrayBuffer>): void => {
    const buffer = playing.createBuffer(1, samples.length, playing.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = playing.createBufferSource();
    source.buffer = buffer;
    source.connect(playing.destination);
    source.onended = () => sources.delete(source);
    source.start(queue(buffer.duration * 1000) / 1000);
    sources.add(source);
  };

  return {
    audio(mulaw) {
      const decoded = decodeMulaw(mulaw);
      if (sounding === undefined) {
        queue((decoded.length / telephoneRate) * 1000);
        return;
      }
      const samples = resample(Float32Array.from(decoded, (sample) => sample / 32_768));
      if (samples.length > 0) sound(sounding, samples);
    },
    mark(name) {
      for (const due of playout.mark(name, nowMs() - latencyMs)) listener.markPlayed(due);
    },
    clear() {
      silence();
      for (const name of playout.clear(nowMs())) listener.markPlayed(name);
      look();
    },
    stop() {
      clearInterval(timer);
      silence();
    },
  };
}
