import { buildPath, type CertificationPath, readSelfSigned } from '../certificates/buildPath.js';
import type { Certificate } from '../certificates/certificate.js';
import { parseCertificate } from '../certificates/parseCertificate.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import type { ReportedCertificate } from './diagnosis.js';

/** Everything a diagnosis rests on. */
export interface Evidence {
  readonly record: ProbeRecord;
  /** The name or address the certificate must be good for; null: names are not checked. */
  readonly host: string | null;
  readonly anchors: TrustAnchors;
  /** Certificates that the server did not send: supplied by a person, or fetched by AIA. */
  readonly intermediates?: readonly Certificate[];
  /** The chain was not sent but given by the person: what the server sends beside its own is not known. */
  readonly given?: boolean;
  /** What the person read on the Router's computer. */
  readonly reported: ReportedCertificate | null;
  /** Error family of the pasted text; null when none was pasted or recognised. */
  readonly pastedFamily: string | null;
  readonly at: Date;
}

/** The evidence worked out once, as every check needs it. */
export interface Examination {
  readonly record: ProbeRecord;
  readonly host: string | null;
  readonly at: Date;
  readonly given: boolean;
  readonly reported: ReportedCertificate | null;
  /** The first certificate sent; null when none was sent or it can't be read. */
  readonly leaf: Certificate | null;
  /** Why the first certificate can't be read; null when it can, or none was sent. */
  readonly unreadable: string | null;
  /** Null without a leaf. */
  readonly trust: Trust | null;
}

export interface Trust {
  /** What the certificates sent lead to. */
  readonly presented: CertificationPath;
  /** The path that is judged: with the supplied certificates where those sent don't reach an anchor. */
  readonly path: CertificationPath;
  readonly selfSigned: { readonly claimed: boolean; readonly holds: boolean };
}

// The probe caps bytes, but a hundred thousand of them still hold hundreds of tiny certificates.
const mostCertificates = 50;

export function examine(evidence: Evidence): Examination {
  const { record, host, at, reported } = evidence;
  const [first, ...rest] = record.presentedChain.slice(0, mostCertificates).map(read);
  const leaf = first?.ok ? first.certificate : null;
  const others = rest.flatMap((reading) => (reading.ok ? [reading.certificate] : []));
  return {
    record,
    host,
    at,
    given: evidence.given ?? false,
    reported,
    leaf,
    unreadable: first && !first.ok ? first.because : null,
    trust: leaf ? examineTrust(leaf, others, evidence) : null,
  };
}

function read(base64: string) {
  return parseCertificate(Buffer.from(base64, 'base64'));
}

/** What the probe fetched by AIA for a chain that reached no anchor. */
function fetchedIssuers({ fetched }: ProbeRecord): readonly Certificate[] {
  const certificates = fetched?.issuers?.certificates.slice(0, mostCertificates) ?? [];
  return certificates.map(read).flatMap((reading) => (reading.ok ? [reading.certificate] : []));
}

function examineTrust(leaf: Certificate, others: readonly Certificate[], evidence: Evidence): Trust {
  const { anchors, at, record } = evidence;
  const intermediates = [...(evidence.intermediates ?? []), ...fetchedIssuers(record)];
  const presented = buildPath(leaf, others, anchors, at);
  const needsMore = !presented.anchored && intermediates.length > 0;
  return {
    presented,
    path: needsMore ? buildPath(leaf, [...others, ...intermediates], anchors, at) : presented,
    selfSigned: readSelfSigned(leaf),
  };
}
