/** The part of eSpeak NG's JavaScript port that the voice process uses. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface EspeakWorker {
    /** 0 when the voice exists. */
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    get_samplerate(): number;
    /** Calls back synchronously with each stretch of samples; returning true stops. */
    synthesize(text: string, take: (samples: Int16Array) => boolean): void;
  }
  interface Espeak {
    eSpeakNGWorker: new () => EspeakWorker;
  }
  export default function load(options: {
    print: (line: string) => void;
    printErr: (line: string) => void;
  }): Promise<Espeak>;
}
