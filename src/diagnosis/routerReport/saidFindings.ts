import type { JsonObject } from '../../base/json.js';
import type { Finding, FindingCode } from '../diagnosis.js';
import { blocks } from '../finding.js';
import type { ReportedElement, RouterReport } from './routerReport.js';

/** What Windows decides by its own store, clock and rules: there its word counts, not what certificates look like here. */
export const decidedByWindows: ReadonlySet<FindingCode> = new Set([
  'name-mismatch',
  'self-signed',
  'untrusted-root',
  'incomplete-chain',
  'chain-invalid',
  'expired',
  'not-yet-valid',
  'revoked',
  'revocation-unknown',
  'wrong-eku',
  'weak-signature',
  'weak-key',
]);

const codeOfFlag: { readonly [flag in string]?: FindingCode } = {
  UntrustedRoot: 'untrusted-root',
  PartialChain: 'incomplete-chain',
  NotTimeValid: 'expired',
  Revoked: 'revoked',
  NotValidForUsage: 'wrong-eku',
  HasWeakSignature: 'weak-signature',
};

/** Windows could not ask whether a certificate is revoked. */
const unasked: readonly string[] = ['RevocationStatusUnknown', 'OfflineRevocation'];

/** Flags that say nothing beside others: what the others tell of comes first. */
const followers: ReadonlySet<string> = new Set(['NotTimeNested', ...unasked]);

/**
 * The findings that .NET's verdict on that computer stands for; where the certificates prove the same, theirs, since
 * they hold the facts.
 *
 * @param proven what the checks find in the certificates of the report
 * @param at the computer's own clock
 */
export function saidFindings(report: RouterReport, proven: readonly Finding[], at: Date): readonly Finding[] {
  const { policyErrors, chainStatus } = report;
  const flags = policyErrors?.includes('RemoteCertificateChainErrors') ? chainStatus : [];
  const telling = flags.filter((flag) => !followers.has(flag));
  const codes = [
    ...(policyErrors?.includes('RemoteCertificateNameMismatch') ? ['name-mismatch' as const] : []),
    ...(policyErrors?.includes('RemoteCertificateNotAvailable') ? ['not-tls' as const] : []),
    ...telling.map((flag) => codeOf(flag, report, proven, at)),
    ...(policyErrors?.includes('RemoteCertificateChainErrors') && telling.length === 0
      ? [aloneCode(flags)]
      : []),
  ];
  return [...new Set(codes)].map((code) => findingOf(code, { report, proven, flags, at }));
}

function aloneCode(flags: readonly string[]): FindingCode {
  return flags.some((flag) => unasked.includes(flag)) ? 'revocation-unknown' : 'chain-invalid';
}

function codeOf(flag: string, report: RouterReport, proven: readonly Finding[], at: Date): FindingCode {
  const code = codeOfFlag[flag] ?? 'chain-invalid';
  const has = (other: FindingCode) => proven.some((finding) => finding.code === other);
  if (code === 'untrusted-root') return vouchesForItself(report) ? 'self-signed' : code;
  if (code === 'expired')
    return isTooEarly(report, at) || (has('not-yet-valid') && !has(code)) ? 'not-yet-valid' : code;
  // Windows calls a path partial too when only its root is missing.
  if (code === 'incomplete-chain' && has('untrusted-root') && !has(code)) return 'untrusted-root';
  return code === 'weak-signature' && has('weak-key') && !has(code) ? 'weak-key' : code;
}

function vouchesForItself({ elements, root }: RouterReport): boolean {
  const [leaf] = elements;
  if (elements.length > 1 || !leaf?.subject) return false;
  return leaf.subject === leaf.issuer && (root === null || root === leaf.subject);
}

function isTooEarly({ elements }: RouterReport, at: Date): boolean {
  const faulty = elements.find(({ status }) => status.includes('NotTimeValid')) ?? elements[0];
  return Boolean(faulty?.notBefore && Date.parse(faulty.notBefore) > at.getTime());
}

interface Said {
  readonly report: RouterReport;
  readonly proven: readonly Finding[];
  readonly flags: readonly string[];
  readonly at: Date;
}

function findingOf(code: FindingCode, all: Said): Finding {
  const { report, proven, flags } = all;
  const said = [...(report.policyErrors ?? []), ...flags].join(', ');
  const seen = proven.find((finding) => finding.code === code);
  const told: JsonObject = code === 'chain-invalid' ? { flags: [...flags] } : {};
  const facts: JsonObject = { ...(seen?.evidence ?? factsOf(code, all)), ...told, seenBy: 'router', said };
  return blocks(code, `.NET on the Router's computer says ${said}`, facts);
}

/** What the printed lines tell of it, where no certificate arrived. */
function factsOf(code: FindingCode, { report: { elements, root }, flags, at }: Said): JsonObject {
  const [leaf] = elements;
  const end: ReportedElement | undefined = elements.at(-1);
  switch (code) {
    case 'untrusted-root':
      return { root: root ?? end?.subject ?? null, rootPresented: true, issuer: leaf?.issuer ?? null };
    case 'incomplete-chain':
      return { issuer: end?.issuer ?? null, missing: end?.issuer ?? null, rootKnown: false };
    case 'expired':
    case 'not-yet-valid':
      return dateFacts(elements, at);
    case 'chain-invalid':
      return { defects: [...flags] };
    default:
      return {
        subject: leaf?.subject ?? null,
        issuer: leaf?.issuer ?? null,
        names: [...(leaf?.names ?? [])],
        raw: flags.join(', ') || null,
      };
  }
}

/** Of the certificate that Windows finds out of date: where the report does not tell which, not one that is in date. */
function dateFacts(elements: readonly ReportedElement[], at: Date): JsonObject {
  const marked = elements.findIndex(({ status }) => status.includes('NotTimeValid'));
  const index = marked === -1 && elements[0] && isInDate(elements[0], at) ? 1 : Math.max(marked, 0);
  const { subject = null, notBefore = null, notAfter = null } = elements[index] ?? {};
  return { subject, notBefore, notAfter, ...(index > 0 ? { index } : {}) };
}

function isInDate({ notBefore, notAfter }: ReportedElement, at: Date): boolean {
  const time = at.getTime();
  return (
    notBefore !== null && notAfter !== null && Date.parse(notBefore) <= time && time <= Date.parse(notAfter)
  );
}
