import type { Finding, FindingCode } from '../diagnosis/diagnosis.js';
import type { CardColor } from './cards.js';
import { contradiction } from './contradiction.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { findingHeadline, findingLabel, isReported, shownHost } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import { otherWays, planParts } from './planParts.js';
import { certificateFacts, factsOf, proofFacts } from './proofFacts.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { type ReportedLook, reportedFacts, reportedLook } from './reportedLook.js';
import { afterRouterLook, lookOnRouter } from './routerParts.js';
import type { LocaleTexts } from './texts.js';

/** Where the probe could not look, the Router's computer is where to look next. */
const outOfSight: readonly FindingCode[] = ['blocked', 'dns-failure', 'timeout', 'refused'];

/**
 * The first answer, for one phone screen: the verdict, the facts that prove it, the cause, and the recommended fix
 * for this server, or what to look at on the Router's computer where only that can tell.
 */
export function renderDiagnosis(input: DiagnosisInput, texts: LocaleTexts): RenderedAnswer {
  const main = mainFindings(input);
  const look = reportedLook(input, main);
  const parts = [
    ...changeParts(input, texts),
    ...factParts(main, look, input, texts),
    ...causeParts(main, look, input, texts),
    ...nextParts(main, look, input, texts),
    ...warningParts(input, texts),
  ];
  return layOut({ headline: headline(main, look, input, texts), color: color(input), parts }, texts);
}

/**
 * The findings the answer is about: the blocking ones; once values came from the Router's computer, what could not
 * be seen from here steps back behind them.
 */
export function mainFindings({ diagnosis, reported }: DiagnosisInput): readonly Finding[] {
  const blocking = diagnosis.findings.filter(({ severity }) => severity === 'blocks');
  return reported ? blocking.filter(({ code }) => !outOfSight.includes(code)) : blocking;
}

function headline(
  main: readonly Finding[],
  look: ReportedLook,
  input: DiagnosisInput,
  texts: LocaleTexts,
): string {
  const host = shownHost(input);
  const [first, second] = main;
  if (!first) return texts.t(`answers:headline.${headlineWithoutFault(look, input)}`, { host });
  const plain = second
    ? texts.t('answers:headline.several', {
        host,
        faults: texts.number(main.length),
        labels: texts.list(main.map(({ code }) => findingLabel(code, texts))),
      })
    : findingHeadline(first, input, texts);
  return main.every(isReported) ? texts.t('answers:headline.reported', { headline: plain }) : plain;
}

function headlineWithoutFault(look: ReportedLook, input: DiagnosisInput): string {
  if (look === 'differs') return 'differs';
  if (look === 'warned') return 'reportedWarning';
  if (look === 'same') return 'reportedFine';
  return allFixed(input) ? 'fixed' : 'trusted';
}

function allFixed({ changes, diagnosis }: DiagnosisInput): boolean {
  return diagnosis.verdict === 'trusted' && (changes?.fixed.length ?? 0) > 0;
}

function color({ diagnosis }: DiagnosisInput): CardColor {
  if (diagnosis.verdict === 'untrusted') return 'Attention';
  return diagnosis.verdict === 'trusted' && diagnosis.causes.length === 0 ? 'Good' : 'Warning';
}

function changeParts({ changes }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  if (!changes) return [];
  const said = (['fixed', 'remaining', 'appeared'] as const).flatMap((kind) => {
    const labels = texts.list(changes[kind].map((code) => findingLabel(code, texts)));
    return labels ? [texts.t(`answers:changes.${kind}`, { labels })] : [];
  });
  const moved = changes.fixed.length + changes.appeared.length > 0;
  const text = (moved ? said : [texts.t('answers:changes.none')]).join(' · ');
  return [{ kind: 'paragraph', label: texts.t('answers:label.sinceLast'), text: `${text}.` }];
}

function factParts(
  main: readonly Finding[],
  look: ReportedLook,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  return [{ kind: 'facts', facts: facts(main, look, input, texts) }];
}

