import type net from 'node:net';
import { type LabServer, rawServer } from './lab.js';

export interface FloodServer extends LabServer {
  /** Bytes that left for the peers so far; what waits in the kernel's buffers counts. */
  sent(): number;
}

/** Sends `first` once the peer has spoken (or at once), then `again` as fast as it is taken, and never hangs up. */
export async function floodServer(options: {
  readonly atOnce?: boolean;
  readonly first?: Buffer;
  readonly again: Buffer;
}): Promise<FloodServer> {
  let sent = 0;
  const pour = (socket: net.Socket): void => {
    for (let room = true; room && !socket.destroyed; ) {
      room = socket.write(options.again, () => {
        sent += options.again.length;
      });
    }
  };
  const server = await rawServer((socket) => {
    const begin = (): void => {
      if (options.first) socket.write(options.first);
      socket.on('drain', () => pour(socket));
      pour(socket);
    };
    if (options.atOnce) begin();
    else socket.once('data', begin);
  });
  return { ...server, sent: () => sent };
}
