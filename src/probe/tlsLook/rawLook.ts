import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { clientHello } from './clientHello.js';
import { type Flight, type FlightEnd, FlightReader } from './flightReader.js';
import type { LookTarget } from './lookTarget.js';
import { type StartTlsProblem, type StartTlsProtocol, type StartTlsStep, StartTlsTalk } from './startTls.js';

/** What a hand-written TLS ≤ 1.2 hello brought back. A flight can be partly read whatever the end is. */
export interface RawLook extends Flight {
  readonly end:
    | FlightEnd
    /** No TCP connection: the socket's error code, or `timeout`. */
    | { readonly kind: 'tcp'; readonly code: string }
    | { readonly kind: 'timeout' }
    /** The talk before TLS did not lead to it. */
    | {
        readonly kind: 'no-starttls';
        readonly protocol: StartTlsProtocol;
        readonly problem: StartTlsProblem;
        readonly line: string;
      }
    /** The peer hung up before the flight was whole: a socket error code, or `closed`. */
    | { readonly kind: 'closed'; readonly code: string };
}

/** How long to wait for the rest of a banner's first line, ms. */
const bannerPatience = 200;

/** Connects, sends the hello, reads the server's flight and hangs up. Never rejects. */
export function rawLook(target: LookTarget): Promise<RawLook> {
  return new Promise((resolve) => {
    const reader = new FlightReader();
    const socket = net.connect({ host: target.address, port: target.port, noDelay: true });
    let connected = false;
    let bannerTimer: NodeJS.Timeout | undefined;
    const finish = (end: RawLook['end']): void => {
      clearTimeout(tcpTimer);
      clearTimeout(bannerTimer);
      target.signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners('data').removeAllListeners('close');
      socket.destroy();
      resolve({ ...reader.flight(), end });
    };
    let talk = target.startTls ? new StartTlsTalk(target.startTls) : null;
    const noStartTls = (problem: StartTlsProblem, line: string): RawLook['end'] => ({
      kind: 'no-starttls',
      protocol: target.startTls ?? 'smtp',
      problem,
      line,
    });
    const gaveUp = (code: string): RawLook['end'] => {
      if (talk?.hasBegun) return noStartTls('no-answer', talk.failed('no-answer').line);
      if (reader.speaksOtherwise) return reader.notTls();
      if (!connected) return { kind: 'tcp', code };
      return code === 'timeout' ? { kind: 'timeout' } : { kind: 'closed', code };
    };
    const onAbort = (): void => finish(gaveUp('timeout'));
    const tcpTimer = setTimeout(onAbort, target.tcpTimeoutMs);
    const sayHello = (): void => {
      const { serverName, newest = 'TLSv1.2' } = target;
      socket.write(clientHello({ serverName, newest, random: randomBytes(32) }));
    };
    const hear = (chunk: Buffer): void => {
      const end = reader.push(chunk);
      if (end) finish(end);
      else if (reader.speaksOtherwise)
        bannerTimer ??= setTimeout(() => finish(reader.notTls()), bannerPatience);
    };
    const talkOn = (step: StartTlsStep): void => {
      if (step.kind === 'send') socket.write(step.text);
      if (step.kind === 'failed') finish(noStartTls(step.problem, step.line));
      if (step.kind !== 'ready') return;
      talk = null;
      sayHello();
      if (step.rest.length > 0) hear(step.rest);
    };
    socket.on('connect', () => {
      connected = true;
      clearTimeout(tcpTimer);
      target.onConnect?.();
      if (!talk) sayHello();
    });
    socket.on('data', (chunk: Buffer) => (talk ? talkOn(talk.push(chunk)) : hear(chunk)));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(gaveUp(error.code ?? 'error')));
    socket.on('close', () => finish(gaveUp('closed')));
    if (target.signal.aborted) onAbort();
    else target.signal.addEventListener('abort', onAbort, { once: true });
  });
}
