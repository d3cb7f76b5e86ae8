import type { Certificate } from './certificate.js';
import { certificateParts, digest, isCertificateId } from './certificateId.js';
import {
  type DerElement,
  derChild,
  derChildren,
  derTag,
  MalformedDer,
  readBoolean,
  readDer,
  readObjectIdentifier,
  readTime,
} from './derReader.js';
import { parseCertificate } from './parseCertificate.js';
import {
  isCurrent,
  type RevocationAnswer,
  type RevocationProblem,
  type RevocationStatus,
  reasonName,
} from './revocationStatus.js';
import { verifySignature } from './verifySignature.js';

/** What is asked about, and when. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** The one whose key signed it. */
  readonly issuer: Certificate;
  readonly at: Date;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const ocspSigning = '1.3.6.1.5.5.7.3.9';
/** Answers in use have less than 6 KB, and what is larger would be worked through before its signature is checked. */
const mostBytes = 64 * 1024;
/** A response is about one certificate, and its signer's certificate goes with it. */
const mostResponses = 20;
const mostCertificates = 5;

/**
 * Judges an OCSPResponse (RFC 6960 4.2): signed by the issuer itself or by one whom the issuer named for it, about this
 * very certificate, current. Never throws.
 */
export function readOcspResponse(bytes: Buffer, question: RevocationQuestion): RevocationAnswer {
  if (bytes.length > mostBytes) return failed('malformed', `more than ${mostBytes} bytes`);
  try {
    return judge(bytes, question);
  } catch (error) {
    if (error instanceof MalformedDer) return failed('malformed', error.message);
    throw error;
  }
}

function judge(bytes: Buffer, question: RevocationQuestion): RevocationAnswer {
  const [status, wrapper] = derChildren(readDer(bytes, derTag.sequence));
  if (status?.tag !== 0x0a || status.content.length !== 1) throw new MalformedDer('no response status');
  if (status.content[0] !== 0) return failed('declined', `the responder's status is ${status.content[0]}`);
  if (wrapper?.tag !== 0xa0) throw new MalformedDer('no response');
  const typed = derChildren(readDer(wrapper.content, derTag.sequence));
  if (readObjectIdentifier(derChild(typed, 0, derTag.objectIdentifier)) !== basicResponse) {
    return failed('unsupported', 'no basic response');
  }
  const basic = derChildren(readDer(derChild(typed, 1, derTag.octetString).content, derTag.sequence));
  const data = derChild(basic, 0, derTag.sequence);
  if (!isSigned(basic, data, question)) {
    return failed('wrong-signature', 'neither the issuer nor one whom it named for it signed the response');
  }
  return judgeData(data, question);
}

/** Skips the version and the responder's name: who signed is settled by the signature. */
function judgeData(data: DerElement, question: RevocationQuestion): RevocationAnswer {
  const parts = derChildren(data).filter(({ tag }, index) => index > 0 || tag !== 0xa0);
  const list = derChildren(derChild(parts, 2, derTag.sequence)).slice(0, mostResponses);
  // A responder's name has the same tag, but stands before them.
  if (holdsCritical(parts.slice(3).find(({ tag }) => tag === 0xa1))) {
    return failed('unsupported', 'a critical extension of the response');
  }
  for (const single of list) {
    const fields = derChildren(single);
    if (!isCertificateId(derChild(fields, 0, derTag.sequence), question.certificate, question.issuer))
      continue;
    if (holdsCritical(fields.slice(3).find(({ tag }) => tag === 0xa1))) {
      return failed('unsupported', 'a critical extension of the answer');
    }
    return judgeSingle(fields, question.at);
  }
  return failed('not-about-it', 'the response is about other certificates');
}

function judgeSingle(fields: readonly DerElement[], at: Date): RevocationAnswer {
  const answer = readStatus(fields);
  if (isCurrent(answer.thisUpdate, answer.nextUpdate, at)) return { ok: true, answer };
  const end = answer.nextUpdate ? ` to ${answer.nextUpdate.toISOString()}` : '';
  return failed('out-of-date', `the answer holds from ${answer.thisUpdate.toISOString()}${end}`);
}

