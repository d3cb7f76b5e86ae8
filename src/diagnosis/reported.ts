import type { JsonObject } from '../base/json.js';
import type { Certificate } from '../certificates/certificate.js';
import { describeCertificate } from '../certificates/describeCertificate.js';
import { hostMatches } from '../certificates/namesMatch.js';
import type { Finding, FindingCode, ReportedCertificate } from './diagnosis.js';
import type { Examination } from './examination.js';
import { blocks, warns } from './finding.js';

/** A value that was read on the Router's computer and is not the one seen from here. */
export interface Contradiction {
  readonly field: 'names' | 'issuer' | 'notBefore' | 'notAfter';
  readonly seen: string;
  readonly reported: string;
}

/** What tells the certificate on the Router's computer from the one seen here; empty when nothing does. */
export function findContradictions(
  leaf: Certificate,
  reported: ReportedCertificate,
): readonly Contradiction[] {
  const { sans, commonNames, subject, issuer, notBefore, notAfter } = describeCertificate(leaf);
  const held = [...sans.map(withoutKind), ...commonNames, subject].map(plain);
  const list: Contradiction[] = [];
  if (reported.names.length > 0 && !reported.names.some((name) => held.includes(plain(name)))) {
    const seen = sans.length > 0 ? sans.map(withoutKind) : commonNames;
    list.push({ field: 'names', seen: seen.join(', '), reported: reported.names.join(', ') });
  }
  if (reported.issuer !== null && !isPartOf(reported.issuer, issuer)) {
    list.push({ field: 'issuer', seen: issuer, reported: reported.issuer });
  }
  for (const [field, seen] of [
    ['notBefore', notBefore],
    ['notAfter', notAfter],
  ] as const) {
    const told = reported[field];
    if (told !== null && daysApart(told, seen) > 1) list.push({ field, seen, reported: told });
  }
  return list;
}

/** Findings from what the person read. The same certificate as seen from here adds nothing, since the probe knows it. */
export function reportedFindings(examination: Examination): readonly Finding[] {
  const { reported, leaf } = examination;
  if (!reported) return [];
  const contradictions = leaf ? findContradictions(leaf, reported) : [];
  if (leaf && contradictions.length === 0) return [];
  const told: JsonObject = {
    reported: true,
    ...(contradictions.length > 0 ? { contradicts: contradictions.map((one) => ({ ...one })) } : {}),
  };
  const findings = [
    reportedName(examination, reported, told),
    reportedSelfSigned(reported, told),
    ...reportedDates(examination, reported, told),
    reportedIssuer(contradictions, told),
  ];
  return findings.filter((finding) => finding !== null);
}

// The browser's dialog shows one name of many: without a warning the others must hold the host.
function reportedName(
  { host }: Examination,
  reported: ReportedCertificate,
  told: JsonObject,
): Finding | null {
  const { names, browserWarning } = reported;
  if (host === null || names.length === 0 || browserWarning === false) return null;
  if (names.some((name) => hostMatches(host, commonNameOf(name)))) return null;
  const because = `on the Router's computer the certificate is issued to ${names.join(', ')}, not to ${host}`;
  return blocks('name-mismatch', because, { ...told, host, names: [...names] });
}

function reportedSelfSigned({ names, issuer }: ReportedCertificate, told: JsonObject): Finding | null {
  if (issuer === null || !names.some((name) => plain(commonNameOf(name)) === plain(commonNameOf(issuer))))
    return null;
  const because = `on the Router's computer the certificate is issued by the name it is issued to: ${issuer}`;
  return blocks('self-signed', because, { ...told, subject: issuer, issuer });
}

function reportedDates(
  { at }: Examination,
  { notBefore, notAfter }: ReportedCertificate,
  told: JsonObject,
): readonly (Finding | null)[] {
  const finding = (code: FindingCode, because: string) =>
    blocks(code, because, { ...told, notBefore, notAfter, at: at.toISOString() });
  return [
    notAfter !== null && Date.parse(notAfter) < at.getTime()
      ? finding('expired', `on the Router's computer the certificate ends on ${notAfter}`)
      : null,
    notBefore !== null && Date.parse(notBefore) > at.getTime()
      ? finding('not-yet-valid', `on the Router's computer the certificate begins on ${notBefore}`)
      : null,
  ];
}

/** Another issuer there than here is what an inspecting proxy looks like, and also another server behind the name. */
function reportedIssuer(contradictions: readonly Contradiction[], told: JsonObject): Finding | null {
  const issuer = contradictions.find(({ field }) => field === 'issuer');
  if (!issuer) return null;
  const because = `the issuer on the Router's computer is ${issuer.reported}, from here it is ${issuer.seen}`;
  return warns('interception-suspected', because, { ...told, issuer: issuer.reported, seen: issuer.seen });
}

const withoutKind = (name: string): string => name.replace(/^(DNS|IP):/, '');

const plain = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase();

/** Browsers show the CN alone, people paste the whole name. */
function commonNameOf(name: string): string {
  return /(?:^|,\s*)CN\s*=\s*([^,]+)/i.exec(name)?.[1]?.trim() ?? name;
}

function isPartOf(reported: string, distinguishedName: string): boolean {
  const whole = plain(distinguishedName.replace(/\\(.)/g, '$1'));
  return whole.includes(plain(commonNameOf(reported)));
}

function daysApart(one: string, other: string): number {
  const difference = Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
  // An unreadable date contradicts nothing.
  return Number.isNaN(difference) ? 0 : difference;
}
