import { CodedError } from '../base/codedError.js';

/** What the operator reads when TrustDesk does not start: what, why and the mend. */
export function startupFailure(
  error: unknown,
  where: { readonly host: string; readonly port: number },
): string {
  if (error instanceof CodedError) return `${error.message}\n${error.mend}`;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const place = `${where.host}:${where.port}`;
  if (code === 'EADDRINUSE') {
    return `TrustDesk does not start: ${place} is taken by another program.\nStop that program, or set PORT to a free port.`;
  }
  if (code === 'EACCES') {
    return `TrustDesk does not start: this account may not use ${place}.\nSet PORT to a port above 1023, or give the account the right.`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `TrustDesk does not start: this machine has no address ${where.host}.\nSet HOST to 127.0.0.1 or to an address of this machine.`;
  }
  return `TrustDesk does not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
