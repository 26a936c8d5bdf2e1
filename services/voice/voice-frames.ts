/** The frames between us and a voice process: kind, request number, length, payload. */

export const frameKinds = ['ready', 'speak', 'audio', 'end', 'failed'] as const;
export type FrameKind = (typeof frameKinds)[number];

export interface VoiceFrame {
  kind: FrameKind;
  /** Which request it belongs to; 0 for `ready`. */
  request: number;
  payload: Uint8Array;
}

/** One byte kind, four bytes request, four bytes length, both little-endian. */
const headerBytes = 9;
/** Far above any chunk of speech or any text; a longer frame means the stream lost its place. */
const payloadBytesMax = 1_048_576;

export function encodeVoiceFrame(frame: VoiceFrame): Uint8Array {
  const bytes = new Uint8Array(headerBytes + frame.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, frameKinds.indexOf(frame.kind));
  view.setUint32(1, frame.request, true);
  view.setUint32(5, frame.payload.length, true);
  bytes.set(frame.payload, headerBytes);
  return bytes;
}

/** Cuts a stream of bytes into frames; throws when the bytes cannot be frames. */
export function createVoiceFrameReader(): (bytes: Uint8Array) => VoiceFrame[] {
  let held = new Uint8Array(0);
  return (bytes) => {
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    const view = new DataView(all.buffer);
    const frames: VoiceFrame[] = [];
    let at = 0;
    while (all.length - at >= headerBytes) {
      const kind = frameKinds[view.getUint8(at)];
      const length = view.getUint32(at + 5, true);
      if (kind === undefined || length > payloadBytesMax) throw new Error('not a voice frame');
      if (all.length - at < headerBytes + length) break;
      const payload = all.slice(at + headerBytes, at + headerBytes + length);
      frames.push({ kind, request: view.getUint32(at + 1, true), payload });
      at += headerBytes + length;
    }
    held = all.slice(at);
    return frames;
  };
}
