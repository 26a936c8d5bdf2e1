/** Runs in the audio thread: turns the microphone, or nothing, into 20 ms telephone frames. */
import { createResampler } from './resample.ts';

declare const sampleRate: number;
declare function registerProcessor(name: string, made: new () => unknown): void;
declare const AudioWorkletProcessor: new () => { readonly port: MessagePort };

const telephoneRate = 8000;
const frameSamples = 160;

/** Silence is sent as well: a telephone line never stops sending frames. */
class TelephoneFrames extends AudioWorkletProcessor {
  readonly #resample = createResampler(sampleRate, telephoneRate);
  #frame = new Int16Array(frameSamples);
  #filled = 0;

  process(inputs: Float32Array[][]): boolean {
    const block = inputs[0]?.[0] ?? new Float32Array(128);
    for (const sample of this.#resample(block)) {
      this.#frame[this.#filled] = Math.max(-1, Math.min(1, sample)) * 32_767;
      this.#filled += 1;
      if (this.#filled === frameSamples) this.#send();
    }
    return true;
  }

  #send(): void {
    this.port.postMessage(this.#frame, [this.#frame.buffer]);
    this.#frame = new Int16Array(frameSamples);
    this.#filled = 0;
  }
}

registerProcessor('telephone-frames', TelephoneFrames);
