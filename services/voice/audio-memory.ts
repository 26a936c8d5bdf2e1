/** Audio held in memory up to a number of bytes; the longest unused goes first. */

export interface AudioMemory {
  has(key: string): boolean;
  get(key: string): Uint8Array | undefined;
  put(key: string, audio: Uint8Array): void;
}

/** A Map keeps its keys in the order in which they came: each use puts its key at the end. */
export function createAudioMemory(bytesMax: number): AudioMemory {
  const audioByKey = new Map<string, Uint8Array>();
  let bytes = 0;
  function remove(key: string): void {
    bytes -= audioByKey.get(key)?.length ?? 0;
    audioByKey.delete(key);
  }
  return {
    has: (key: string) => audioByKey.has(key),
    get(key: string): Uint8Array | undefined {
      const audio = audioByKey.get(key);
      if (audio === undefined) return undefined;
      audioByKey.delete(key);
      audioByKey.set(key, audio);
      return audio;
    },
    put(key: string, audio: Uint8Array): void {
      remove(key);
      if (audio.length > bytesMax) return;
      audioByKey.set(key, audio);
      bytes += audio.length;
      for (const oldest of audioByKey.keys()) {
        if (bytes <= bytesMax) break;
        remove(oldest);
      }
    },
  };
}
