import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { startDeadline } from '../base/deadline.js';
import { applyConnectTo, type ConnectTo } from './connectTo.js';
import type { OutboundPolicy, PolicyUse } from './outboundPolicy.js';
import { type Resolve, resolveAddresses } from './resolveAddresses.js';

export type FetchProblem =
  /** Of another scheme, or with a user name, or no URL at all. */
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
  /** PEM of the roots that an https server must lead to; Node's own when absent. */
  readonly ca?: readonly string[];
}

export interface FetchTask {
  readonly url: string;
  readonly protocol: 'http:' | 'https:';
  /** What the policy judges the connection by. */
  readonly use: PolicyUse;
  /** Sent to the URL's own host and no other. */
  readonly headers: Readonly<Record<string, string>>;
  /** Posted when given. */
  readonly body?: Buffer;
  /** Characters. */
  readonly longestUrl: number;
  /** Milliseconds for all of it. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const mostBytes = 1024 * 1024;
const mostRedirects = 2;
const mostAddresses = 3;

/**
 * Fetches from an address that somebody else chose, and that may be an attacker's: one scheme, no credentials in the URL,
 * redirects on the same host alone, 1 MB, and what the policy allows. The address that passed the policy is the one
 * connected to. Never rejects.
 */
export async function boundedFetch(task: FetchTask, surroundings: FetchSurroundings): Promise<Fetched> {
  const deadline = startDeadline(task.patienceMs, task.signal);
  try {
    let url = readUrl(task, task.url);
    for (let redirects = 0; url !== null; redirects += 1) {
      const answer: Answer = await askHost(url, { ...task, signal: deadline.signal }, surroundings);
      if (answer.kind !== 'redirect') return answer.result;
      const next = readUrl(task, answer.location, url);
      if (!next || next.host !== url.host || redirects >= mostRedirects) return failed('redirect');
      url = next;
    }
    return failed('url');
  } finally {
    deadline.stop();
  }
}

function readUrl({ protocol, longestUrl }: FetchTask, text: string, base?: URL): URL | null {
  if (text.length > longestUrl || !URL.canParse(text, base?.href)) return null;
  const url = new URL(text, base);
  return url.protocol === protocol && url.username === '' && url.password === '' ? url : null;
}

type Answer =
  | { readonly kind: 'result'; readonly result: Fetched }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'no-connection'; readonly result: Fetched };

/** The first of the host's addresses that can be connected to. */
async function askHost(
  url: URL,
  task: FetchTask,
  { policy, resolve, connectTo, ca }: FetchSurroundings,
): Promise<Answer> {
  const host = hostOf(url);
  const usual = task.protocol === 'https:' ? 443 : 80;
  const aim = applyConnectTo({ host, port: url.port === '' ? usual : Number(url.port) }, connectTo);
  const within = { signal: task.signal, remainingMs: () => 0, stop: () => {} };
  const resolution = await resolveAddresses(aim.host, resolve, within);
  if (!resolution.ok) return result(failed(task.signal.aborted ? 'timeout' : 'dns'));
  const open = resolution.addresses.filter(
    (address) => policy?.check(address, aim.port, task.use).allowed ?? true,
  );
  let answer = result(failed('blocked'));
  for (const address of open.slice(0, mostAddresses)) {
    answer = await ask({ address, port: aim.port, ca }, url, task);
    if (answer.kind !== 'no-connection' || task.signal.aborted) break;
  }
  return answer;
}

interface Aim {
  readonly address: string;
  readonly port: number;
  readonly ca: readonly string[] | undefined;
}

function ask(aim: Aim, url: URL, { protocol, body, headers, signal }: FetchTask): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(answer);
    };
    const onAbort = (): void => settle(result(failed('timeout')));
    const options: http.RequestOptions = {
      host: aim.address,
      port: aim.port,
      method: body ? 'POST' : 'GET',
      path: `${url.pathname}${url.search}`,
      agent: false,
      maxHeaderSize: 16 * 1024,
      headers: {
        host: url.host,
        connection: 'close',
        ...headers,
        ...(body ? { 'content-length': body.length } : {}),
      },
    };
    const request =
      protocol === 'https:' ? https.request({ ...options, ...identityOf(url, aim) }) : http.request(options);
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
    request.end(body);
  });
}

/** The name that the server's certificate must hold, since the connection goes to an address. */
function identityOf(url: URL, { ca }: Aim): https.RequestOptions {
  const host = hostOf(url);
  return { ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca ? { ca: [...ca] } : {}) };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
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
