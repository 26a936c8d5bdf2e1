/** The header of a streamed WAV file of mu-law: its lengths are not known yet. */

const unknownLength = 0xffffffff;

export function wavHeader(format = 7): Uint8Array {
  const header = Buffer.alloc(58);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(unknownLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(format, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('fact', 38, 'latin1');
  header.writeUInt32LE(4, 42);
  header.writeUInt32LE(unknownLength, 46);
  header.write('data', 50, 'latin1');
  header.writeUInt32LE(unknownLength, 54);
  return new Uint8Array(header);
}
