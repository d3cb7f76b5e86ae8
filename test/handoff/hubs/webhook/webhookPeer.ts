import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PeerRequest {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { readonly [field: string]: unknown };
}

/** What the next request is answered instead of 200; `silence` never answers, `cut` ends the connection. */
export type PeerFault =
  | 'silence'
  | 'cut'
  | { readonly status: number; readonly headers?: Record<string, string> };

/** The other side of the webhook. */
export interface WebhookPeer {
  readonly url: string;
  /** All that came, refused or not. */
  readonly requests: readonly PeerRequest[];
  /** The bodies that were taken. */
  readonly taken: readonly PeerRequest['body'][];
  readonly faults: PeerFault[];
  close(): Promise<void>;
}

export async function startWebhookPeer(): Promise<WebhookPeer> {
  const requests: PeerRequest[] = [];
  const taken: PeerRequest['body'][] = [];
  const faults: PeerFault[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const body = JSON.parse(text);
    requests.push({ headers: request.headers, text, body });
    const fault = faults.shift();
    if (fault === 'silence') return;
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    if (fault === undefined) taken.push(body);
    response.writeHead(fault?.status ?? 200, fault?.headers ?? {});
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`,
    ...{ requests, taken, faults },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
