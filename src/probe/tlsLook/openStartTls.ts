import net from 'node:net';
import type { LookTarget } from './lookTarget.js';
import type { NodeLookFailure } from './nodeLook.js';
import { type StartTlsProtocol, type StartTlsStep, StartTlsTalk } from './startTls.js';

export type OpenedPlain =
  /** The server waits for a ClientHello. */
  { readonly socket: net.Socket } | { readonly failure: NodeLookFailure };

/** Connects and talks the protocol until TLS may begin. Never rejects. The caller must destroy the socket. */
export function openStartTls(
  target: Pick<LookTarget, 'address' | 'port' | 'signal' | 'tcpTimeoutMs'>,
  protocol: StartTlsProtocol,
): Promise<OpenedPlain> {
  return new Promise((resolve) => {
    const talk = new StartTlsTalk(protocol);
    const socket = net.connect({ host: target.address, port: target.port, noDelay: true });
    let connected = false;
    const settle = (opened: OpenedPlain): void => {
      clearTimeout(tcpTimer);
      target.signal.removeEventListener('abort', onAbort);
      socket.removeListener('data', onData).removeListener('close', onClose);
      if ('failure' in opened) socket.destroy();
      resolve(opened);
    };
    const fail = (kind: NodeLookFailure['kind'], code: string): void =>
      settle({ failure: { kind: connected ? kind : 'tcp', code, alert: null } });
    const onAbort = (): void => fail('timeout', 'timeout');
    const onClose = (): void => fail('closed', 'closed');
    const tcpTimer = setTimeout(onAbort, target.tcpTimeoutMs);
    const onStep = (step: StartTlsStep): void => {
      if (step.kind === 'send') socket.write(step.text);
      if (step.kind === 'failed') fail('closed', `starttls-${step.problem}`);
      if (step.kind !== 'ready') return;
      socket.pause();
      if (step.rest.length > 0) socket.unshift(step.rest);
      settle({ socket });
    };
    const onData = (chunk: Buffer): void => onStep(talk.push(chunk));
    socket.once('connect', () => {
      connected = true;
      clearTimeout(tcpTimer);
    });
    socket.on('data', onData);
    // Stays on: an error after the talk is the handshake's to tell, and must not end the process.
    socket.on('error', (error: NodeJS.ErrnoException) => fail('closed', error.code ?? 'error'));
    socket.on('close', onClose);
    if (target.signal.aborted) onAbort();
    else target.signal.addEventListener('abort', onAbort, { once: true });
  });
}
