import { buildPath, type CertificationPath } from '../../certificates/buildPath.js';
import type { Certificate } from '../../certificates/certificate.js';
import { readIssuers } from '../../certificates/readIssuers.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import type { FetchedIssuers } from '../probeRecord.js';
import type { Fetch } from './followUp.js';

export interface SentChain {
  readonly leaf: Certificate;
  readonly others: readonly Certificate[];
  readonly anchors: TrustAnchors;
  readonly at: Date;
}

export interface CompletedPath {
  readonly path: CertificationPath;
  /** Null when the chain reached an anchor by itself, or its top names no address. */
  readonly fetched: FetchedIssuers | null;
}

const mostSteps = 4;
const mostAddresses = 2;

/** Climbs from the top of a path without an anchor by the addresses that each certificate names for its issuer. */
export async function fetchIssuers(
  { leaf, others, anchors, at }: SentChain,
  fetch: Fetch,
): Promise<CompletedPath> {
  const found: Certificate[] = [];
  const from: string[] = [];
  const problems: string[] = [];
  let path = buildPath(leaf, others, anchors, at);
  for (let step = 0; step < mostSteps; step += 1) {
    const top = path.certificates.at(-1);
    if (path.anchored || path.endsSelfSigned || !top) break;
    const climbed = await fetchIssuer(top, fetch, problems);
    if (!climbed) break;
    found.push(...climbed.certificates);
    from.push(climbed.url);
    const next = buildPath(leaf, [...others, ...found], anchors, at);
    if (next.certificates.length <= path.certificates.length && !next.anchored) break;
    path = next;
  }
  if (from.length === 0 && problems.length === 0) return { path, fetched: null };
  const used = found.filter((certificate) => path.certificates.includes(certificate));
  const certificates = [...new Set(used)].map(({ der }) => der.toString('base64'));
  return { path, fetched: { certificates, from, problems } };
}

/** What the first address gives that holds a certificate of the issuer's name. */
async function fetchIssuer(
  { issuer, extensions: { caIssuerUrls } }: Certificate,
  fetch: Fetch,
  problems: string[],
): Promise<{ readonly url: string; readonly certificates: readonly Certificate[] } | null> {
  // Active Directory's authorities name an ldap: address first, which only members of the domain can read.
  for (const url of caIssuerUrls.filter((url) => /^http:/i.test(url)).slice(0, mostAddresses)) {
    const fetched = await fetch(url);
    if (!fetched.ok) {
      problems.push(`${url}: ${fetched.problem}`);
      continue;
    }
    const certificates = await readIssuers(fetched.bytes);
    const ofThatName = certificates.find(({ subject }) => subject.canonical === issuer.canonical);
    if (ofThatName) {
      fetched.keepUntil(ofThatName.notAfter);
      return { url, certificates };
    }
    problems.push(`${url}: no certificate of the issuer`);
  }
  return null;
}
