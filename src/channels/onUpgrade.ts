import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from './answer.js';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

interface UpgradeRoute {
  readonly path: RegExp;
  readonly handler: UpgradeHandler;
}

const routesOf = new WeakMap<Server, UpgradeRoute[]>();

/**
 * Gives the WebSocket handshakes for a path (without the query) to `handler`. One listener a server knows all routes, so
 * that a handshake for no route is refused instead of being left hanging.
 */
export function onUpgrade(server: Server, path: RegExp, handler: UpgradeHandler): void {
  const known = routesOf.get(server);
  if (known !== undefined) {
    known.push({ path, handler });
    return;
  }
  const routes = [{ path, handler }];
  routesOf.set(server, routes);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a connection that breaks off during the handshake would end the process.
    socket.on('error', () => socket.destroy());
    const [asked = ''] = (request.url ?? '').split('?');
    const route = routes.find((candidate) => candidate.path.test(asked));
    if (route === undefined) refuseUpgrade(socket, notFound);
    else route.handler(request, socket, head);
  });
}

const notFound: Refusal = { status: 404, code: 'not-found', message: 'There is nothing under this path.' };

/** Answers a handshake with an error and ends its connection. */
export function refuseUpgrade(socket: Duplex, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ error: { code, message } });
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} Refused`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
