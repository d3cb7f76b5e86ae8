import { parseCertificate } from '../src/certificates/parseCertificate.js';
import { pemBlocks } from '../src/certificates/pemBlocks.js';
import { makeTrustAnchors, type TrustAnchors } from '../src/certificates/trustAnchors.js';
import { diagnose } from '../src/diagnosis/diagnose.js';
import { inspectRecord } from '../src/diagnosis/inspectRecord.js';
import type { LimboCase } from './limboCase.js';

export type Agreement = 'agree' | 'wrongly accepted' | 'wrongly rejected';

export interface LimboVerdict {
  readonly agreement: Agreement;
  /** The blocking findings and what they rest on; empty when accepted. */
  readonly because: readonly string[];
}

/** What `inspect` would say of the case: trusted is success, any blocking finding is failure. */
export function judgeLimboCase(limboCase: LimboCase, now: Date): LimboVerdict {
  const at = limboCase.validation_time === null ? now : new Date(limboCase.validation_time);
  const chain = [limboCase.peer_certificate, ...limboCase.untrusted_intermediates].flatMap((pem) =>
    pemBlocks(pem),
  );
  const host = limboCase.expected_peer_name?.value ?? null;
  const diagnosis = diagnose({
    record: inspectRecord(limboCase.id, chain, host, at),
    host,
    anchors: anchorsOf(limboCase.trusted_certs),
    reported: null,
    pastedFamily: null,
    at,
  });
  const blocking = diagnosis.findings.filter(({ severity }) => severity === 'blocks');
  const accepted = diagnosis.verdict === 'trusted';
  const wrong = accepted ? 'wrongly accepted' : 'wrongly rejected';
  return {
    agreement: accepted === (limboCase.expected_result === 'SUCCESS') ? 'agree' : wrong,
    because: blocking.map(({ code, evidence }) => `${code}: ${evidence.because}`),
  };
}

/** As an administrator's own roots; one that can't be read is no anchor, as on a real computer. */
function anchorsOf(pems: readonly string[]): TrustAnchors {
  const readable = pems.filter((pem) => pemBlocks(pem).every(({ der }) => parseCertificate(der).ok));
  return makeTrustAnchors({ added: readable });
}
