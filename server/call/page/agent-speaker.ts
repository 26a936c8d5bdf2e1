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
/** Nobody says so much at once: audio beyond it is dropped. */
const queuedMsMax = 120_000;

/** Without a context, or with one that the browser does not let sound, time passes all the same. */
export function openAgentSpeaker(
  context: AudioContext | undefined,
  listener: SpeakerListener,
): AgentSpeaker {
  const sounding = context?.state === 'running' ? context : undefined;
  const output = sounding === undefined ? silentOutput() : soundingOutput(sounding);
  const playout = createPlayout();
  let wasSpeaking = false;

  const look = (): void => {
    const earMs = output.nowMs() - output.latencyMs();
    const speaking = playout.endsAtMs > earMs;
    if (speaking !== wasSpeaking) listener.speaking(speaking);
    wasSpeaking = speaking;
    for (const name of playout.due(earMs)) listener.markPlayed(name);
  };
  const timer = setInterval(look, lookMs);

  return {
    audio(mulaw) {
      const nowMs = output.nowMs();
      const queuedMs = playout.endsAtMs - nowMs;
      if (queuedMs > queuedMsMax) return;
      const startsAtMs = queuedMs > 0 ? playout.endsAtMs : nowMs + leadMs;
      const lengthMs = output.play(mulaw, startsAtMs);
      playout.audio(lengthMs, Math.max(nowMs, startsAtMs));
    },
    mark(name) {
      const due = playout.mark(name, output.nowMs() - output.latencyMs());
      for (const played of due) listener.markPlayed(played);
    },
    clear() {
      output.silence();
      for (const name of playout.clear(output.nowMs())) listener.markPlayed(name);
      look();
    },
    stop() {
      clearInterval(timer);
      output.silence();
    },
  };
}

interface Output {
  nowMs(): number;
  /** From being played to being in the caller's ear. */
  latencyMs(): number;
  /** Plays from that moment; answers with the length. */
  play(mulaw: Uint8Array, startsAtMs: number): number;
  silence(): void;
}

function silentOutput(): Output {
  return {
    nowMs: () => performance.now(),
    latencyMs: () => 0,
    play: (mulaw) => (mulaw.length / telephoneRate) * 1000,
    silence: () => {},
  };
}

function soundingOutput(context: AudioContext): Output {
  const sources = new Set<AudioBufferSourceNode>();
  let resample = createResampler(telephoneRate, context.sampleRate);
  return {
    nowMs: () => context.currentTime * 1000,
    latencyMs: () => (context.outputLatency ?? 0) * 1000,
    play(mulaw, startsAtMs) {
      const samples = resample(Float32Array.from(decodeMulaw(mulaw), (code) => code / 32_768));
      if (samples.length === 0) return 0;
      const buffer = context.createBuffer(1, samples.length, context.sampleRate);
      buffer.copyToChannel(samples, 0);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      source.onended = () => sources.delete(source);
      source.start(startsAtMs / 1000);
      sources.add(source);
      return buffer.duration * 1000;
    },
    silence() {
      for (const source of sources) source.stop();
      sources.clear();
      // What the filter still holds belongs to what was silenced.
      resample = createResampler(telephoneRate, context.sampleRate);
    },
  };
}
