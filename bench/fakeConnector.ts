import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where both bots post their replies. */
export interface FakeConnector {
  readonly serviceUrl: string;
  /** Resolves when a reply to this activity has arrived whole. */
  replyTo(activityId: string): Promise<void>;
  close(): void;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const awaited = new Map<string, () => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"id":"1"}');
      const { type, replyToId } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (type !== 'message') return;
      awaited.get(replyToId)?.();
      awaited.delete(replyToId);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    replyTo: (activityId) => new Promise((resolve) => awaited.set(activityId, resolve)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
