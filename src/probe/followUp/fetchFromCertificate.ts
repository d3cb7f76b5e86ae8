import http from 'node:http';
import { startDeadline } from '../../base/deadline.js';
import { applyConnectTo, type ConnectTo } from '../connectTo.js';
import type { OutboundPolicy } from '../outboundPolicy.js';
import { type Resolve, resolveAddresses } from '../resolveAddresses.js';

export type FetchProblem =
  /** Not http, or with a user name, or no URL at all. */
  | 'url'
  | 'blocked'
  | 'dns'
  | 'timeout'
  | 'unreachable'
  /** To another host or scheme, or one too many. */
  | 'redirect'
  | 'too-large'
  /** A status other than 200, e.g. `status 404`. */
  | `status ${number}`;

export type Fetched =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: FetchProblem };

export interface FetchSurroundings {
  /** null: connect anywhere (the command line). */
  readonly policy: OutboundPolicy | null;
  readonly resolve: Resolve;
  readonly connectTo: readonly ConnectTo[];
}

export interface FetchRequest {
  readonly url: string;
  /** Posted when given, as application/ocsp-request. */
  readonly ocspRequest?: Buffer;
  readonly signal: AbortSignal;
}

const patienceMs = 3000;
const mostBytes = 1024 * 1024;
const mostRedirects = 2;
const mostAddresses = 3;
const longestUrl = 2000;

/**
 * Fetches what a certificate points to. The address was chosen by whoever made the certificate, so it is an attacker's:
 * http alone, no credentials, redirects on the same host alone, 1 MB, 3 s in all, and under a policy only port 80 and the
 * ports that the operator opened. The address that passed the policy is the one connected to. Never rejects.
 */
export async function fetchFromCertificate(
  request: FetchRequest,
  surroundings: FetchSurroundings,
): Promise<Fetched> {
  const deadline = startDeadline(patienceMs, request.signal);
  try {
    let url = readUrl(request.url);
    for (let redirects = 0; url !== null; redirects += 1) {
      const answer: Answer = await askHost(url, { ...request, signal: deadline.signal }, surroundings);
      if (answer.kind !== 'redirect') return answer.result;
      const next = readUrl(answer.location, url);
      if (!next || next.host !== url.host || redirects >= mostRedirects) return failed('redirect');
      url = next;
    }
    return failed('url');
  } finally {
    deadline.stop();
  }
}

function readUrl(text: string, base?: URL): URL | null {
  if (text.length > longestUrl || !URL.canParse(text, base?.href)) return null;
  const url = new URL(text, base);
  return url.protocol === 'http:' && url.username === '' && url.password === '' ? url : null;
}

type Answer =
  | { readonly kind: 'result'; readonly result: Fetched }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'no-connection'; readonly result: Fetched };

/** The first of the host's addresses that can be connected to. */
async function askHost(
  url: URL,
  request: FetchRequest,
  { policy, resolve, connectTo }: FetchSurroundings,
): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const aim = applyConnectTo({ host, port: url.port === '' ? 80 : Number(url.port) }, connectTo);
  const within = { signal: request.signal, remainingMs: () => 0, stop: () => {} };
  const resolution = await resolveAddresses(aim.host, resolve, within);
  if (!resolution.ok) return result(failed(request.signal.aborted ? 'timeout' : 'dns'));
  const open = resolution.addresses.filter(
    (address) => policy?.check(address, aim.port, 'certificate-url').allowed ?? true,
  );
  let answer = result(failed('blocked'));
  for (const address of open.slice(0, mostAddresses)) {
    answer = await ask({ address, port: aim.port }, url, request);
    if (answer.kind !== 'no-connection' || request.signal.aborted) break;
  }
  return answer;
}

function ask(
  aim: { readonly address: string; readonly port: number },
  url: URL,
  { ocspRequest, signal }: FetchRequest,
): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(answer);
    };
    const onAbort = (): void => settle(result(failed('timeout')));
    const request = http.request({
      host: aim.address,
      port: aim.port,
      method: ocspRequest ? 'POST' : 'GET',
      path: `${url.pathname}${url.search}`,
      agent: false,
      maxHeaderSize: 16 * 1024,
      headers: {
        host: url.host,
        'user-agent': 'TrustDesk (certificate check)',
        connection: 'close',
        ...(ocspRequest
          ? { 'content-type': 'application/ocsp-request', 'content-length': ocspRequest.length }
          : {}),
      },
    });
    let connected = false;
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        connected = true;
      }),
    );
    request.on('error', () =>
      settle({ kind: connected ? 'result' : 'no-connection', result: failed('unreachable') }),
    );
    request.on('response', (response) => readAnswer(response, settle));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    request.end(ocspRequest);
  });
}

function readAnswer(response: http.IncomingMessage, settle: (answer: Answer) => void): void {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    settle({ kind: 'redirect', location: headers.location });
    return;
  }
  if (statusCode !== 200) {
    settle(result(failed(`status ${statusCode}`)));
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) settle(result(failed('too-large')));
  });
  response.on('end', () => settle(result({ ok: true, bytes: Buffer.concat(chunks) })));
  response.on('error', () => settle(result(failed('unreachable'))));
}

function result(fetched: Fetched): Answer {
  return { kind: 'result', result: fetched };
}

function failed(problem: FetchProblem): Fetched {
  return { ok: false, problem };
}
