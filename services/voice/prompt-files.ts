/** Kept speech on disk: one raw mu-law file a text, whole or not there. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Shorter than 100 ms is no text that anyone speaks. */
const bytesMin = 800;
/** A run of this code, full scale for 20 ms, is no speech: it is what a lost disk block reads as. */
const lostRunMin = 160;

export interface PromptFiles {
  /** The audio, or nothing when there is none or it is broken. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Whole on return; a file that cannot be written throws and leaves nothing behind. */
  write(key: string, audio: Uint8Array): Promise<void>;
}

/** Files in `folder`, which belongs to one process at a time. */
export function createPromptFiles(folder: string): PromptFiles {
  const fileOf = (key: string) => path.join(folder, `${key}.ulaw`);

  return {
    async read(key) {
      // A file that cannot be read is made anew, whatever kept it from being read.
      const bytes = await readFile(fileOf(key)).catch(() => new Uint8Array(0));
      return looksWhole(bytes) ? new Uint8Array(bytes) : undefined;
    },
    async write(key, audio) {
      await mkdir(folder, { recursive: true });
      const part = path.join(folder, `${key}.part`);
      try {
        const file = await open(part, 'w');
        try {
          await file.writeFile(audio);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, fileOf(key));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
  };
}

function looksWhole(bytes: Uint8Array): boolean {
  if (bytes.length < bytesMin) return false;
  let run = 0;
  for (const code of bytes) {
    run = code === 0 ? run + 1 : 0;
    if (run === lostRunMin) return false;
  }
  return true;
}
