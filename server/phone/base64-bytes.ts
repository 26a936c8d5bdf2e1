/** Base64 as it stands in a message's bytes, decoded without making a text of it first. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** More than six bits: no letter of base64. */
const none = 0xff;
const sixBits = new Uint8Array(256).fill(none);
for (const [value, letter] of [...letters].entries()) sixBits[letter.charCodeAt(0)] = value;
const padding = '='.charCodeAt(0);

/** Letters that say something: the padding at the end is left out. */
function withoutPadding(bytes: Uint8Array, to: number): number {
  if (bytes[to - 1] !== padding) return to;
  return bytes[to - 2] === padding ? to - 2 : to - 1;
}

/** Nothing when it is not base64 with its padding; bits beyond the last whole byte are dropped. */
export function decodeBase64(bytes: Uint8Array, from: number, to: number): Buffer | undefined {
  if (to <= from || (to - from) % 4 !== 0) return undefined;
  const end = withoutPadding(bytes, to);
  // From Node's pool: audio of its own for each frame would cost an allocation outside the heap.
  const decoded = Buffer.allocUnsafe(((end - from) * 3) >> 2);
  let length = 0;
  let foreign = 0;
  for (let at = from; at < end; at += 4) {
    const first = sixBits[bytes[at] ?? 0] ?? none;
    const second = at + 1 < end ? (sixBits[bytes[at + 1] ?? 0] ?? none) : none;
    const third = at + 2 < end ? (sixBits[bytes[at + 2] ?? 0] ?? none) : 0;
    const fourth = at + 3 < end ? (sixBits[bytes[at + 3] ?? 0] ?? none) : 0;
    foreign |= first | second | third | fourth;
    decoded[length] = (first << 2) | (second >> 4);
    // Beyond its end a buffer takes nothing.
    decoded[length + 1] = (second << 4) | (third >> 2);
    decoded[length + 2] = (third << 6) | fourth;
    length += 3;
  }
  return foreign > 0x3f ? undefined : decoded;
}
