import { boundedFetch, type Fetched, type FetchSurroundings } from '../boundedFetch.js';

export interface FetchRequest {
  readonly url: string;
  /** Posted when given, as application/ocsp-request. */
  readonly ocspRequest?: Buffer;
  readonly signal: AbortSignal;
}

const longestUrl = 2000;
const patienceMs = 3000;
const userAgent = 'TrustDesk (certificate check)';

/**
 * Fetches what a certificate points to, at an address that whoever made the certificate chose: http alone, since https
 * would need a certificate to check a certificate, and under a policy only port 80 and the ports that the operator opened.
 * Never rejects.
 */
export function fetchFromCertificate(
  { url, ocspRequest, signal }: FetchRequest,
  surroundings: FetchSurroundings,
): Promise<Fetched> {
  const posted = ocspRequest && { body: ocspRequest };
  const type = ocspRequest && { 'content-type': 'application/ocsp-request' };
  const headers = { 'user-agent': userAgent, ...type };
  return boundedFetch(
    { url, protocol: 'http:', use: 'certificate-url', headers, ...posted, longestUrl, patienceMs, signal },
    surroundings,
  );
}
