import type { Certificate } from '../../certificates/certificate.js';
import { isoSeconds } from '../../certificates/describeCertificate.js';
import type { Finding } from '../diagnosis.js';
import type { Trust } from '../examination.js';
import { blocks, type Check } from '../finding.js';

/** The leaf, or a certificate above it that every path needs, is past its end. */
export const checkExpired: Check = ({ trust, at }) => checkDate('expired', trust, at);

export const checkNotYetValid: Check = ({ trust, at }) => checkDate('not-yet-valid', trust, at);

function checkDate(code: 'expired' | 'not-yet-valid', trust: Trust | null, at: Date): Finding | null {
  const defects = trust?.path.defects.filter((defect) => defect.code === code) ?? [];
  const faulty = defects.flatMap(({ index }) => {
    const certificate = trust?.path.certificates[index];
    return certificate ? [{ index, ...datesOf(certificate) }] : [];
  });
  const first = faulty[0];
  if (!first) return null;
  return blocks(code, defects.map(({ because }) => because).join('; '), {
    ...first,
    certificates: faulty,
    at: at.toISOString(),
  });
}

function datesOf({ subject, notBefore, notAfter }: Certificate) {
  return { subject: subject.text, notBefore: isoSeconds(notBefore), notAfter: isoSeconds(notAfter) };
}
