/** G.711 mu-law, the telephone's audio: one byte a sample, 8,000 samples a second. */

/** Samples, and so bytes, of mu-law in 20 ms. */
export const samplesPerFrame = 160;
/** The code of silence. */
export const silenceCode = 0xff;

const bias = 0x84;
const clip = 32_635;

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeSample(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const mantissa = inverted & 0x0f;
  const magnitude = (((mantissa << 3) + bias) << exponent) - bias;
  return inverted & 0x80 ? -magnitude : magnitude;
}

const encodeTable = Uint8Array.from({ length: 65_536 }, (_, index) => encodeSample(index - 32_768));
const decodeTable = Int16Array.from({ length: 256 }, (_, code) => decodeSample(code));
const magnitudes = decodeTable.map((sample) => Math.abs(sample));

/** Linear 16-bit samples to mu-law codes, one byte each. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  const codes = new Uint8Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) {
    codes[at] = encodeTable[(samples[at] ?? 0) + 32_768] ?? silenceCode;
  }
  return codes;
}

/** Mu-law codes to linear 16-bit samples; who decodes often brings the samples to write to. */
export function decodeMulaw(
  codes: Uint8Array,
  samples: Int16Array = new Int16Array(codes.length),
): Int16Array {
  for (let at = 0; at < codes.length; at += 1) samples[at] = decodeTable[codes[at] ?? 0] ?? 0;
  return samples;
}

/** How loud it is: the mean of the samples' magnitudes, from 0 to 32,124. */
export function meanLevel(codes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < codes.length; at += 1) sum += magnitudes[codes[at] ?? 0] ?? 0;
  return sum / Math.max(1, codes.length);
}