function readStatus(fields: readonly DerElement[]): RevocationStatus {
  const thisUpdate = readTime(derChild(fields, 2, derTag.generalizedTime));
  const next = fields.slice(3).find(({ tag }) => tag === 0xa0);
  const nextUpdate = next ? readTime(readDer(next.content, derTag.generalizedTime)) : null;
  const status = fields[1];
  switch (status?.tag) {
    case 0x80:
      return { status: 'good', thisUpdate, nextUpdate };
    case 0x82:
      return { status: 'unknown', thisUpdate, nextUpdate };
    case 0xa1: {
      const [when, reason] = derChildren(status);
      if (!when) throw new MalformedDer('a revocation without its time');
      return {
        status: 'revoked',
        revokedAt: readTime(when),
        reason: reason ? reasonName(readDer(reason.content, 0x0a).content[0] ?? 0) : null,
        thisUpdate,
        nextUpdate,
      };
    }
    default:
      throw new MalformedDer('no certificate status');
  }
}

function isSigned(
  basic: readonly DerElement[],
  data: DerElement,
  { issuer, at }: RevocationQuestion,
): boolean {
  const algorithm = derChild(basic, 1, derTag.sequence);
  const signature = derChild(basic, 2, derTag.bitString);
  const responder = responderOf(data);
  const attached = basic[3]?.tag === 0xa0 ? derChildren(readDer(basic[3].content, derTag.sequence)) : [];
  const delegates = attached.slice(0, mostCertificates).flatMap(({ whole }) => {
    const reading = parseCertificate(whole);
    return reading.ok && isDelegate(reading.certificate, issuer, at) ? [reading.certificate] : [];
  });
  return [issuer, ...delegates].some((signer) => {
    const { publicKey } = signer.key;
    return (
      publicKey !== null &&
      isResponder(responder, signer) &&
      verifySignature(data.whole, algorithm, signature, publicKey)
    );
  });
}

/** RFC 6960 4.2.2.2: issued by the very CA that it speaks for, and for this purpose by name. */
function isDelegate(signer: Certificate, issuer: Certificate, at: Date): boolean {
  const { publicKey } = issuer.key;
  const { extendedKeyUsage, unknownCritical, malformed } = signer.extensions;
  if (publicKey === null || signer.issuer.canonical !== issuer.subject.canonical) return false;
  if (!extendedKeyUsage?.includes(ocspSigning) || unknownCritical.length + malformed.length > 0) return false;
  if (at < signer.notBefore || at > signer.notAfter) return false;
  try {
    return signer.x509.verify(publicKey);
  } catch {
    return false;
  }
}

function responderOf(data: DerElement): DerElement {
  const parts = derChildren(data);
  // Version [0] and the responder's name [1] or key [2]; the version is left out in version 1.
  const responder = parts[0]?.tag === 0xa0 ? parts[1] : parts[0];
  if (responder?.tag !== 0xa1 && responder?.tag !== 0xa2) throw new MalformedDer('no responder');
  return responder;
}

function isResponder(responder: DerElement, signer: Certificate): boolean {
  const { subject, key } = certificateParts(signer);
  return responder.tag === 0xa1
    ? responder.content.equals(subject)
    : readDer(responder.content, derTag.octetString).content.equals(digest('sha1', key));
}

/** `wrapper` holds a list of extensions, or nothing is there. */
export function holdsCritical(
  wrapper: DerElement | undefined,
  understood: (oid: string) => boolean = () => false,
): boolean {
  if (!wrapper) return false;
  return derChildren(readDer(wrapper.content, derTag.sequence)).some((extension) => {
    const [oid, critical] = derChildren(extension);
    if (!oid) throw new MalformedDer('an extension without its name');
    return (
      critical?.tag === derTag.boolean && readBoolean(critical) && !understood(readObjectIdentifier(oid))
    );
  });
}

function failed(problem: RevocationProblem, because: string): RevocationAnswer {
  return { ok: false, problem, because };
}
