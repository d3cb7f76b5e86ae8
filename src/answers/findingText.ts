import type { JsonValue } from '../base/json.js';
import type { Finding, FindingCode } from '../diagnosis/diagnosis.js';
import { shortName, shownNames } from './certificateNames.js';
import { detailText } from './detailText.js';
import type { DiagnosisInput, ShownCertificate } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { revocationReason } from './revocationFact.js';
import { stringsOf } from './stringsOf.js';
import type { LocaleTexts, TextParams } from './texts.js';

/** Short name of a finding, for lists. */
export function findingLabel(code: FindingCode, texts: LocaleTexts): string {
  return texts.t(`findings:${code}.label`);
}

/** The finding as a sentence without its full stop. */
export function findingHeadline(finding: Finding, input: DiagnosisInput, texts: LocaleTexts): string {
  return texts.t(
    `findings:${finding.code}.${headlineForm(finding, input)}`,
    findingParams(finding, input, texts),
  );
}

/** The evidence of a finding in a sentence or two. */
export function findingExplanation(finding: Finding, input: DiagnosisInput, texts: LocaleTexts): string {
  const params = findingParams(finding, input, texts);
  const forms = [routerForm('explain', finding, input) ?? explainForm(finding), ...noteForms(finding)];
  return forms.map((form) => texts.t(`findings:${finding.code}.${form}`, params)).join(' ');
}

function explainForm(finding: Finding): string {
  const { code, evidence } = finding;
  if (isStartTls(finding)) return 'explainStarttls';
  if (evidence['repairedByWindows'] === true) return 'explainRepaired';
  if (typeof evidence['proxy'] === 'string') return 'explainProxy';
  if (evidence['given'] === true) return 'explainGiven';
  // Suspect because the Router's computer sees another issuer, not because of its name.
  return code === 'interception-suspected' && typeof evidence['seen'] === 'string'
    ? 'explainOther'
    : 'explain';
}

/** Where other programs judge a name otherwise than Windows. */
function noteForms({ code, evidence }: Finding): readonly ('partialWildcard' | 'nulByte')[] {
  const notes = code === 'name-mismatch' && Array.isArray(evidence['notes']) ? evidence['notes'] : [];
  return [
    ...(notes.includes('partial-wildcard') ? (['partialWildcard'] as const) : []),
    ...(notes.includes('nul-byte') ? (['nulByte'] as const) : []),
  ];
}

function headlineForm(
  finding: Finding,
  input: DiagnosisInput,
):
  | 'headline'
  | 'headlineAbove'
  | 'headlineGiven'
  | 'headlineInternal'
  | 'headlineStarttls'
  | RouterForm<'headline'> {
  const { code } = finding;
  const there = routerForm('headline', finding, input);
  if (there !== null) return there;
  if (finding.evidence['given'] === true) return 'headlineGiven';
  if (isStartTls(finding)) return 'headlineStarttls';
  if (code === 'dns-failure' && input.diagnosis.causes.includes('internal-name')) return 'headlineInternal';
  if (code === 'revoked') return Number(finding.evidence['index'] ?? 0) > 0 ? 'headlineAbove' : 'headline';
  if (code !== 'expired' && code !== 'not-yet-valid') return 'headline';
  return isReported(finding) || certificateOf(finding, input) === input.presented[0]
    ? 'headline'
    : 'headlineAbove';
}

type RouterForm<Kind extends 'headline' | 'explain'> = `${Kind}${'Router' | 'UserStore' | 'OldDefaults'}`;

/** Findings whose words tell of the place that was looked from. */
const toldFromHere: readonly Finding['code'][] = ['dns-failure', 'timeout', 'untrusted-root', 'not-tls'];

/** What a report of the Router's computer shows needs other words than what was seen from here. */
function routerForm<Kind extends 'headline' | 'explain'>(
  kind: Kind,
  { code, evidence }: Finding,
  { router }: DiagnosisInput,
): RouterForm<Kind> | null {
  if (!router) return null;
  if (evidence['userStoreOnly'] === true) return `${kind}UserStore`;
  if (evidence['oldDefaults'] === true) return `${kind}OldDefaults`;
  return toldFromHere.includes(code) || (kind === 'explain' && code === 'incomplete-chain')
    ? `${kind}Router`
    : null;
}

function isStartTls({ code, evidence }: Finding): boolean {
  return code === 'not-tls' && typeof evidence['starttls'] === 'string';
}

export function isReported(finding: Finding): boolean {
  return finding.evidence['reported'] === true;
}

