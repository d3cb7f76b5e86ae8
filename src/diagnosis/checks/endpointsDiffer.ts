import type { Certificate } from '../../certificates/certificate.js';
import { describeCertificate } from '../../certificates/describeCertificate.js';
import { namesMatch } from '../../certificates/namesMatch.js';
import type { FindingCode } from '../diagnosis.js';
import type { Examination } from '../examination.js';
import { type Check, warns } from '../finding.js';
import { readFurther } from '../furtherCertificates.js';

/** The name's addresses, or several connections to one, show different certificates: not all servers were renewed. */
export const checkEndpointsDiffer: Check = (examination) => {
  const { looks, certificates } = readFurther(examination.record);
  const shown = [...new Set(looks.flatMap(({ certificate }) => certificate ?? []))];
  if (shown.length < 2) return null;
  const servers = shown.flatMap((place) => {
    const certificate = certificates[place];
    if (!certificate) return [];
    const by = looks.filter((look) => look.certificate === place).map(({ address }) => address);
    const { subject, issuer, notBefore, notAfter, thumbprint } = describeCertificate(certificate);
    const faults = faultsOf(certificate, examination);
    return [{ addresses: [...new Set(by)], subject, issuer, notBefore, notAfter, thumbprint, faults }];
  });
  const addresses = new Set(looks.map(({ address }) => address)).size;
  const where = addresses > 1 ? `${addresses} addresses` : `${looks.length} connections to one address`;
  return warns('endpoints-differ', `${where} show ${shown.length} different certificates`, { servers });
};

/** What is wrong with a certificate by itself; the chains of the others were not read. */
function faultsOf(certificate: Certificate, { host, at }: Examination): FindingCode[] {
  const faults: FindingCode[] = [];
  if (certificate.notAfter < at) faults.push('expired');
  if (certificate.notBefore > at) faults.push('not-yet-valid');
  if (host !== null && !namesMatch(host, certificate).matches) faults.push('name-mismatch');
  return faults;
}
