import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIPv6 } from 'node:net';
import type tls from 'node:tls';
import type { Endpoint } from '../base/endpoint.js';
import type { ServerHints } from './probeRecord.js';
import { lenientContext } from './tlsLook/nodeLook.js';

/** Both GETs together, ms. */
const patience = 2000;
const mostHeaderBytes = 16 * 1024;

interface Answer {
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
}

export interface HintsTarget {
  readonly endpoint: Endpoint;
  readonly address: string;
  readonly port: number;
  readonly serverName: string | null;
  readonly signal: AbortSignal;
}

/**
 * Reads the headers of a GET of the endpoint's path and of /owa/, side by side: no credentials, no redirects, no
 * body, 2 s. Null when neither brought any. Never rejects.
 */
export async function serverHints(target: HintsTarget): Promise<ServerHints | null> {
  const paths = [...new Set([target.endpoint.path, '/owa/'])];
  const [given, owa = given] = await Promise.all(paths.map((path) => get(target, path)));
  const answers = [given, owa].filter((answer) => answer !== undefined && answer !== null);
  if (answers.length === 0) return null;
  const first = (name: string): string | null =>
    answers.map(({ headers }) => headers[name]).find((value) => typeof value === 'string') ?? null;
  return {
    status: given?.status ?? null,
    server: first('server'),
    owaVersion: first('x-owa-version'),
    feServer: first('x-feserver'),
    authenticate: [...new Set(answers.flatMap(({ headers }) => authenticateOf(headers)))],
    location: given?.headers.location ?? null,
  };
}

function get(target: HintsTarget, path: string): Promise<Answer | null> {
  return new Promise((resolve) => {
    const { endpoint } = target;
    const name = isIPv6(endpoint.host) ? `[${endpoint.host}]` : endpoint.host;
    const options: https.RequestOptions & tls.ConnectionOptions = {
      host: target.address,
      port: target.port,
      path,
      agent: false,
      secureContext: lenientContext('own'),
      rejectUnauthorized: false,
      servername: target.serverName ?? '',
      maxHeaderSize: mostHeaderBytes,
      headers: {
        host: endpoint.port === 443 ? name : `${name}:${endpoint.port}`,
        'user-agent': 'TrustDesk (certificate check)',
        accept: '*/*',
        connection: 'close',
      },
    };
    const request = https.request(options);
    const finish = (answer: Answer | null): void => {
      clearTimeout(timer);
      target.signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(answer);
    };
    const onAbort = (): void => finish(null);
    const timer = setTimeout(onAbort, patience);
    request.on('response', (response) => {
      response.on('error', () => {});
      finish({ status: response.statusCode ?? null, headers: response.headers });
    });
    // After finish() too: destroying a request under way emits an error that nobody waits for.
    request.on('error', onAbort);
    if (target.signal.aborted) onAbort();
    else target.signal.addEventListener('abort', onAbort, { once: true });
    request.end();
  });
}

/** Node joins repeated WWW-Authenticate headers by commas; IIS sends one scheme a header. */
function authenticateOf(headers: IncomingHttpHeaders): readonly string[] {
  const joined = headers['www-authenticate'];
  return joined === undefined
    ? []
    : joined.split(/,\s*(?=[A-Za-z][\w-]*(?:\s+\w+=|\s*$|\s*,))/).map((part) => part.trim());
}
