import type { IncomingMessage } from 'node:http';
import type { ByteRoom } from './byteRoom.js';

/**
 * Reads a body of at most `maxBytes`; what goes beyond is left unread. With a `room`, what is returned has been taken from
 * it, and the caller gives it back.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  room: ByteRoom | null = null,
): Promise<Buffer<ArrayBuffer> | 'too-large' | 'no-room'> {
  const chunks: Buffer[] = [];
  let size = 0;
  let whole = false;
  try {
    // Destroying the request on the way out would take the connection, and with it the refusal.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (size + chunk.length > maxBytes) return 'too-large';
      if (room?.take(chunk.length) === false) return 'no-room';
      size += chunk.length;
      chunks.push(chunk);
    }
    whole = true;
    return Buffer.concat(chunks);
  } finally {
    if (!whole) room?.give(size);
  }
}
