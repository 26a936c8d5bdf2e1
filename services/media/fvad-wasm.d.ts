/** What we use of the WebRTC voice activity detector; its package comes without types. */
declare module '@echogarden/fvad-wasm' {
  export interface FvadModule {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_reset(detector: number): void;
    /** 0 when the mode (0 to 3) was taken. */
    _fvad_set_mode(detector: number, mode: number): number;
    /** 0 when the rate was taken. */
    _fvad_set_sample_rate(detector: number, samplesPerSecond: number): number;
    /** 1 voiced, 0 unvoiced, -1 a frame of the wrong length. */
    _fvad_process(detector: number, samples: number, sampleCount: number): number;
  }
  export default function createFvad(): Promise<FvadModule>;
}