/** The presented certificate that a finding is about: the leaf unless its evidence names the subject of another. */
export function certificateOf(finding: Finding, input: DiagnosisInput): ShownCertificate | undefined {
  const { subject, index } = finding.evidence;
  const named = input.presented.find((certificate) => certificate.subject === subject);
  // A report may tell of one above the server's own without bringing it along.
  return named ?? (input.router && typeof index === 'number' ? input.presented[index] : input.presented[0]);
}

/** Every placeholder that a text about a finding may use; what is not known says so. */
function findingParams(finding: Finding, input: DiagnosisInput, texts: LocaleTexts): TextParams {
  const { record } = input;
  const { evidence } = finding;
  const certificate = certificateOf(finding, input);
  const unknown = texts.t('answers:value.unknown');
  const name = (dn: string | null | undefined) => (dn ? escapeMarkdown(shortName(dn), 80) : unknown);
  const date = (iso: string | null | undefined) => (iso ? escapeMarkdown(texts.dateTime(iso)) : unknown);
  const reported = isReported(finding) ? input.reported : null;
  return {
    host: shownHost(input),
    port: String(record.endpoint.port),
    address: escapeMarkdown(shownAddress(input) ?? shownHost(input)),
    addresses:
      record.addresses.length > 0
        ? texts.list(record.addresses.map((item) => escapeMarkdown(item)))
        : unknown,
    names: shownNames(reported?.names ?? namesInCertificate(input), texts),
    otherNames: shownNames(stringsOf(evidence['otherNames']), texts),
    otherNotAfter: date(stringOf(evidence['otherNotAfter'])),
    subject: reported
      ? shownNames(reported.names, texts)
      : name(stringOf(evidence['subject']) ?? certificate?.subject),
    issuer: name(reported?.issuer ?? certificate?.issuer),
    seen: name(stringOf(evidence['seen'])),
    wildcards: shownNames(
      namesInCertificate(input).filter((held) => /[^*:]\*|\*[^.]/.test(held)),
      texts,
    ),
    root: name(rootName(finding, input)),
    notBefore: date(reported?.notBefore ?? stringOf(evidence['notBefore']) ?? certificate?.notBefore),
    notAfter: date(reported?.notAfter ?? stringOf(evidence['notAfter']) ?? certificate?.notAfter),
    revokedAt: date(stringOf(evidence['revokedAt'])),
    reason: revocationReason(stringOf(evidence['reason']), texts),
    sent: String(record.presentedChain.length),
    raw: escapeMarkdown(rawResult(input) ?? unknown, 120),
    versions: acceptedVersions(input) ?? unknown,
    proxy: escapeMarkdown(stringOf(evidence['proxy']) ?? unknown, 120),
    detail: escapeMarkdown(detailText(finding, texts) ?? unknown, 160),
  };
}

/** The names of the certificate seen from here, else those that were read on the Router's computer. */
export function namesInCertificate({ presented, reported }: DiagnosisInput): readonly string[] {
  return presented[0]?.names ?? reported?.names ?? [];
}

/** The host as shown in every sentence, escaped. */
export function shownHost(input: DiagnosisInput): string {
  return escapeMarkdown(input.record.endpoint.host, 80);
}

export function shownAddress(input: DiagnosisInput): string | null {
  return input.record.endpoint.address ?? input.record.addresses[0] ?? null;
}

/** The root that the presented certificates lead to; a lone certificate leaves open what its issuer is. */
export function rootName(finding: Finding | null, input: DiagnosisInput): string | null {
  const last = input.presented.length > 1 ? input.presented.at(-1) : null;
  return stringOf(finding?.evidence['root']) ?? last?.issuer ?? null;
}

/** What the layer that failed said: its code, and the first words of a banner. */
export function rawResult(input: DiagnosisInput): string | null {
  const { failure } = input.record;
  if (!failure) return null;
  const banner = stringOf(failure.evidence['banner']);
  return [failure.raw, banner].filter((part) => part !== null).join(' · ') || failure.code;
}

export function acceptedVersions(input: DiagnosisInput): string | null {
  const { tls } = input.record;
  const accepted = Object.entries(tls?.versions ?? {}).flatMap(([version, yes]) =>
    yes ? [versionName(version)] : [],
  );
  if (accepted.length > 0) return accepted.join(', ');
  return tls?.version ? versionName(tls.version) : null;
}

/** `TLSv1.2` as people write it. */
export function versionName(version: string): string {
  return version
    .replace(/^TLSv1$/, 'TLS 1.0')
    .replace(/^TLSv/, 'TLS ')
    .replace(/^SSLv/, 'SSL ');
}

function stringOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
