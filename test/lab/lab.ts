import https from 'node:https';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import type { SecureVersion } from 'node:tls';
import { chainPem, type Issued } from './pki.js';

/** A server on 127.0.0.1 that lives as long as its test. */
export interface LabServer {
  readonly port: number;
  /** Connections accepted so far. */
  connections(): number;
  /** Connections open now. */
  open(): number;
  close(): Promise<void>;
  /** Lets a farm begin its turns anew. */
  restart?(): void;
}

export interface LabServerOptions {
  /** What is sent, leaf first; the leaf's key is used. */
  readonly chain: readonly [Issued, ...Issued[]];
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  readonly ciphers?: string;
  /** `required` refuses who has none, `wanted` lets them in. */
  readonly clientCertificate?: 'required' | 'wanted';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Headers of GET /owa/ where they differ. */
  readonly owaHeaders?: Readonly<Record<string, string>>;
  /** Answers a GET by headers that never end. */
  readonly neverEnds?: boolean;
  /** Another certificate for clients that send this name. */
  readonly sni?: { readonly name: string; readonly chain: readonly [Issued, ...Issued[]] };
  /** An OCSP response to send along. */
  readonly stapled?: Buffer;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: any that is free. */
  readonly port?: number;
}

/** An https server that answers every GET with the given headers. */
export function labServer(options: LabServerOptions): Promise<LabServer> {
  return listen(secureServer(options), options.host, options.port);
}

function secureServer(options: LabServerOptions): https.Server {
  const server = https.createServer(
    {
      cert: chainPem(...options.chain),
      key: options.chain[0].keyPem,
      minVersion: options.minVersion ?? 'TLSv1.2',
      maxVersion: options.maxVersion ?? 'TLSv1.3',
      ...(options.ciphers ? { ciphers: options.ciphers } : {}),
      requestCert: options.clientCertificate !== undefined,
      rejectUnauthorized: options.clientCertificate === 'required',
    },
    (request, response) => {
      const headers = request.url === '/owa/' ? (options.owaHeaders ?? options.headers) : options.headers;
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
      if (options.neverEnds) {
        response.socket?.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => response.socket?.write('X-More: of the same\r\n'), 5);
        response.on('close', () => clearInterval(timer));
        return;
      }
      response.statusCode = options.status ?? 200;
      response.end('hello');
    },
  );
  if (options.sni) {
    server.addContext(options.sni.name, {
      cert: chainPem(...options.sni.chain),
      key: options.sni.chain[0].keyPem,
    });
  }
  const { stapled } = options;
  if (stapled) {
    server.on('OCSPRequest', (_certificate, _issuer, answer: (error: null, response: Buffer) => void) =>
      answer(null, stapled),
    );
  }
  server.on('tlsClientError', () => {});
  return server;
}

/** Servers behind one address that take turns, one connection each: a farm whose certificates may differ. */
export async function farmServer(...farm: readonly LabServerOptions[]): Promise<LabServer> {
  const servers = farm.map(secureServer);
  let next = 0;
  const server = await listen(
    net.createServer((socket) => servers[next++ % servers.length]?.emit('connection', socket)),
  );
  return {
    ...server,
    restart() {
      next = 0;
    },
  };
}

/** A server of TLS 1.0 alone, as OpenSSL 3 still can: Windows Server 2003 with AES. */
export function oldLabServer(options: LabServerOptions): Promise<LabServer> {
  return labServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0', ...options });
}

/** A server that does with each socket what it likes. */
export function rawServer(
  onSocket: (socket: net.Socket) => void,
  host?: string,
  port?: number,
): Promise<LabServer> {
  return listen(
    net.createServer((socket) => {
      socket.on('error', () => {});
      onSocket(socket);
      // Unread, a socket never notices that its peer has gone.
      socket.resume();
    }),
    host,
    port,
  );
}

/** Says a line and waits, as mail servers do. */
export function bannerServer(banner: string): Promise<LabServer> {
  return rawServer((socket) => socket.write(banner));
}

/** Accepts and says nothing. */
export function silentServer(host?: string, port?: number): Promise<LabServer> {
  return rawServer(() => {}, host, port);
}

/** Sends the bytes one at a time. */
export function dripServer(bytes: Buffer, everyMs: number): Promise<LabServer> {
  return rawServer((socket) => {
    let at = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), everyMs);
    socket.on('close', () => clearInterval(timer));
  });
}

/** Answers any hello with these bytes. */
export function cannedServer(bytes: Buffer): Promise<LabServer> {
  return rawServer((socket) => socket.once('data', () => socket.write(bytes)));
}

/**
 * A port of 127.0.0.1 where nothing listens, now or later: it lies below those that the system gives to servers of its
 * own accord (32768 and up), so that no server of the same test comes to sit on it.
 */
export async function closedPort(): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    try {
      await (await silentServer('127.0.0.1', port)).close();
      return port;
    } catch (error) {
      if (tries > 20) throw error;
    }
  }
}

async function listen(server: net.Server, host = '127.0.0.1', port = 0): Promise<LabServer> {
  const sockets = new Set<net.Socket>();
  let accepted = 0;
  server.on('connection', (socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => accepted,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
