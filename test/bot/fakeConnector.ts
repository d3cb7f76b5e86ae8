import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly activity: { readonly [field: string]: unknown };
  /** The id that was given back. */
  readonly id: string;
}

export interface Refusal {
  /** 0: no answer at all. */
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A channel's service as the bot sees it: takes activities at `serviceUrl`, gives each an id, refuses on demand. */
export interface FakeConnector {
  readonly serviceUrl: string;
  readonly posted: readonly Posted[];
  /** What the next requests are answered instead of 200, one each. */
  readonly refusals: Refusal[];
  readonly refused: number;
  close(): Promise<void>;
}

export async function startFakeConnector(): Promise<FakeConnector> {
  const posted: Posted[] = [];
  const refusals: Refusal[] = [];
  let refused = 0;
  const server = createServer(async (request, response) => {
    const activity = await readBody(request);
    const refusal = refusals.shift();
    if (refusal) {
      refused += 1;
      if (refusal.status === 0) return;
      answer(response, refusal.status, refusal.headers ?? {}, '');
      return;
    }
    const id = `channel-${posted.length + 1}`;
    posted.push({ method: request.method ?? '', path: request.url ?? '', activity, id });
    answer(response, 200, { 'Content-Type': 'application/json' }, JSON.stringify({ id }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    refusals,
    get refused() {
      return refused;
    },
    close: () => close(server),
  };
}

/** Not chained: restify, once loaded, replaces writeHead of every server in the process by one that returns nothing. */
function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Posted['activity']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
