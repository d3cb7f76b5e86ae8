import type { WebSocket } from 'ws';
import type { FrameSink } from './directLine/activityStream.js';

/** Frames into a WebSocket; one that has not left within `timeoutMs` rejects. */
export function socketSink(socket: WebSocket, timeoutMs: number): FrameSink {
  return {
    send: (frame) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the client does not take its frames')), timeoutMs);
        timer.unref();
        socket.send(frame, (error) => {
          clearTimeout(timer);
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
