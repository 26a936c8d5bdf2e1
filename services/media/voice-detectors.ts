/** WebRTC voice activity detectors, loaded once at the start and lent to calls. */
import createFvad, { type FvadModule } from '@echogarden/fvad-wasm';
import { samplesPerFrame } from './mulaw.ts';

/** One call's detector: it adapts to the noise of the line it hears. */
export interface VoiceDetector {
  /** Whether 20 ms of linear samples at 8 kHz hold a voice. */
  voiced(samples: Int16Array): boolean;
  /** Hands the detector back; it must not be asked again. */
  release(): void;
}

export interface VoiceDetectors {
  take(): VoiceDetector;
  /** Detectors lent out at this moment. */
  readonly lent: number;
}

const samplesPerSecond = 8000;
/** "Aggressive", 2 of 3: 3 loses the soft starts of words, 1 takes line noise for a voice. */
const mode = 2;
/** Idle detectors kept for the next call; a burst of more is freed when it is over. */
const idleMax = 256;

function make(module: FvadModule): number {
  const pointer = module._fvad_new();
  if (pointer === 0) throw new Error('the voice detector has no memory left');
  return pointer;
}

function prepare(module: FvadModule, pointer: number): void {
  // A reset also forgets the rate and the mode.
  module._fvad_reset(pointer);
  const taken =
    module._fvad_set_mode(pointer, mode) === 0 &&
    module._fvad_set_sample_rate(pointer, samplesPerSecond) === 0;
  if (!taken) throw new Error('the voice detector refused its settings');
}

/** Loads the detector's module; afterwards a call takes its detector without waiting. */
export async function loadVoiceDetectors(): Promise<VoiceDetectors> {
  const module = await createFvad();
  const idle: number[] = [];
  // Detectors run one after the other on this thread, so one buffer serves all of them.
  const samplesAt = module._malloc(samplesPerFrame * 2);
  let lent = 0;
  return {
    get lent() {
      return lent;
    },
    take() {
      const pointer = idle.pop() ?? make(module);
      prepare(module, pointer);
      let mine = true;
      lent += 1;
      return {
        voiced(samples) {
          if (!mine) throw new Error('a released voice detector was asked');
          module.HEAP16.set(samples, samplesAt >> 1);
          return module._fvad_process(pointer, samplesAt, samples.length) === 1;
        },
        release() {
          if (!mine) return;
          mine = false;
          lent -= 1;
          if (idle.length < idleMax) idle.push(pointer);
          else module._fvad_free(pointer);
        },
      };
    },
  };
}
