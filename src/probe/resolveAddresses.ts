import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Deadline, untilAborted } from '../base/deadline.js';
import { isInternalName } from '../base/internalName.js';
import type { ProbeFailure } from './probeRecord.js';

/** All addresses of a name, in the order to try them. Rejects with an error that has a `code`, as node:dns does. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type Resolution =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly failure: ProbeFailure };

/** The system's resolver: hosts file, search list and all, as other programs on this computer resolve the name. */
export const systemResolve: Resolve = async (host) => {
  const found = await dns.lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};

/** Resolves a host name; an address literal is its own. Never rejects. */
export async function resolveAddresses(
  host: string,
  resolve: Resolve,
  deadline: Deadline,
): Promise<Resolution> {
  if (isIP(host) !== 0) return { ok: true, addresses: [host] };
  try {
    const addresses = [...new Set(await untilAborted(resolve(host), deadline.signal))];
    return addresses.length > 0 ? { ok: true, addresses } : notResolved(host, 'ENODATA');
  } catch (error) {
    const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'error';
    return notResolved(host, typeof code === 'string' && !deadline.signal.aborted ? code : 'timeout');
  }
}

function notResolved(host: string, raw: string): Resolution {
  const evidence = isInternalName(host) ? { host, internalName: true } : { host };
  return { ok: false, failure: { code: 'dns-failure', phase: 'dns', raw, evidence } };
}