function facts(main: readonly Finding[], look: ReportedLook, input: DiagnosisInput, texts: LocaleTexts) {
  const told = input.reported && look !== 'none' ? reportedFacts(input.reported, texts) : [];
  const seen = main.filter((finding) => !isReported(finding));
  if (seen.length > 0) return [...proofFacts(seen, input, texts), ...(look === 'same' ? [] : told)];
  if (look === 'differs') return [...seenFacts(input, texts), ...told];
  return told.length > 0 ? told : certificateFacts(input, texts);
}

function seenFacts(input: DiagnosisInput, texts: LocaleTexts) {
  return factsOf(['names', 'issuer'], null, input, texts).map(({ title, value }) => ({
    title,
    value: texts.t('answers:value.seen', { value }),
  }));
}

/** As many causes as a phone screen holds; the rest is in the details. */
const mostCauses = 3;

function causeParts(
  main: readonly Finding[],
  look: ReportedLook,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  const params = { host: shownHost(input), port: String(input.record.endpoint.port) };
  const causes = main.length > 0 || look === 'none' ? shownCauses(main, input) : [];
  const sentences = causes.slice(0, mostCauses).map((cause) => texts.t(`causes:${cause}.text`, params));
  const against = contradiction(main, input, texts);
  const text = [...sentences, ...(against && look === 'none' ? [against] : [])].join(' ');
  if (text === '') return look === 'none' && !allFixed(input) ? [noFault(texts)] : [];
  const label = texts.t(causes.length > 1 ? 'answers:label.causes' : 'answers:label.cause');
  return [{ kind: 'paragraph', label, text }];
}

/** After a fix the Router's own test comes first; only if that fails, it sees something else. */
function shownCauses(main: readonly Finding[], input: DiagnosisInput) {
  const { causes } = input.diagnosis;
  if (main.length === 0 && allFixed(input)) return [];
  return main.length > 0 && input.reported
    ? causes.filter((cause) => !['not-visible', 'dns', 'internal-name', 'refused', 'timeout'].includes(cause))
    : causes;
}

function noFault(texts: LocaleTexts): AnswerPart {
  return { kind: 'paragraph', text: texts.t('answers:trusted.noFault') };
}

function nextParts(
  main: readonly Finding[],
  look: ReportedLook,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  const { resolutions } = input.diagnosis;
  if (main.length === 0 && look !== 'none') return afterRouterLook(look, input, texts);
  if (main.length === 0 && allFixed(input)) return [nowTest(texts)];
  const [recommended] = resolutions;
  if (!recommended) return [];
  if (looksOnRouterNext(main, look, input)) {
    const others = resolutions.filter((code) => code !== 'check-on-router');
    return [...lookOnRouter(input, texts), ...otherWays(others.slice(0, 2), texts)];
  }
  return [
    ...planParts(recommended, input, texts),
    ...otherWays(
      resolutions.filter((code) => code !== recommended && code !== 'check-on-router').slice(0, 2),
      texts,
    ),
  ];
}

function looksOnRouterNext(
  main: readonly Finding[],
  look: ReportedLook,
  { diagnosis }: DiagnosisInput,
): boolean {
  if (look !== 'none' || !diagnosis.resolutions.includes('check-on-router')) return false;
  const [first] = main;
  return !first || outOfSight.includes(first.code) || diagnosis.resolutions[0] === 'check-on-router';
}

function nowTest(texts: LocaleTexts): AnswerPart {
  return {
    kind: 'paragraph',
    label: texts.t('answers:label.onRouter'),
    text: texts.t('answers:changes.nowTest'),
  };
}

function warningParts({ diagnosis }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const labels = diagnosis.findings
    .filter(({ severity }) => severity === 'warns')
    .map(({ code }) => findingLabel(code, texts));
  if (labels.length === 0) return [];
  const text = `${texts.list(labels)}.`;
  return [{ kind: 'paragraph', label: texts.t('answers:label.note'), text, subtle: true }];
}
