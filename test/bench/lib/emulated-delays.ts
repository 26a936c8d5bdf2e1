/** How late the emulated providers are, the same for both systems of a latency run. */

export const emulatedDelays = {
  /** A recogniser's message after the audio that decided it. */
  recogniserMs: 150,
  /** A model's first token, and the rest of its first sentence after that. */
  modelFirstMs: 300,
  modelRestMs: 80,
  /** A voice's first byte. */
  voiceFirstMs: 100,
} as const;

/** The key that every emulator knows. */
export const emulatedKey = 'bench';
