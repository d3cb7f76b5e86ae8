import type { DiagnosisInput, ShownCertificate } from '../../src/answers/diagnosisInput.js';
import type {
  CauseCode,
  Diagnosis,
  Finding,
  FindingCode,
  ResolutionCode,
  Severity,
  Verdict,
} from '../../src/diagnosis/diagnosis.js';
import type { ProbeFailure, ProbeRecord } from '../../src/probe/probeRecord.js';

export const at = '2026-11-22T10:00:00.000Z';

export const leaf: ShownCertificate = {
  subject: 'CN=EX01',
  names: ['EX01', 'EX01.contoso.local'],
  issuer: 'CN=EX01',
  notBefore: '2021-03-01T08:00:00.000Z',
  notAfter: '2026-03-01T08:00:00.000Z',
  thumbprint: 'A'.repeat(40),
};

export const caIssued: ShownCertificate = {
  subject: 'CN=mail.contoso.com',
  names: ['mail.contoso.com', 'autodiscover.contoso.com'],
  issuer: 'CN=Contoso Issuing CA 1,O=Contoso,C=US',
  notBefore: '2026-01-31T00:00:00.000Z',
  notAfter: '2028-01-31T00:00:00.000Z',
  thumbprint: 'B'.repeat(40),
};

export function finding(code: FindingCode, severity: Severity = 'blocks', evidence: object = {}): Finding {
  return { code, severity, evidence: { because: `test of ${code}`, ...evidence } };
}

export interface Sample {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly causes: readonly CauseCode[];
  readonly resolutions: readonly ResolutionCode[];
  readonly exchange?: Diagnosis['generation']['exchange'];
  readonly host?: string;
  readonly presented?: readonly ShownCertificate[];
  readonly failure?: ProbeFailure;
  readonly input?: Partial<DiagnosisInput>;
}

/** An input for the renderer, as a pasted trust error and a look at mail.contoso.com would give it. */
export function sampleInput(sample: Sample): DiagnosisInput {
  const host = sample.host ?? 'mail.contoso.com';
  const presented = sample.presented ?? [];
  return {
    diagnosis: diagnosisOf(sample),
    record: recordOf(host, presented, sample.failure ?? null),
    presented,
    url: `https://${host}/EWS/Exchange.asmx`,
    family: 'trust-relationship',
    reported: null,
    at,
    changes: null,
    supportContact: null,
    ...sample.input,
  };
}

function diagnosisOf({ verdict, findings, causes, resolutions, exchange = null }: Sample): Diagnosis {
  return {
    verdict,
    primary: findings.find(({ severity }) => severity === 'blocks')?.code ?? null,
    findings,
    policyErrors: verdict === 'untrusted' ? ['RemoteCertificateChainErrors'] : [],
    chainStatus: verdict === 'untrusted' ? ['UntrustedRoot'] : [],
    causes,
    resolutions,
    generation: {
      exchange,
      update: null,
      build: null,
      certificatePages: null,
      windows: null,
      supportEnded: { exchange: null, windows: null },
      because: [],
    },
  };
}

function recordOf(
  host: string,
  presented: readonly ShownCertificate[],
  failure: ProbeFailure | null,
): ProbeRecord {
  return {
    target: host,
    endpoint: { host, port: 443, address: failure?.phase === 'dns' ? null : '203.0.113.10', sni: host },
    startedAt: at,
    addresses: failure?.phase === 'dns' ? [] : ['203.0.113.10'],
    failure,
    presentedChain: presented.map(() => 'MII='),
    tls: presented.length > 0 ? tls : null,
    server: null,
    timings: { dns: 3, tcp: 1, tls: 12, total: 40 },
  };
}

const tls: ProbeRecord['tls'] = {
  version: 'TLSv1.2',
  cipher: 'ECDHE-RSA-AES256-GCM-SHA384',
  versions: { 'TLSv1.2': true, 'TLSv1.3': false },
  authorizationError: null,
  alert: null,
  clientCertificateRequested: false,
};

export const threeFaults: Sample = {
  verdict: 'untrusted',
  findings: [finding('name-mismatch'), finding('self-signed'), finding('expired')],
  causes: ['name-mismatch', 'self-signed', 'expired'],
  resolutions: ['replace-certificate', 'match-names'],
  exchange: '2010',
  presented: [leaf],
};

export const trusted: Sample = {
  verdict: 'trusted',
  findings: [],
  causes: ['router-differs'],
  resolutions: ['check-on-router'],
  presented: [caIssued],
};

export function unreachable(
  code: 'blocked' | 'dns-failure' | 'timeout' | 'refused',
  cause: CauseCode,
): Sample {
  const phase = ({ blocked: 'policy', 'dns-failure': 'dns', timeout: 'tcp', refused: 'tcp' } as const)[code];
  const raw = (
    { blocked: null, 'dns-failure': 'ENOTFOUND', timeout: 'ETIMEDOUT', refused: 'ECONNREFUSED' } as const
  )[code];
  return {
    verdict: 'unreachable',
    findings: [finding(code)],
    causes: [cause],
    resolutions: ['check-on-router', ...(code === 'blocked' ? [] : (['open-firewall'] as const))],
    failure: { code, phase, raw, evidence: { setting: 'PROBE_ALLOWED_NETWORKS' } },
  };
}
