import { boundedFetch, type Fetched, type FetchSurroundings } from './boundedFetch.js';

export interface FileRequest {
  readonly url: string;
  /** Sent as bearer token to the URL's own host; null sends none. */
  readonly token: string | null;
  readonly signal: AbortSignal;
}

/** Characters; the addresses that Teams gives out carry a token of their own. */
const longestUrl = 8_000;
const patienceMs = 5_000;

/**
 * Fetches a file that a person attached, from where their channel says it lies: https with a certificate that Node trusts,
 * under the policy port 443 and what the operator opened. Never rejects.
 */
export function fetchFile(
  { url, token, signal }: FileRequest,
  surroundings: FetchSurroundings,
): Promise<Fetched> {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'user-agent': 'TrustDesk', 'accept-encoding': 'identity', ...authorization };
  return boundedFetch(
    { url, protocol: 'https:', use: 'file', headers, longestUrl, patienceMs, signal },
    surroundings,
  );
}
