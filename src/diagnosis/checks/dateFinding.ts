import type { Certificate } from '../../certificates/certificate.js';
import { isoSeconds } from '../../certificates/describeCertificate.js';
import type { Finding } from '../diagnosis.js';
import type { Examination } from '../examination.js';
import { blocks } from '../finding.js';

/** The certificates of the path whose dates have that fault, as one finding about the first of them. */
export function dateFinding(code: 'expired' | 'not-yet-valid', { trust, at }: Examination): Finding | null {
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
