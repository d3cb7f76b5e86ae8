import type { Finding, FindingCode } from '../diagnosis/diagnosis.js';
import type { Fact } from './cards.js';
import { isAddress, shortName, shownNames } from './certificateNames.js';
import { detailText } from './detailText.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import {
  acceptedVersions,
  certificateOf,
  rawResult,
  rootName,
  shownAddress,
  shownHost,
} from './findingText.js';
import type { LocaleTexts } from './texts.js';

export type FactKey =
  | 'endpoint'
  | 'address'
  | 'subject'
  | 'names'
  | 'wanted'
  | 'issuer'
  | 'root'
  | 'notBefore'
  | 'notAfter'
  | 'sent'
  | 'versions'
  | 'raw'
  | 'revokedAt'
  | 'detail';

/** The facts that prove each finding, strongest first. */
const provenBy = {
  'self-signed': ['issuer', 'names'],
  'name-mismatch': ['wanted', 'names'],
  expired: ['notAfter', 'names'],
  'not-yet-valid': ['notBefore', 'names'],
  'untrusted-root': ['issuer', 'root'],
  'incomplete-chain': ['issuer', 'sent'],
  revoked: ['revokedAt', 'issuer'],
  'revocation-unknown': ['issuer', 'detail'],
  'weak-signature': ['detail', 'subject'],
  'weak-key': ['detail', 'subject'],
  'wrong-eku': ['detail', 'subject'],
  'chain-invalid': ['detail', 'issuer'],
  'tls-version': ['versions', 'address'],
  'handshake-failure': ['raw', 'address'],
  'client-cert-required': ['address', 'issuer'],
  'not-tls': ['raw', 'address'],
  'dns-failure': ['wanted', 'raw'],
  refused: ['address', 'raw'],
  timeout: ['address', 'raw'],
  oversized: ['raw', 'address'],
  blocked: ['wanted'],
  'expires-soon': ['notAfter', 'names'],
  'no-san': ['subject'],
  'deprecated-tls': ['versions'],
  'sni-dependent': ['names'],
  'endpoints-differ': ['address', 'notAfter'],
  'interception-suspected': ['issuer'],
  'public-lifetime-exceeded': ['notBefore', 'notAfter'],
} as const satisfies Record<FindingCode, readonly FactKey[]>;

/** A fourth fact still fits the screen when several faults need one each. */
const mostFacts = 4;

/** The two or three facts that prove the findings: the strongest of each first, every fact once. */
export function proofFacts(findings: readonly Finding[], input: DiagnosisInput, texts: LocaleTexts): Fact[] {
  const asked = [
    ...findings.map((finding) => ({ key: provenBy[finding.code][0], finding })),
    ...findings.slice(0, 2).flatMap((finding) => {
      const [, ...others] = provenBy[finding.code];
      return others.map((key) => ({ key, finding }));
    }),
  ];
  const once = asked.filter(({ key }, index) => asked.findIndex((other) => other.key === key) === index);
  return once.flatMap(({ key, finding }) => factsOf([key], finding, input, texts)).slice(0, mostFacts);
}

/** What was seen where nothing is wrong: the certificate, or what the error is about that comes before it. */
export function soundFacts(input: DiagnosisInput, texts: LocaleTexts) {
  return factsOf(soundKeys(input), null, input, texts);
}

function soundKeys({ family }: DiagnosisInput): readonly FactKey[] {
  switch (family) {
    case 'tls-protocol':
      return ['versions', 'address'];
    case 'name-resolution':
    case 'unreachable':
      return ['endpoint', 'address'];
    default:
      return ['names', 'issuer', 'notAfter'];
  }
}

export function factsOf(
  keys: readonly FactKey[],
  finding: Finding | null,
  input: DiagnosisInput,
  texts: LocaleTexts,
): Fact[] {
  return keys.flatMap((key) => {
    const value = factValue(key, finding, input, texts);
    return value ? [{ title: texts.t(`answers:fact.${key}`), value }] : [];
  });
}

function factValue(
  key: FactKey,
  finding: Finding | null,
  input: DiagnosisInput,
  texts: LocaleTexts,
): string | null {
  const leaf = input.presented[0];
  switch (key) {
    case 'endpoint':
      return `${shownHost(input)}:${input.record.endpoint.port}`;
    case 'address':
      return addressValue(input);
    case 'subject':
      return leaf ? escapeMarkdown(shortName(leaf.subject), 80) : null;
    case 'names':
      return leaf ? shownNames(leaf.names, texts) : null;
    case 'wanted':
      return shownHost(input);
    case 'issuer':
      return leaf ? issuerValue(leaf.issuer, leaf.issuer === leaf.subject, texts) : null;
    case 'root':
      return rootValue(finding, input);
    case 'notBefore':
    case 'notAfter':
      return datedValue(key, finding, input, texts);
    case 'sent':
      // Windows adds what it finds itself, so its path does not tell what was sent; nor does a certificate that was given.
      return input.router || input.given ? null : String(input.record.presentedChain.length);
    case 'versions':
      return acceptedVersions(input);
    case 'raw':
      return rawValue(input);
    case 'revokedAt':
      return revokedValue(finding, input, texts);
    case 'detail':
      return finding ? escapeMarkdown(detailText(finding, texts) ?? '', 120) || null : null;
  }
}

/** The date of the certificate that the finding is about, which may be one above the leaf. */
function datedValue(
  key: 'notBefore' | 'notAfter',
  finding: Finding | null,
  input: DiagnosisInput,
  texts: LocaleTexts,
): string | null {
  const certificate = finding ? certificateOf(finding, input) : input.presented[0];
  // A report may have lost its dates on the way.
  return certificate?.[key] ? dateValue(certificate[key], input.at, texts) : null;
}

/** Null where a revocation was only told. */
function revokedValue(finding: Finding | null, input: DiagnosisInput, texts: LocaleTexts): string | null {
  const revokedAt = finding?.evidence['revokedAt'];
  return typeof revokedAt === 'string' ? dateValue(revokedAt, input.at, texts) : null;
}

function addressValue(input: DiagnosisInput): string | null {
  const address = shownAddress(input);
  if (!address) return null;
  const bracketed = address.includes(':') ? `[${address}]` : address;
  return escapeMarkdown(`${bracketed}:${input.record.endpoint.port}`);
}

function rootValue(finding: Finding | null, input: DiagnosisInput): string | null {
  const root = rootName(finding, input);
  return root && root !== input.presented[0]?.issuer ? escapeMarkdown(shortName(root), 80) : null;
}

function rawValue(input: DiagnosisInput): string | null {
  const raw = rawResult(input);
  return raw ? escapeMarkdown(raw, 120) : null;
}

export function issuerValue(issuer: string, itself: boolean, texts: LocaleTexts): string {
  const name = escapeMarkdown(shortName(issuer), 80);
  return itself ? texts.t('answers:value.itself', { name }) : name;
}

/** A date and how far away it is, in whole days. */
export function dateValue(iso: string, at: string, texts: LocaleTexts): string {
  const days = Math.trunc((Date.parse(iso) - Date.parse(at)) / 86_400_000);
  const date = escapeMarkdown(texts.dateTime(iso));
  if (!Number.isFinite(days)) return date;
  return texts.t('answers:value.relative', { date, relative: texts.relativeDays(days) });
}

/** Whether the URL names an address instead of a host. */
export function usesAddress(input: DiagnosisInput): boolean {
  return isAddress(input.record.endpoint.host);
}
