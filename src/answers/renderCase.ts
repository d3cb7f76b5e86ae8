import { causeText } from './causeParts.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { codeBlock, escapeMarkdown } from './escapeMarkdown.js';
import { familyTexts } from './familyTexts.js';
import { findingLabel } from './findingText.js';
import { allFacts, findingsPart } from './renderDetails.js';
import { changesText } from './renderDiagnosis.js';
import { reportedFacts } from './reportedLook.js';
import { routerFacts, sourceParts } from './routerEvidence.js';
import type { LocaleTexts } from './texts.js';

/** A part of what a human is told of a case before the conversation itself. Values and text are Markdown. */
export interface CasePart {
  readonly id: 'error' | 'answers' | 'look' | 'certificate' | 'findings' | 'causes' | 'advice' | 'place';
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly text: string | null;
}

/** What a case holds, judged; strings are as they came and are escaped here. */
export interface CaseEvidence {
  /** Code of the error family, an organisation's own among them; null when none was recognised. */
  readonly family: string | null;
  readonly errorText: string | null;
  /** What the person answered; `what` is a text already. */
  readonly told: readonly { readonly what: string; readonly given: string }[];
  /** Every look, oldest first, each with what it changed. */
  readonly looks: readonly DiagnosisInput[];
  /** Where the person stood; null outside a tree. */
  readonly place: { readonly tree: string; readonly node: string; readonly version: string } | null;
  /** Code of the way by which the person came to ask for a human. */
  readonly reason: string;
  /** BCP 47, the language of the person. */
  readonly locale: string;
  readonly channelId: string;
  readonly timeZone: string | null;
}

const longestError = 4_000;

/** The case for a colleague who has seen nothing of it, in their language; parts that hold nothing are left away. */
export function renderCase(evidence: CaseEvidence, texts: LocaleTexts): readonly CasePart[] {
  const latest = evidence.looks.at(-1) ?? null;
  const parts = [
    errorPart(evidence, texts),
    answersPart(evidence, texts),
    ...(latest === null ? [] : latestParts(latest, familyTexts(texts, latest))),
    ...evidence.looks.map((look, index) => lookPart(look, index, evidence.looks.length > 1, texts)),
    placePart(evidence, texts),
  ];
  return parts.filter(({ facts, text }) => facts.length > 0 || text !== null);
}

function errorPart({ family, errorText }: CaseEvidence, texts: LocaleTexts): CasePart {
  const key = `answers:family.${family}`;
  const value = family === null ? null : texts.has(key) ? texts.t(key) : escapeMarkdown(family);
  return {
    id: 'error',
    title: texts.t('case:part.error'),
    facts: value === null ? [] : [{ label: texts.t('case:fact.family'), value }],
    text: errorText ? codeBlock(errorText.slice(0, longestError)) : null,
  };
}

function answersPart({ told, looks }: CaseEvidence, texts: LocaleTexts): CasePart {
  const reported = looks.at(-1)?.reported ?? null;
  const facts = [
    ...told.map(({ what, given }) => ({ label: what, value: escapeMarkdown(given) })),
    ...(reported === null ? [] : reportedFacts(reported, texts).map(asFact)),
  ];
  return { id: 'answers', title: texts.t('case:part.answers'), facts, text: null };
}

/** What counts now. */
function latestParts(input: DiagnosisInput, texts: LocaleTexts): readonly CasePart[] {
  const { causes, resolutions } = input.diagnosis;
  const findings = findingsPart(input, texts);
  const rests = sourceParts(input, texts).flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));
  const lines = [...(findings.kind === 'list' ? findings.items : []), ...rests];
  return [
    { id: 'findings', title: texts.t('case:part.findings'), facts: [], text: bullets(lines) },
    {
      id: 'causes',
      title: texts.t('case:part.causes'),
      facts: [],
      text: bullets(causes.map((cause) => causeText(cause, input, texts))),
    },
    {
      id: 'advice',
      title: texts.t('case:part.advice'),
      facts: [],
      text: bullets(resolutions.map((code) => texts.t(`resolutions:${code}.title`))),
    },
    certificatePart(input, texts),
  ];
}

