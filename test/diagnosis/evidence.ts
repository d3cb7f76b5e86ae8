import type { TrustAnchors } from '../../src/certificates/trustAnchors.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis, ReportedCertificate } from '../../src/diagnosis/diagnosis.js';
import type { Evidence } from '../../src/diagnosis/examination.js';
import type { ProbeFailure, ProbeFailureCode, ProbeRecord, TlsFacts } from '../../src/probe/probeRecord.js';
import { noAnchors } from '../certificates/readIssued.js';
import type { Issued } from '../lab/pki.js';

export const host = 'mail.contoso.com';
export const at = new Date('2026-06-01T00:00:00Z');

export const healthyTls: TlsFacts = {
  version: 'TLSv1.2',
  cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
  versions: { 'TLSv1.2': true },
  authorizationError: null,
  alert: null,
  clientCertificateRequested: false,
};

export const nothingReported: ReportedCertificate = {
  names: [],
  issuer: null,
  notBefore: null,
  notAfter: null,
  browserWarning: null,
};

export function recordOf(
  chain: readonly Pick<Issued, 'der'>[],
  more: Partial<ProbeRecord> = {},
): ProbeRecord {
  return {
    target: host,
    endpoint: { host, port: 443, address: '10.0.0.5', sni: host },
    startedAt: at.toISOString(),
    addresses: ['10.0.0.5'],
    failure: null,
    presentedChain: chain.map(({ der }) => der.toString('base64')),
    tls: healthyTls,
    server: null,
    timings: { dns: 1, tcp: 1, tls: 3, total: 5 },
    ...more,
  };
}

const phases: { readonly [code in ProbeFailureCode]?: ProbeFailure['phase'] } = {
  blocked: 'policy',
  'dns-failure': 'dns',
  refused: 'tcp',
  timeout: 'tcp',
};

/** The part of a record that says that no handshake completed. */
export function failureOf(code: ProbeFailureCode, more: Partial<ProbeFailure> = {}): Partial<ProbeRecord> {
  return { tls: null, failure: { code, phase: phases[code] ?? 'tls', raw: 'RAW', evidence: {}, ...more } };
}

export function judge(
  record: ProbeRecord,
  anchors: TrustAnchors = noAnchors,
  more: Partial<Evidence> = {},
): Diagnosis {
  return diagnose({ record, host, anchors, reported: null, pastedFamily: null, at, ...more });
}

/** Codes of the findings that block, in their order. */
export function blocking({ findings }: Diagnosis): readonly string[] {
  return findings.filter(({ severity }) => severity === 'blocks').map(({ code }) => code);
}

export function warnings({ findings }: Diagnosis): readonly string[] {
  return findings.filter(({ severity }) => severity === 'warns').map(({ code }) => code);
}

export function evidenceOf({ findings }: Diagnosis, code: string) {
  return findings.find((finding) => finding.code === code)?.evidence ?? null;
}
