import { createHash } from 'node:crypto';
import type { JsonObject } from '../base/json.js';
import { describeCertificate } from '../certificates/describeCertificate.js';
import { parseCertificate } from '../certificates/parseCertificate.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import type { Diagnosis } from './diagnosis.js';

/** A certificate as the command line prints it; all but the fingerprint is null or empty when it can't be read. */
export interface PresentedCertificate {
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly sans: readonly string[];
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly fingerprint256: string;
  readonly key:
    | { readonly type: string; readonly bits: number }
    | { readonly type: string; readonly curve: string | null }
    | null;
  readonly signature: string | null;
}

/** One line of `trustdesk diagnose --json` and `inspect --json`; described by diagnoseOutput.schema.json. */
export interface DiagnoseJson {
  readonly target: string;
  readonly verdict: Diagnosis['verdict'];
  readonly primary: Diagnosis['primary'];
  readonly findings: Diagnosis['findings'];
  readonly policyErrors: Diagnosis['policyErrors'];
  readonly chainStatus: readonly string[];
  readonly endpoint: {
    readonly host: string | null;
    readonly port: number | null;
    readonly address: string | null;
    readonly sni: string | null;
  };
  readonly server: JsonObject | null;
  readonly presentedChain: readonly PresentedCertificate[];
  readonly timings: ProbeRecord['timings'];
}

/** Every field is always present; unknown is null, [] or {}. The order of the keys is part of the contract. */
export function toDiagnoseJson(target: string, record: ProbeRecord, diagnosis: Diagnosis): DiagnoseJson {
  const { host, port, address, sni } = record.endpoint;
  return {
    target,
    verdict: diagnosis.verdict,
    primary: diagnosis.primary,
    findings: diagnosis.findings,
    policyErrors: diagnosis.policyErrors,
    chainStatus: diagnosis.chainStatus,
    endpoint: { host: host || null, port: port || null, address, sni },
    server: serverOf(record, diagnosis),
    presentedChain: record.presentedChain.map(presented),
    timings: record.timings,
  };
}

/** The headers as they came, then what they hint at. */
function serverOf({ server }: ProbeRecord, { generation }: Diagnosis): JsonObject | null {
  if (!server && generation.exchange === null) return null;
  const { exchange, update, build, certificatePages, windows, supportEnded, because } = generation;
  const {
    status = null,
    owaVersion = null,
    feServer = null,
    authenticate = [],
    location = null,
  } = server ?? {};
  return {
    status,
    server: server?.server ?? null,
    owaVersion,
    feServer,
    authenticate,
    location,
    exchange,
    update,
    build,
    certificatePages,
    windows,
    supportEnded,
    because,
  };
}

function presented(base64: string): PresentedCertificate {
  const der = Buffer.from(base64, 'base64');
  const reading = parseCertificate(der);
  if (!reading.ok) {
    const digest = createHash('sha256').update(der).digest('hex').toUpperCase();
    const fingerprint256 = digest.replace(/..(?!$)/g, '$&:');
    return {
      subject: null,
      issuer: null,
      sans: [],
      notBefore: null,
      notAfter: null,
      fingerprint256,
      key: null,
      signature: null,
    };
  }
  const { subject, issuer, sans, notBefore, notAfter, fingerprint256, key, signature } = describeCertificate(
    reading.certificate,
  );
  return { subject, issuer, sans, notBefore, notAfter, fingerprint256, key, signature };
}