function certificatePart(input: DiagnosisInput, texts: LocaleTexts): CasePart {
  const lines = input.presented.map(({ subject, issuer, notBefore, notAfter, thumbprint }) =>
    texts.t('case:certificate', {
      subject: escapeMarkdown(subject),
      issuer: escapeMarkdown(issuer),
      from: escapeMarkdown(texts.day(notBefore)),
      until: escapeMarkdown(texts.day(notAfter)),
      thumbprint: escapeMarkdown(thumbprint),
    }),
  );
  const facts = [...allFacts(input, texts), ...routerFacts(input, texts)].map(asFact);
  // One alone is told by the facts.
  return {
    id: 'certificate',
    title: texts.t('case:part.certificate'),
    facts,
    text: lines.length > 1 ? bullets(lines) : null,
  };
}

/** One look of several: when, what it found, what was otherwise than before. */
function lookPart(input: DiagnosisInput, index: number, several: boolean, plain: LocaleTexts): CasePart {
  const texts = familyTexts(plain, input);
  const found = input.diagnosis.findings.map(({ code, severity }) =>
    texts.t('answers:summary.finding', {
      label: findingLabel(code, texts),
      severity: texts.t(`answers:severity.${severity}`),
    }),
  );
  const { address } = input.record.endpoint;
  return {
    id: 'look',
    title: texts.t('case:part.look', { number: index + 1 }),
    facts: [
      { label: texts.t('answers:fact.lookedAt'), value: escapeMarkdown(texts.dateTime(input.at)) },
      { label: texts.t('answers:fact.url'), value: escapeMarkdown(input.url) },
      ...(address === null
        ? []
        : [{ label: texts.t('answers:fact.address'), value: escapeMarkdown(address) }]),
      {
        label: texts.t('answers:label.findings'),
        value: found.join(texts.t('answers:separator')) || texts.t('answers:trusted.noFault'),
      },
    ],
    text: several ? lookText(input, texts) : null,
  };
}

/** What the look before it was otherwise, and its own evidence. One look alone is told by the findings. */
function lookText(input: DiagnosisInput, texts: LocaleTexts): string | null {
  const changes = input.changes === null ? null : changesText(input.changes, texts);
  const findings = findingsPart(input, texts);
  return (
    [changes, findings.kind === 'list' ? bullets(findings.items) : null].filter(Boolean).join('\n\n') || null
  );
}

function placePart(evidence: CaseEvidence, texts: LocaleTexts): CasePart {
  const { place, timeZone } = evidence;
  const names = new Intl.DisplayNames([texts.locale], { type: 'language' });
  const facts = [
    ['reason', texts.t(`case:reason.${evidence.reason}`)],
    ['language', languageName(names, evidence.locale)],
    ['channel', channelName(evidence.channelId, texts)],
    ['timeZone', timeZone],
    ['tree', place && `${place.tree}, ${place.node}`],
    ['version', place?.version ?? null],
  ] as const;
  return {
    id: 'place',
    title: texts.t('case:part.place'),
    facts: facts.flatMap(([key, value]) =>
      value === null ? [] : [{ label: texts.t(`case:fact.${key}`), value: escapeMarkdown(value) }],
    ),
    text: null,
  };
}

/** The Bot Framework's own id where there is no name that people use. */
function channelName(id: string, texts: LocaleTexts): string {
  return texts.has(`case:channel.${id}`) ? texts.t(`case:channel.${id}`) : id;
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function bullets(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : lines.map((line) => `- ${line}`).join('\n');
}

function asFact({ title, value }: { readonly title: string; readonly value: string }) {
  return { label: title, value };
}
