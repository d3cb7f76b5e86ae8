import { runsAsService } from '../diagnosis/routerReport/diagnoseReport.js';
import { missingParts, type RouterReport } from '../diagnosis/routerReport/routerReport.js';
import type { Fact } from './cards.js';
import { shortName } from './certificateNames.js';
import type { DiagnosisInput, RouterEvidence } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { shownHost } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import type { LocaleTexts } from './texts.js';

/** What is said first when nothing is found wrong in a report. */
export function cleanReportHeadline(
  input: DiagnosisInput,
  router: RouterEvidence,
  texts: LocaleTexts,
): string {
  return texts.t(`answers:report.headline.${cleanForm(input, router)}`, { host: shownHost(input) });
}

/** What to do when nothing is found wrong in a report. */
export function afterCleanReport(
  input: DiagnosisInput,
  router: RouterEvidence,
  texts: LocaleTexts,
): AnswerPart[] {
  const label = texts.t('answers:label.onRouter');
  const text = texts.t(`answers:report.next.${cleanForm(input, router)}`, { host: shownHost(input) });
  return [{ kind: 'paragraph', label, text }];
}

/** What to do when .NET refuses only what comes through the proxy. */
export function exemptFromProxy(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const label = texts.t('answers:label.fix');
  return [
    { kind: 'paragraph', label, text: texts.t('answers:report.next.proxy', { host: shownHost(input) }) },
  ];
}

type CleanForm = 'incomplete' | 'service' | 'otherAccount' | 'requestsDiffer';

function cleanForm({ diagnosis }: DiagnosisInput, { report, proofs }: RouterEvidence): CleanForm {
  if (diagnosis.verdict !== 'trusted') return 'incomplete';
  if (proofs.includes('requests-differ') || proofs.includes('proxy')) return 'requestsDiffer';
  return runsAsService(report) ? 'service' : 'otherAccount';
}

/** What the report proves, alone or beside the bot's own look. */
export function proofParts(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const { router } = input;
  if (!router || router.proofs.length === 0) return [];
  const items = router.proofs.map((proof) =>
    texts.t(`answers:report.proof.${proof}`, proofParams(input, router, texts)),
  );
  const label = texts.t('answers:label.proves');
  return items.length === 1
    ? [{ kind: 'paragraph', label, text: items[0] ?? '' }]
    : [{ kind: 'list', label, items }];
}

function proofParams(input: DiagnosisInput, { report, own }: RouterEvidence, texts: LocaleTexts) {
  const unknown = texts.t('answers:value.unknown');
  const name = (value: string | null | undefined) => (value ? escapeMarkdown(shortName(value), 80) : unknown);
  const list = (values: readonly string[] | null | undefined) =>
    values && values.length > 0
      ? texts.list(values.slice(0, 4).map((value) => escapeMarkdown(value, 60)))
      : unknown;
  return {
    host: shownHost(input),
    there: list(report.addresses),
    here: list(own?.addresses),
    issuerThere: name(input.presented[0]?.issuer),
    issuerHere: name(own?.issuer),
    root: name(report.elements.at(-1)?.subject ?? report.root),
    proxy: escapeMarkdown(report.proxy ?? unknown, 120),
    status: escapeMarkdown(report.webStatus ?? unknown, 60),
    clock: report.utcNow === null ? unknown : escapeMarkdown(texts.dateTime(report.utcNow)),
  };
}

/** Which evidence the answer rests on; nothing where it is the bot's own look alone. */
export function sourceParts(
  { sources = ['look'], router }: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  if (sources.every((source) => source === 'look')) return [];
  const named = sources.map((source) =>
    source === 'report' && router
      ? texts.t(`answers:report.source.${accountForm(router.report)}`)
      : texts.t(`answers:source.${source}`),
  );
  return [{ kind: 'paragraph', label: texts.t('answers:label.restsOn'), text: `${texts.list(named)}.` }];
}

function accountForm(report: RouterReport): 'service' | 'system' | 'user' | 'unknown' {
  const { account, asService } = report;
  if (account === null && asService === null) return 'unknown';
  if (asService === true) return 'service';
  return account === 'user' || account === 'batch' ? 'user' : 'system';
}

/** What the report tells beside findings and certificates. */
export function routerFacts({ router }: DiagnosisInput, texts: LocaleTexts): Fact[] {
  if (!router) return [];
  const { report } = router;
  const handshakes = report.handshakes.map(({ offered, ok }) =>
    texts.t(`answers:report.handshake.${ok ? 'ok' : 'failed'}`, { offered: offeredName(offered, texts) }),
  );
  const request = [report.webStatus, report.httpStatus === null ? null : `HTTP ${report.httpStatus}`];
  const missing = missingParts(report).map((part) => texts.t(`answers:report.part.${part}`));
  const values: readonly (readonly [string, string | null])[] = [
    ['account', texts.t(`answers:report.account.${accountForm(report)}`)],
    ['clock', report.utcNow === null ? null : escapeMarkdown(texts.dateTime(report.utcNow))],
    ['handshakes', handshakes.length === 0 ? null : texts.list(handshakes)],
    ['proxy', proxyValue(report, texts)],
    [
      'request',
      request
        .filter((part) => part !== null)
        .map((part) => escapeMarkdown(part, 60))
        .join(', ') || null,
    ],
    ['missing', missing.length === 0 ? null : texts.list(missing)],
  ];
  return values.flatMap(([key, value]) =>
    value ? [{ title: texts.t(`answers:report.fact.${key}`), value }] : [],
  );
}

function offeredName(offered: RouterReport['handshakes'][number]['offered'], texts: LocaleTexts): string {
  return offered === 'default' ? texts.t('answers:report.handshake.default') : offered;
}

function proxyValue({ proxy }: RouterReport, texts: LocaleTexts): string | null {
  if (proxy === null) return null;
  return proxy === 'none' ? texts.t('answers:value.no') : escapeMarkdown(proxy, 120);
}
