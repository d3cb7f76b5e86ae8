import { startDeadline } from '../../base/deadline.js';
import type { Certificate } from '../../certificates/certificate.js';
import { namesMatch } from '../../certificates/namesMatch.js';
import { parseCertificate } from '../../certificates/parseCertificate.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import type { Fetched, FetchSurroundings } from '../boundedFetch.js';
import type { FetchedFacts, ProbeRecord, TriedName } from '../probeRecord.js';
import type { StartTlsProtocol } from '../tlsLook/startTls.js';
import { checkRevocation } from './checkRevocation.js';
import type { FetchCache } from './fetchCache.js';
import { fetchFromCertificate } from './fetchFromCertificate.js';
import { fetchIssuers } from './fetchIssuers.js';
import { namesToTry, tryNames } from './tryNames.js';

/** What lets a probe follow the addresses and names that a certificate holds. */
export interface FollowUpOptions {
  /** A chain that reaches one of these needs no certificate fetched. */
  readonly anchors: TrustAnchors;
  readonly cache: FetchCache;
}

export interface FollowUpInput extends FollowUpOptions {
  /** DER, as sent. */
  readonly chain: readonly Buffer[];
  readonly stapledOcsp: Buffer | null;
  readonly endpoint: { readonly host: string; readonly port: number };
  /** The protocol that the endpoint begins in, and its other names with it. */
  readonly startTls?: StartTlsProtocol;
  readonly at: Date;
  readonly surroundings: FetchSurroundings;
  readonly signal: AbortSignal;
  /** Filled in: milliseconds of each part that had something to do. */
  readonly timings: { aia?: number; revocation?: number; names?: number };
}

/** Fetches one address of a certificate, or takes what is kept of it; `keepUntil` keeps a fresh answer that is good. */
export type Fetch = (
  url: string,
  ocspRequest?: Buffer,
) => Promise<
  | { readonly ok: true; readonly bytes: Buffer; keepUntil(until: Date): void }
  | Extract<Fetched, { readonly ok: false }>
>;

export type Followed = Required<Pick<ProbeRecord, 'fetched' | 'triedNames'>>;

const mostCertificates = 50;
/** For all of it together: an answer is waiting, and most of it needs none of this. */
const patienceMs = 4000;

/**
 * What a certificate points to beside the handshake: its issuers, its revocation, and where its other names lead. Does
 * nothing, and costs nothing, when it points to nothing. Never rejects.
 */
export async function followUp(input: FollowUpInput): Promise<Followed | null> {
  const [leaf, ...others] = input.chain.slice(0, mostCertificates).flatMap((der, index) => {
    const reading = parseCertificate(der);
    // Without a readable leaf the next one must not be taken for it.
    return reading.ok ? [reading.certificate] : index === 0 ? [null] : [];
  });
  if (!leaf) return null;
  const certificates = others.filter((certificate) => certificate !== null);
  const mismatched = !namesMatch(input.endpoint.host, leaf).matches && namesToTry(leaf).length > 0;
  const points = [leaf, ...certificates].some(pointsSomewhere) || input.stapledOcsp !== null;
  if (!mismatched && !points) return null;
  const within = startDeadline(patienceMs, input.signal);
  const bounded = { ...input, signal: within.signal };
  try {
    const [fetched, triedNames] = await Promise.all([
      points ? followAddresses(leaf, certificates, bounded) : null,
      mismatched ? followNames(leaf, bounded) : [],
    ]);
    return { fetched, triedNames };
  } finally {
    within.stop();
  }
}

function pointsSomewhere({ extensions }: Certificate): boolean {
  const { caIssuerUrls, ocspUrls, crlUrls } = extensions;
  return caIssuerUrls.length + ocspUrls.length + crlUrls.length > 0;
}

async function followAddresses(
  leaf: Certificate,
  others: readonly Certificate[],
  { anchors, at, stapledOcsp, timings, ...input }: FollowUpInput,
): Promise<FetchedFacts> {
  const fetch = cachedFetch(input);
  const begin = performance.now();
  const { path, fetched } = await fetchIssuers({ leaf, others, anchors, at }, fetch);
  if (fetched) timings.aia = since(begin);
  const between = performance.now();
  const revocation = await checkRevocation(path, stapledOcsp, at, fetch);
  if (revocation.some(({ status }) => status !== 'unchecked')) timings.revocation = since(between);
  return { issuers: fetched, revocation };
}

async function followNames(leaf: Certificate, input: FollowUpInput): Promise<readonly TriedName[]> {
  const begin = performance.now();
  const tried = await tryNames(leaf, input);
  input.timings.names = since(begin);
  return tried;
}

function cachedFetch({
  cache,
  surroundings,
  signal,
}: Pick<FollowUpInput, 'cache' | 'surroundings' | 'signal'>): Fetch {
  return async (url, ocspRequest) => {
    const key = ocspRequest ? `${url} ${ocspRequest.toString('base64')}` : url;
    const kept = cache.get(key);
    if (kept) return { ok: true, bytes: kept, keepUntil: () => {} };
    const host = URL.canParse(url) ? new URL(url).host : '';
    if (cache.isSilent(host)) return { ok: false, problem: 'timeout' };
    const fetched = await fetchFromCertificate(
      { url, signal, ...(ocspRequest ? { ocspRequest } : {}) },
      surroundings,
    );
    if (!fetched.ok) {
      if (fetched.problem === 'timeout' && !signal.aborted) cache.keepSilent(host);
      return fetched;
    }
    return { ...fetched, keepUntil: (until) => cache.keep(key, fetched.bytes, until) };
  };
}

function since(begin: number): number {
  return Math.round((performance.now() - begin) * 10) / 10;
}
