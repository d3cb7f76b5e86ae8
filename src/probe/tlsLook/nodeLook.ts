import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { TlsVersion } from '../probeRecord.js';
import type { LookTarget } from './lookTarget.js';
import { openStartTls } from './openStartTls.js';

/** A full handshake by Node's own TLS (1.0 to 1.3), which alone sees TLS 1.3 and the negotiated version. */
export interface NodeLook {
  /** What the handshake agreed on; null when it did not complete. */
  readonly agreed: {
    readonly version: TlsVersion | null;
    readonly cipher: string | null;
    readonly authorizationError: string | null;
  } | null;
  readonly failure: NodeLookFailure | null;
  /** The chain as Node knows it (`emptyStore` alone adds no certificate of Node's own); DER, leaf first. */
  readonly chain: readonly Buffer[];
  /** The OCSP response that the server sent along, unread; null when it sent none. */
  readonly stapledOcsp: Buffer | null;
  /**
   * Under TLS 1.3 the server judges the client's certificate after the handshake: resolves with its alert, or with
   * null once it has sent a session ticket, stays silent for `ms` or hangs up without a word.
   */
  afterHandshake(ms: number): Promise<NodeLookFailure | null>;
  destroy(): void;
}

export interface NodeLookFailure {
  readonly kind: 'tcp' | 'tls' | 'timeout' | 'closed';
  /** Node's or OpenSSL's code. */
  readonly code: string;
  readonly alert: number | null;
}

/** A handshake, its tickets and an alert need a tenth of it. */
const mostBytes = 256 * 1024;
const lenient = { minVersion: 'TLSv1', maxVersion: 'TLSv1.3', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
let contexts: { readonly own: tls.SecureContext; readonly empty: tls.SecureContext } | null = null;

/**
 * The settings under which OpenSSL 3 still talks to TLS 1.0 servers, short keys and SHA-1. `empty` trusts nothing,
 * and so adds nothing of its own to a peer's chain.
 */
export function lenientContext(store: 'own' | 'empty'): tls.SecureContext {
  contexts ??= {
    own: tls.createSecureContext(lenient),
    empty: tls.createSecureContext({ ...lenient, ca: [] }),
  };
  return contexts[store];
}

/** Connects and shakes hands without judging the certificate. Never rejects. The caller must call destroy(). */
export async function nodeLook(target: LookTarget, store: 'own' | 'empty' = 'own'): Promise<NodeLook> {
  if (!target.startTls) return handshake(target, store, null);
  const opened = await openStartTls(target, target.startTls);
  if ('socket' in opened) return handshake(target, store, opened.socket);
  const { failure } = opened;
  return {
    agreed: null,
    failure,
    chain: [],
    stapledOcsp: null,
    afterHandshake: async () => null,
    destroy: () => {},
  };
}

/** `plain` is a connection on which the server waits for the hello; null: one is made. */
function handshake(target: LookTarget, store: 'own' | 'empty', plain: Socket | null): Promise<NodeLook> {
  return new Promise((resolve) => {
    let connected = plain !== null;
    const socket = tls.connect({
      ...(plain ? { socket: plain } : { host: target.address, port: target.port }),
      ...(target.serverName === null ? {} : { servername: target.serverName }),
      secureContext: lenientContext(store),
      rejectUnauthorized: false,
      requestOCSP: true,
    });
    socket.setNoDelay(true);
    let stapledOcsp: Buffer | null = null;
    socket.once('OCSPResponse', (response: Buffer | null) => {
      stapledOcsp = response;
    });
    const ending = new Ending(socket);
    const destroy = (): void => {
      clearTimeout(tcpTimer);
      target.signal.removeEventListener('abort', onAbort);
      socket.destroy();
      plain?.destroy();
    };
    const fail = (failure: NodeLookFailure): void => {
      destroy();
      resolve({
        agreed: null,
        failure,
        chain: [],
        stapledOcsp: null,
        afterHandshake: async () => null,
        destroy,
      });
    };
    const onAbort = (): void =>
      ending.settle({ kind: connected ? 'timeout' : 'tcp', code: 'timeout', alert: null });
    const tcpTimer = plain ? undefined : setTimeout(onAbort, target.tcpTimeoutMs);
    const onEnd = (failure: NodeLookFailure): void => fail(connected ? failure : { ...failure, kind: 'tcp' });
    ending.onEnd = onEnd;
    socket.once('connect', () => {
      connected = true;
      clearTimeout(tcpTimer);
    });
    socket.once('secureConnect', () => {
      // Read on, so that an alert is seen; what else comes is dropped, and too much of it is left unread.
      socket.on('data', () => {
        if (socket.bytesRead > mostBytes) socket.pause();
      });
      ending.onEnd = () => {};
      resolve({
        agreed: agreedOf(socket),
        failure: null,
        chain: store === 'empty' ? chainOf(socket) : [],
        stapledOcsp,
        afterHandshake: (ms) => ending.within(ms),
        destroy,
      });
    });
    if (target.signal.aborted) onAbort();
    else target.signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** How the connection ended, or that it did not: the first of error, close, abort and session ticket counts. */
class Ending {
  #settled: NodeLookFailure | 'accepted' | null = null;
  onEnd: (failure: NodeLookFailure) => void = () => {};
  #onSettled: () => void = () => {};

  constructor(socket: tls.TLSSocket) {
    socket.on('error', (error: NodeJS.ErrnoException) => this.settle(failureOf(error)));
    socket.on('close', () => this.settle({ kind: 'closed', code: 'closed', alert: null }));
    // OpenSSL's server sends tickets only after it has accepted the client's side.
    socket.on('session', () => {
      this.#settled ??= 'accepted';
      this.#onSettled();
    });
  }

  settle(failure: NodeLookFailure): void {
    if (this.#settled && this.#settled !== 'accepted') return;
    this.#settled = failure;
    this.onEnd(failure);
    this.#onSettled();
  }

  within(ms: number): Promise<NodeLookFailure | null> {
    return new Promise((resolve) => {
      const answer = (): void => {
        clearTimeout(timer);
        const ended = this.#settled;
        resolve(ended && ended !== 'accepted' && ended.alert !== null ? ended : null);
      };
      const timer = setTimeout(answer, ms);
      this.#onSettled = answer;
      if (this.#settled) answer();
    });
  }
}

function agreedOf(socket: tls.TLSSocket): NonNullable<NodeLook['agreed']> {
  const error: unknown = socket.authorizationError;
  return {
    version: socket.getProtocol() as TlsVersion | null,
    cipher: socket.getCipher()?.name ?? null,
    authorizationError: error
      ? String(error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : error)
      : null,
  };
}

function chainOf(socket: tls.TLSSocket): readonly Buffer[] {
  const chain: Buffer[] = [];
  let next: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  // A root is its own issuer; the bound is for a chain that OpenSSL would tie into a longer loop.
  while (next?.raw && chain.length < 100) {
    chain.push(next.raw);
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  return chain;
}

function failureOf(error: NodeJS.ErrnoException): NodeLookFailure {
  const alert = /SSL alert number (\d+)/.exec(error.message)?.[1];
  const code = error.code ?? 'error';
  const kind = code === 'ECONNRESET' || code === 'EPIPE' ? 'closed' : 'tls';
  return { kind, code, alert: alert === undefined ? null : Number(alert) };
}
