import type { Finding } from '../diagnosis/diagnosis.js';
import { autodiscoverParts } from './autodiscoverParts.js';
import { causeText } from './causeParts.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { familyTexts } from './familyTexts.js';
import { findingExplanation, findingLabel, isReported, shownHost, versionName } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import { resolutionParts } from './planParts.js';
import { type FactKey, factsOf } from './proofFacts.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { reportedFacts } from './reportedLook.js';
import { revocationValue } from './revocationFact.js';
import { proofParts, routerFacts, sourceParts } from './routerEvidence.js';
import { serverList, serverMend, trustDeskCommands } from './serverParts.js';
import { serverValue, supportEndedValue } from './serverSoftware.js';
import type { LocaleTexts } from './texts.js';

/** Everything the look brought: all facts, all findings with their evidence, the .NET view, all causes and ways. */
export function renderDetails(input: DiagnosisInput, plain: LocaleTexts): RenderedAnswer {
  const texts = familyTexts(plain, input);
  const headline = texts.t('answers:details.headline', { host: shownHost(input) });
  const parts: AnswerPart[] = [
    findingsPart(input, texts),
    { kind: 'facts', facts: [...allFacts(input, texts), ...routerFacts(input, texts)] },
    ...serverList(input, texts),
    ...serverMend(input, texts, 'fix'),
    ...ownCommands(input),
    ...proofParts(input, texts),
    ...reportedParts(input, texts),
    ...causesPart(input, texts),
    ...input.diagnosis.resolutions.flatMap((code) => resolutionParts(code, input, texts)),
    ...autodiscoverParts(input, texts),
    ...sourceParts(input, texts),
  ];
  return layOut({ headline, color: 'Default', parts }, texts);
}

function ownCommands(input: DiagnosisInput): AnswerPart[] {
  const commands = trustDeskCommands(input);
  return commands.length > 0 ? [{ kind: 'code', code: commands.join('\n') }] : [];
}

export function findingsPart(input: DiagnosisInput, texts: LocaleTexts): AnswerPart {
  const items = input.diagnosis.findings.map((finding) => findingLine(finding, input, texts));
  const label = texts.t('answers:label.findings');
  return { kind: 'list', label, items: items.length > 0 ? items : [texts.t('answers:trusted.noFault')] };
}

function findingLine(finding: Finding, input: DiagnosisInput, texts: LocaleTexts): string {
  return texts.t(isReported(finding) ? 'answers:details.findingReported' : 'answers:details.finding', {
    label: findingLabel(finding.code, texts),
    severity: texts.t(`answers:severity.${finding.severity}`),
    text: findingExplanation(finding, input, texts),
  });
}

const plainFacts: readonly FactKey[] = [
  'endpoint',
  'address',
  'subject',
  'names',
  'issuer',
  'root',
  'notBefore',
  'notAfter',
  'sent',
  'versions',
  'raw',
];

export function allFacts(input: DiagnosisInput, texts: LocaleTexts) {
  const { record, diagnosis, presented } = input;
  const extra: readonly (readonly [string, string | null])[] = [
    ['lookedAt', escapeMarkdown(texts.dateTime(record.startedAt))],
    [
      'addresses',
      record.addresses.length > 1 ? texts.list(record.addresses.map((item) => escapeMarkdown(item))) : null,
    ],
    ['thumbprint', presented[0] ? escapeMarkdown(presented[0].thumbprint) : null],
    ['tls', tlsValue(input)],
    ['server', serverValue(diagnosis.generation, texts)],
    ['revocation', revocationValue(input, texts)],
    ['fetchedFrom', fetchedFromValue(input, texts)],
    ['supportEnded', supportEndedValue(diagnosis.generation, texts)],
    ['net', netValue(input, texts)],
    ['timings', timeValue(input, texts)],
  ];
  return [
    ...factsOf(
      plainFacts,
      diagnosis.findings.find(({ code }) => code === 'untrusted-root') ?? null,
      input,
      texts,
    ),
    ...extra.flatMap(([key, value]) => (value ? [{ title: texts.t(`answers:fact.${key}`), value }] : [])),
  ];
}

function tlsValue({ record: { tls } }: DiagnosisInput): string | null {
  if (!tls?.version) return null;
  return escapeMarkdown([versionName(tls.version), tls.cipher].filter((part) => part !== null).join(', '));
}

function netValue({ diagnosis, record }: DiagnosisInput, texts: LocaleTexts): string | null {
  if (record.presentedChain.length === 0 && diagnosis.policyErrors.length === 0) return null;
  return texts.t('answers:details.net', {
    policyErrors: diagnosis.policyErrors.join(', ') || 'None',
    chainStatus: diagnosis.chainStatus.join(', ') || 'NoError',
  });
}

/** Where the certificates came from that the server does not send. */
function fetchedFromValue({ record }: DiagnosisInput, texts: LocaleTexts): string | null {
  const from = record.fetched?.issuers?.from ?? [];
  return from.length > 0 ? texts.list(from.map((url) => escapeMarkdown(url, 120))) : null;
}

function timeValue({ record }: DiagnosisInput, texts: LocaleTexts): string | null {
  const { total } = record.timings;
  return total === undefined
    ? null
    : texts.t('answers:value.milliseconds', { value: texts.number(Math.round(total)) });
}

export function reportedParts({ reported }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const facts = reported ? reportedFacts(reported, texts) : [];
  return facts.length > 0 ? [{ kind: 'facts', facts }] : [];
}

export function causesPart(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const { causes } = input.diagnosis;
  if (causes.length === 0) return [];
  const label = texts.t(causes.length > 1 ? 'answers:label.causes' : 'answers:label.cause');
  return [{ kind: 'list', label, items: causes.map((cause) => causeText(cause, input, texts)) }];
}
