/**
 * The text of a file, whatever Windows wrote it in: UTF-8 or UTF-16, with or without a byte order mark, else Windows-1252.
 * Null when it is no text.
 */
export function decodeText(bytes: Buffer): string | null {
  const marked = byMark(bytes);
  const text = marked ?? byZeros(bytes) ?? decode('utf-8', bytes) ?? decode('windows-1252', bytes);
  return text !== null && isPlain(text) ? text : null;
}

function byMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes);
  return null;
}

const looked = 2_048;

/** Western text in UTF-16 has a zero in every other byte, and UTF-8 has none. */
function byZeros(bytes: Buffer): string | null {
  const head = bytes.subarray(0, looked);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 5;
  if (odd > many && even * 10 < odd) return decode('utf-16le', bytes);
  return even > many && odd * 10 < even ? decode('utf-16be', bytes) : null;
}

/** Null when the bytes are not of this encoding. The mark goes. */
function decode(encoding: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(
      encoding.startsWith('utf-16') ? whole(bytes) : bytes,
    );
  } catch {
    return null;
  }
}

/** A file cut off within a character is still to be read. */
function whole(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length & ~1);
}

/** A log may hold a stray control character; in certificates, pictures and programs every tenth byte is one. */
function isPlain(text: string): boolean {
  const controls = text.match(/[^\P{Cc}\t\n\v\f\r]/gu)?.length ?? 0;
  return controls * 100 <= text.length;
}
