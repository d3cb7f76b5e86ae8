import type { Certificate } from '../certificates/certificate.js';
import { parseCertificate } from '../certificates/parseCertificate.js';
import type { FurtherLooks, ProbeRecord } from '../probe/probeRecord.js';

export interface FurtherCertificates extends Pick<FurtherLooks, 'looks' | 'withoutSni'> {
  /** By their place; null for one that can't be read. */
  readonly certificates: readonly (Certificate | null)[];
}

/** The further looks of a record, none where it has none. */
export function readFurther({ further }: ProbeRecord): FurtherCertificates {
  if (!further) return { looks: [], withoutSni: null, certificates: [] };
  // Nothing is read where all showed the same, which is the rule.
  const certificates = further.certificates.length > 1 ? further.certificates.map(read) : [];
  return { looks: further.looks, withoutSni: further.withoutSni, certificates };
}

function read(base64: string): Certificate | null {
  const reading = parseCertificate(Buffer.from(base64, 'base64'));
  return reading.ok ? reading.certificate : null;
}
