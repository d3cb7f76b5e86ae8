import { bareName, wantedNames } from '../../answers/certificateNames.js';
import type { ProcedureParams } from '../../answers/procedureValues.js';
import type { Certificate } from '../../certificates/certificate.js';
import { parseCertificate } from '../../certificates/parseCertificate.js';
import type { CaseFacts } from './caseFacts.js';
import { certificateNames } from './certificateNames.js';

/** What the commands of a procedure are filled with, from what is known of this very server. */
export function procedureParams({ endpoint, probe }: CaseFacts): ProcedureParams {
  const leaf = probe?.presentedChain[0];
  const reading = leaf === undefined ? null : parseCertificate(Buffer.from(leaf, 'base64'));
  return {
    ...(endpoint ? { host: endpoint.host, port: endpoint.port, url: endpoint.url } : {}),
    ...(reading?.ok
      ? {
          certificateNames: certificateNames(reading.certificate).map(bareName),
          requestNames: namesToRequest(reading.certificate, endpoint?.host ?? ''),
          oldThumbprint: reading.certificate.thumbprint,
        }
      : {}),
  };
}

/** The names of the new certificate beside the host itself, as the answer's own plan tells them. */
function namesToRequest(certificate: Certificate, host: string): readonly string[] {
  return wantedNames(host, certificateNames(certificate)).filter((name) => name !== host);
}
