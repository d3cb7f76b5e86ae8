import type { ProbeFailure, TlsFacts, TlsVersion } from '../probeRecord.js';
import type { NodeLook, NodeLookFailure } from './nodeLook.js';
import type { RawLook } from './rawLook.js';

/** One answer out of two looks at the same address. */
export interface TlsLook {
  readonly failure: ProbeFailure | null;
  readonly tls: TlsFacts | null;
  /** DER, in the order sent; empty when the raw look saw none. */
  readonly chain: readonly Buffer[];
  /** The OCSP response sent along, unread. */
  readonly stapledOcsp: Buffer | null;
}

/** Alerts by which a server says that it wants a certificate of the client (RFC 8446 §6.2, RFC 5246 §7.2.2). */
const clientCertificateAlerts = new Set([40, 41, 42, 43, 44, 45, 46, 48, 49, 116]);
const protocolVersionAlert = 70;
const rising: readonly TlsVersion[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

type NodeFacts = Pick<NodeLook, 'agreed' | 'failure' | 'stapledOcsp'>;

/** `lateAlert`: what came that came after a completed TLS 1.3 handshake, or null. */
export function joinLooks(raw: RawLook, node: NodeFacts, lateAlert: NodeLookFailure | null): TlsLook {
  const late = clientCertificateAlerts.has(lateAlert?.alert ?? -1) ? lateAlert : null;
  const alert = late?.alert ?? (node.agreed ? null : (rawAlert(raw) ?? node.failure?.alert ?? null));
  const failure = failureOf(raw, node, late);
  const talked = raw.hello !== null || node.agreed !== null || alert !== null;
  return {
    failure,
    chain: raw.certificates,
    stapledOcsp: node.stapledOcsp,
    tls: talked
      ? {
          version: node.agreed?.version ?? null,
          cipher: node.agreed?.cipher ?? raw.hello?.cipher ?? null,
          versions: versionsSeen(raw, node),
          authorizationError: node.agreed?.authorizationError ?? null,
          alert,
          clientCertificateRequested: raw.certificateRequested || failure?.code === 'client-cert-required',
        }
      : null,
  };
}

function rawAlert(raw: RawLook): number | null {
  return raw.end.kind === 'alert' ? raw.end.alert : null;
}

function failureOf(raw: RawLook, node: NodeFacts, late: NodeLookFailure | null): ProbeFailure | null {
  if (late) return clientCertificate(late);
  if (node.agreed) return null;
  const nodeFailure = node.failure ?? { kind: 'closed', code: 'closed', alert: null };
  if (raw.end.kind === 'tcp' && nodeFailure.kind === 'tcp') return tcpFailure(raw.end.code);
  if (raw.end.kind === 'not-tls') {
    const { banner, firstBytes } = raw.end;
    return tlsFailure('not-tls', nodeFailure.code, banner === '' ? { firstBytes } : { banner });
  }
  if (raw.end.kind === 'no-starttls') {
    const { protocol, problem, line } = raw.end;
    return tlsFailure('not-tls', `starttls-${problem}`, { starttls: protocol, problem, banner: line });
  }
  if (raw.end.kind === 'oversized') return tlsFailure('oversized', raw.end.what, { size: raw.end.size });
  if (nodeFailure.code === 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE')
    return tlsFailure('oversized', nodeFailure.code, {});
  return handshakeFailure(raw, nodeFailure);
}

function handshakeFailure(raw: RawLook, node: NodeLookFailure): ProbeFailure {
  const seen = raw.hello ? { version: raw.hello.version, cipher: raw.hello.cipher } : {};
  const evidence = { ...seen, openssl: node.code };
  if (raw.hello && rising.indexOf(raw.hello.version) < rising.indexOf('TLSv1.2')) {
    return tlsFailure('tls-version', node.code, evidence);
  }
  if (raw.certificateRequested && (node.kind === 'closed' || clientCertificateAlerts.has(node.alert ?? -1))) {
    return clientCertificate(node);
  }
  const alert = rawAlert(raw) ?? node.alert;
  if (alert === protocolVersionAlert && !raw.hello)
    return tlsFailure('tls-version', `alert ${alert}`, evidence);
  if (alert !== null) return tlsFailure('handshake-failure', `alert ${alert}`, evidence);
  if (raw.end.kind === 'timeout' || (raw.hello && node.kind === 'timeout')) {
    return tlsFailure('timeout', 'timeout', { ...seen, receivedBytes: raw.receivedBytes });
  }
  const rawCode =
    raw.end.kind === 'closed' ? raw.end.code : raw.end.kind === 'malformed' ? raw.end.reason : null;
  return tlsFailure('handshake-failure', rawCode ?? node.code, evidence);
}

function clientCertificate(failure: NodeLookFailure): ProbeFailure {
  const raw = failure.alert === null ? failure.code : `alert ${failure.alert}`;
  return tlsFailure('client-cert-required', raw, { openssl: failure.code });
}

function tlsFailure(
  code: ProbeFailure['code'],
  raw: string,
  evidence: ProbeFailure['evidence'],
): ProbeFailure {
  return { code, phase: 'tls', raw, evidence };
}

/** No way to the host (EHOSTUNREACH, ENETUNREACH) counts as `timeout`: both mean that nothing came back. */
function tcpFailure(code: string): ProbeFailure {
  const refused = ['ECONNREFUSED', 'ECONNRESET', 'EACCES', 'EPERM'].includes(code);
  return { code: refused ? 'refused' : 'timeout', phase: 'tcp', raw: code, evidence: {} };
}

/**
 * A server picks the highest version it shares with the hello, so what it picked rules out the versions between:
 * the raw hello ends at 1.2, Node's at 1.3. A version that neither look could tell is absent.
 */
function versionsSeen(raw: RawLook, node: NodeFacts): TlsFacts['versions'] {
  const versions: { [version in TlsVersion]?: boolean } = {};
  const picked = (version: TlsVersion, highestOffered: TlsVersion): void => {
    for (const other of rising.slice(rising.indexOf(version) + 1, rising.indexOf(highestOffered) + 1))
      versions[other] = false;
    versions[version] = true;
  };
  if (node.agreed?.version) picked(node.agreed.version, 'TLSv1.3');
  if (raw.hello) picked(raw.hello.version, 'TLSv1.2');
  else if (rawAlert(raw) === protocolVersionAlert) {
    for (const version of rising.slice(1, 4)) versions[version] = false;
  }
  return versions;
}
