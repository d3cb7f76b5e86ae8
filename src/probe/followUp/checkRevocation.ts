import type { CertificationPath } from '../../certificates/buildPath.js';
import type { Certificate } from '../../certificates/certificate.js';
import { buildOcspRequest } from '../../certificates/certificateId.js';
import { readCrl } from '../../certificates/readCrl.js';
import { type RevocationQuestion, readOcspResponse } from '../../certificates/readOcspResponse.js';
import type { RevocationAnswer, RevocationStatus } from '../../certificates/revocationStatus.js';
import type { RevocationCheck } from '../probeRecord.js';
import type { Fetch } from './followUp.js';

const mostCertificates = 4;
/** Responders, and then lists, that are asked about one certificate. */
const mostAddresses = 2;

/**
 * Asks about each certificate of the path below its end: the response that the server sent along, the responders that
 * the certificate names, then its lists. What can't be checked is `unchecked`, with the reasons; nothing is guessed.
 */
export function checkRevocation(
  path: CertificationPath,
  stapled: Buffer | null,
  at: Date,
  fetch: Fetch,
): Promise<readonly RevocationCheck[]> {
  // Under a forged signature the "issuer" is not the one who could revoke.
  if (path.defects.some(({ code }) => code === 'signature')) return Promise.resolve([]);
  const questions = path.certificates.slice(0, mostCertificates).flatMap((certificate, index) => {
    const issuer = path.certificates[index + 1];
    return issuer ? [{ question: { certificate, issuer, at }, index }] : [];
  });
  return Promise.all(
    questions.map(({ question, index }) => checkOne(question, index, index === 0 ? stapled : null, fetch)),
  );
}

type Source = Exclude<RevocationCheck['by'], null>;

async function checkOne(
  question: RevocationQuestion,
  index: number,
  stapled: Buffer | null,
  fetch: Fetch,
): Promise<RevocationCheck> {
  const { certificate, at } = question;
  const about = { index, subject: certificate.subject.text };
  const problems: string[] = [];
  // Authorities forget about certificates that have run out, so that "good" would mean nothing.
  if (at > certificate.notAfter) return unchecked(about, ['the certificate has expired']);
  for (const source of sourcesOf(certificate, stapled)) {
    const answer = await ask(source, question, fetch);
    if (answer.ok && answer.answer.status !== 'unknown')
      return checked(about, source, answer.answer, problems);
    const why = answer.ok ? 'the responder does not know the certificate' : answer.because;
    problems.push(source.url === null ? `stapled: ${why}` : `${source.url}: ${why}`);
  }
  return unchecked(about, problems.length > 0 ? problems : ['the certificate names no address to ask']);
}

type AskedSource =
  | { readonly by: 'stapled'; readonly url: null; readonly bytes: Buffer }
  | { readonly by: 'ocsp' | 'crl'; readonly url: string };

function sourcesOf({ extensions }: Certificate, stapled: Buffer | null): readonly AskedSource[] {
  const web = (urls: readonly string[]) => urls.filter((url) => /^http:/i.test(url)).slice(0, mostAddresses);
  return [
    ...(stapled ? [{ by: 'stapled', url: null, bytes: stapled } as const] : []),
    ...web(extensions.ocspUrls).map((url) => ({ by: 'ocsp', url }) as const),
    ...web(extensions.crlUrls).map((url) => ({ by: 'crl', url }) as const),
  ];
}

async function ask(
  source: AskedSource,
  question: RevocationQuestion,
  fetch: Fetch,
): Promise<RevocationAnswer | { readonly ok: false; readonly because: string }> {
  if (source.by === 'stapled') return readOcspResponse(source.bytes, question);
  const isOcsp = source.by === 'ocsp';
  const fetched = await fetch(
    source.url,
    isOcsp ? buildOcspRequest(question.certificate, question.issuer) : undefined,
  );
  if (!fetched.ok) return { ok: false, because: fetched.problem };
  const answer = isOcsp ? readOcspResponse(fetched.bytes, question) : readCrl(fetched.bytes, question);
  if (answer.ok && answer.answer.nextUpdate) fetched.keepUntil(answer.answer.nextUpdate);
  return answer;
}

type About = Pick<RevocationCheck, 'index' | 'subject'>;

function checked(
  about: About,
  { by, url }: { readonly by: Source; readonly url: string | null },
  answer: RevocationStatus & { readonly status: 'good' | 'revoked' | 'unknown' },
  problems: readonly string[],
): RevocationCheck {
  const revoked = answer.status === 'revoked' ? answer : null;
  return {
    ...about,
    status: revoked ? 'revoked' : 'good',
    by,
    url,
    thisUpdate: answer.thisUpdate.toISOString(),
    nextUpdate: answer.nextUpdate?.toISOString() ?? null,
    revokedAt: revoked?.revokedAt.toISOString() ?? null,
    reason: revoked?.reason ?? null,
    problems,
  };
}

function unchecked(about: About, problems: readonly string[]): RevocationCheck {
  const nothing = { by: null, url: null, thisUpdate: null, nextUpdate: null, revokedAt: null, reason: null };
  return { ...about, status: 'unchecked', ...nothing, problems };
}
