import { isIP } from 'node:net';
import { type Deadline, startDeadline } from '../../base/deadline.js';
import type { Certificate } from '../../certificates/certificate.js';
import type { FetchSurroundings } from '../boundedFetch.js';
import { applyConnectTo } from '../connectTo.js';
import { lookAtAddress } from '../lookAtAddress.js';
import type { TriedName } from '../probeRecord.js';
import { resolveAddresses } from '../resolveAddresses.js';
import type { StartTlsProtocol } from '../tlsLook/startTls.js';

const patienceMs = 2000;
const mostNames = 5;
const hostName =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;

/** Each name is looked at as the endpoint itself was, under the name's own addresses. */
export interface NamesTarget {
  readonly endpoint: { readonly host: string; readonly port: number };
  readonly startTls?: StartTlsProtocol;
  readonly surroundings: FetchSurroundings;
  readonly signal: AbortSignal;
}

/**
 * Looks where the names in the certificate lead, side by side, at the port of the endpoint: one that shows the same
 * certificate would do for the Server field. Five names, wildcards left out, 2 s. Never rejects.
 */
export async function tryNames(leaf: Certificate, target: NamesTarget): Promise<readonly TriedName[]> {
  const within = startDeadline(patienceMs, target.signal);
  try {
    const names = namesToTry(leaf).filter((name) => name !== target.endpoint.host);
    return await Promise.all(names.slice(0, mostNames).map((name) => tryName(name, leaf, target, within)));
  } finally {
    within.stop();
  }
}

/** The plain DNS names, or the common names where none is there. */
export function namesToTry({ subject, extensions }: Certificate): readonly string[] {
  const names = (extensions.subjectAltNames ?? []).flatMap((name) =>
    name.kind === 'dns' ? [name.value] : [],
  );
  const held = names.length > 0 ? names : subject.commonNames;
  const plain = held.filter((name) => hostName.test(name) && isIP(name) === 0);
  return [...new Set(plain.map((name) => name.toLowerCase()))];
}

async function tryName(
  name: string,
  leaf: Certificate,
  { endpoint, startTls, surroundings: { policy, resolve, connectTo } }: NamesTarget,
  within: Deadline,
): Promise<TriedName> {
  const aim = applyConnectTo({ host: name, port: endpoint.port }, connectTo);
  const resolution = await resolveAddresses(aim.host, resolve, within);
  const addresses = resolution.ok ? resolution.addresses : [];
  const address = addresses.find((candidate) => policy?.check(candidate, aim.port).allowed ?? true);
  if (address === undefined) return { name, address: null, shows: 'nothing' };
  const { chain } = await lookAtAddress({
    ...(startTls ? { startTls } : {}),
    address,
    port: aim.port,
    serverName: name,
    signal: within.signal,
    tcpTimeoutMs: patienceMs,
    tlsTimeoutMs: patienceMs,
    timings: {},
  });
  const [first] = chain;
  if (!first) return { name, address, shows: 'nothing' };
  return { name, address, shows: first.equals(leaf.der) ? 'same-certificate' : 'another-certificate' };
}
