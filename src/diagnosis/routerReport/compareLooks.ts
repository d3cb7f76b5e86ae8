import {
  describePresentedChain,
  type PresentedCertificate,
} from '../../certificates/describePresentedChain.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import type { Diagnosis, Finding, FindingCode } from '../diagnosis.js';
import { findThumbprint } from './findThumbprint.js';
import { reportPath } from './reportPath.js';
import type { RouterReport } from './routerReport.js';

/** The bot's own look at the same endpoint. */
export interface OwnLook {
  readonly record: ProbeRecord;
  readonly diagnosis: Diagnosis;
}

/** What two looks prove together, or one report by itself. */
export type LookProof =
  /** Other addresses there than here, and another certificate. */
  | 'split-dns'
  /** Another certificate by another issuer. */
  | 'interception'
  /** Another certificate by the same issuer: one of several servers. */
  | 'other-server'
  /** The same certificate, which that Windows trusts and this computer does not. */
  | 'trusted-there'
  /** The same certificate, which this computer trusts and that Windows does not. */
  | 'untrusted-there'
  /** The root lies in the user's store alone. */
  | 'user-store'
  /** The dates fail by that computer's clock only. */
  | 'clock'
  /** The connection through the proxy ends otherwise than the one beside it. */
  | 'proxy'
  /** .NET's own request ends otherwise than the handshake, and there is no proxy. */
  | 'requests-differ'
  /** A callback in that window decides for .NET. */
  | 'overridden'
  /** TLS 1.2 works once it is asked for; .NET does not offer it by itself. */
  | 'tls-settings'
  /** Nothing wrong there, but seen with another account than the service's. */
  | 'other-account';

const ofTrust: readonly FindingCode[] = [
  'untrusted-root',
  'incomplete-chain',
  'self-signed',
  'chain-invalid',
];

/**
 * What the difference between the two looks means; empty when they agree or one of them saw no certificate.
 *
 * @param there the findings of the report
 */
export function compareLooks(
  report: RouterReport,
  there: readonly Finding[],
  look: OwnLook | null,
): readonly LookProof[] {
  const here = look === null ? null : firstCertificate(look);
  const thumbprint = findThumbprint(report);
  if (look === null || here === null || thumbprint === null) return [];
  if (here.thumbprint !== thumbprint) return [whyAnother(report, look, here.issuer)];
  const doubtedHere = hasTrustFault(look.diagnosis.findings);
  const doubtedThere = hasTrustFault(there);
  if (doubtedHere === doubtedThere || report.policyErrors === null) return [];
  // A certificate that breaks a rule or is distrusted there is no missing root.
  if (doubtedThere && !hasTrustFault(there.filter(({ code }) => code !== 'chain-invalid'))) return [];
  return [doubtedThere ? 'untrusted-there' : 'trusted-there'];
}

/** The server's certificate as the bot got it; null when it got none that can be read. */
export function firstCertificate({ record }: OwnLook): PresentedCertificate | null {
  return describePresentedChain(record.presentedChain.slice(0, 1))[0] ?? null;
}

function whyAnother(report: RouterReport, { record }: OwnLook, issuerHere: string): LookProof {
  const there = report.addresses ?? [];
  const apart = there.length > 0 && record.addresses.length > 0;
  if (apart && !there.some((address) => record.addresses.includes(address))) return 'split-dns';
  return isSameName(reportPath(report)[0]?.issuer ?? '', issuerHere) ? 'other-server' : 'interception';
}

function hasTrustFault(findings: readonly Finding[]): boolean {
  return findings.some(({ code, severity }) => severity === 'blocks' && ofTrust.includes(code));
}

/** .NET and RFC 4514 order and space the parts of a name differently. */
function isSameName(one: string, other: string): boolean {
  const parts = (name: string) =>
    name
      .toLowerCase()
      .split(/[,+]/)
      .map((part) => part.replace(/[\s"\\]/g, ''))
      .toSorted()
      .join();
  return parts(one) === parts(other);
}

/** What a report proves without any other look. */
export function reportProofs(report: RouterReport, facts: ReportFacts): readonly LookProof[] {
  const { proxy, webStatus, handshakes, overridden } = report;
  const proxied = proxy !== null && proxy !== 'none';
  const proofs: LookProof[] = [];
  if (facts.userStoreOnly) proofs.push('user-store');
  if (facts.clockDecides) proofs.push('clock');
  if (overridden) proofs.push('overridden');
  else if (webStatus?.startsWith('Proxy') || (facts.requestsDiffer && proxied)) proofs.push('proxy');
  else if (facts.requestsDiffer) proofs.push('requests-differ');
  if (failsByDefault(handshakes)) proofs.push('tls-settings');
  return proofs;
}

export interface ReportFacts {
  readonly userStoreOnly: boolean;
  readonly clockDecides: boolean;
  readonly requestsDiffer: boolean;
}

export function failsByDefault(handshakes: RouterReport['handshakes']): boolean {
  const works = (offered: string) =>
    handshakes.some((handshake) => handshake.offered === offered && handshake.ok);
  const refused = handshakes.some(({ offered, ok }) => offered === 'default' && !ok);
  return refused && works('TLS 1.2');
}
