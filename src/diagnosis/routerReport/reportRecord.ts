import { parseEndpoint } from '../../base/parseEndpoint.js';
import type { ProbeFailure, ProbeRecord, TlsFacts } from '../../probe/probeRecord.js';
import type { RouterReport } from './routerReport.js';

/**
 * The report as the record of a look that the Router's computer took: what every check and every answer reads. The
 * chain in it is the one that Windows built, which may hold more than the server sent.
 *
 * @param host what the report was asked for; the report's own URL wins
 * @param receivedAt ISO 8601 UTC, for a report that lost its own time
 */
export function reportRecord(report: RouterReport, host: string, receivedAt: string): ProbeRecord {
  const url = report.url ?? host;
  const reading = parseEndpoint(url);
  const endpoint = reading.ok ? reading.endpoint : { host, port: 443 };
  return {
    target: url,
    endpoint: {
      host: endpoint.host,
      port: endpoint.port,
      address: report.addresses?.[0] ?? null,
      sni: null,
    },
    startedAt: report.utcNow ?? receivedAt,
    addresses: report.addresses ?? [],
    failure: failureOf(report),
    presentedChain: report.certificates,
    tls: tlsOf(report),
    server: null,
    timings: {},
  };
}

const raw = { 'dns-failure': 'HostNotFound', refused: 'ConnectionRefused', timeout: 'TimedOut' } as const;

function failureOf({ connectProblem, addresses, handshakes, webStatus }: RouterReport): ProbeFailure | null {
  const problem = addresses?.length === 0 ? 'dns-failure' : connectProblem;
  if (problem !== null) {
    const phase = problem === 'dns-failure' ? 'dns' : 'tcp';
    return { code: problem, phase, raw: raw[problem], evidence: {} };
  }
  if (handshakes.length === 0 || handshakes.some(({ ok }) => ok)) return null;
  return { code: 'handshake-failure', phase: 'tls', raw: webStatus, evidence: {} };
}

/** What a handshake with that very offer proved; what .NET offers by itself proves nothing of one version. */
function tlsOf({ handshakes }: RouterReport): TlsFacts | null {
  if (handshakes.length === 0) return null;
  const result = (offered: string) => handshakes.find((handshake) => handshake.offered === offered)?.ok;
  const [modern, old] = [result('TLS 1.2'), result('TLS 1.0')];
  return {
    version: null,
    cipher: null,
    versions: {
      ...(modern === undefined ? {} : { 'TLSv1.2': modern }),
      ...(old === undefined ? {} : { TLSv1: old }),
    },
    authorizationError: null,
    alert: null,
    clientCertificateRequested: false,
  };
}
