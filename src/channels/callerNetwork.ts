import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Whom a limit by address counts as one caller, by the socket's address. */
export function callerNetwork({ socket }: Pick<IncomingMessage, 'socket'>): string {
  return networkOf(socket.remoteAddress ?? '');
}

/** An IPv4 address as it is; of an IPv6 address its /64, all of which one host may have (RFC 6177). */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (isIP(plain) !== 6) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = [], tail] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const groups = [
    ...head,
    ...Array<string>(tail === undefined ? 0 : 8 - head.length - tail.length).fill('0'),
    ...(tail ?? []),
  ];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
