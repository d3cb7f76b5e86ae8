import type { Finding } from '../diagnosis/diagnosis.js';
import { type AnswerCase, allFixed, answerCase, serversDiffer } from './answerCase.js';
import { autodiscoverParts } from './autodiscoverParts.js';
import type { CardColor } from './cards.js';
import { causeParts } from './causeParts.js';
import type { DiagnosisChanges, DiagnosisInput } from './diagnosisInput.js';
import { familyTexts } from './familyTexts.js';
import { findingHeadline, findingLabel, isReported } from './findingText.js';
import { type AnswerPart, labelled, layOut } from './layOut.js';
import { nextParts } from './nextParts.js';
import { factsOf, proofFacts, soundFacts } from './proofFacts.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { reportedFacts } from './reportedLook.js';
import { cleanReportHeadline, proofParts, sourceParts } from './routerEvidence.js';
import { serverList } from './serverParts.js';
import { supportEndedNote } from './serverSoftware.js';
import type { LocaleTexts } from './texts.js';

/**
 * The first answer, for one phone screen: the verdict, the facts that prove it, the cause, and the recommended fix
 * for this server, or what to look at on the Router's computer where only that can tell.
 */
export function renderDiagnosis(input: DiagnosisInput, plain: LocaleTexts): RenderedAnswer {
  const texts = familyTexts(plain, input);
  const answer = answerCase(input, texts);
  const parts: AnswerPart[] = [
    ...changeParts(answer),
    { kind: 'facts', facts: facts(answer) },
    ...serverList(input, texts),
    ...causeParts(answer),
    ...proofParts(input, texts),
    ...nextParts(answer),
    ...autodiscoverParts(input, texts),
    ...noteParts(answer),
    ...sourceParts(input, texts),
  ];
  return layOut({ headline: headline(answer), color: color(input), parts }, texts);
}

function headline(answer: AnswerCase): string {
  const { input, texts, main, host } = answer;
  const [first] = main;
  if (!first && input.router && !allFixed(input)) return cleanReportHeadline(input, input.router, texts);
  const telling = input.diagnosis.findings.find((finding) => isHeadline(finding, input));
  if (!first && telling && answer.look === 'none') return findingHeadline(telling, input, texts);
  if (!first) return texts.t(`answers:headline.${headlineWithoutFault(answer)}`, { host });
  const labels = [...new Set(main.map(({ code }) => findingLabel(code, texts)))];
  const plain =
    labels.length === 1
      ? findingHeadline(first, input, texts)
      : texts.t('answers:headline.several', {
          host,
          faults: texts.number(labels.length),
          labels: texts.list(labels),
        });
  if (input.router) return texts.t('answers:report.headline.faults', { headline: plain });
  return main.every(isReported) ? texts.t('answers:headline.reported', { headline: plain }) : plain;
}

/** A warning that is the matter itself. */
function isHeadline({ code }: Finding, { diagnosis }: DiagnosisInput): boolean {
  return code === 'endpoints-differ' || (code === 'no-san' && diagnosis.causes.includes('no-san'));
}

function headlineWithoutFault({ input, look }: AnswerCase): string {
  if (look === 'differs') return 'differs';
  if (look === 'warned') return 'reportedWarning';
  if (look === 'same') return 'reportedFine';
  if (input.given) return 'given';
  return allFixed(input) ? 'fixed' : 'trusted';
}

function color({ diagnosis }: DiagnosisInput): CardColor {
  if (diagnosis.verdict === 'untrusted') return 'Attention';
  const calm = diagnosis.causes.length === 0 && !serversDiffer(diagnosis);
  return diagnosis.verdict === 'trusted' && calm ? 'Good' : 'Warning';
}

function changeParts({ input: { changes }, texts }: AnswerCase): AnswerPart[] {
  return changes ? [changePart(changes, texts)] : [];
}

/** What a look found otherwise than the one before it, in a sentence; null when nothing. */
export function changesText(changes: DiagnosisChanges, texts: LocaleTexts): string | null {
  if (changes.fixed.length + changes.appeared.length === 0) return null;
  const { label, text } = changePart(changes, texts);
  return labelled(label, text, texts);
}

function changePart(changes: DiagnosisChanges, texts: LocaleTexts) {
  const said = (['fixed', 'remaining', 'appeared'] as const).flatMap((kind) => {
    const labels = texts.list(changes[kind].map((code) => findingLabel(code, texts)));
    return labels ? [texts.t(`answers:changes.${kind}`, { labels })] : [];
  });
  const moved = changes.fixed.length + changes.appeared.length > 0;
  const text = (moved ? said : [texts.t('answers:changes.none')]).join(' · ');
  return { kind: 'paragraph', label: texts.t('answers:label.sinceLast'), text: `${text}.` } as const;
}

function facts({ input, texts, main, look }: AnswerCase) {
  const told = input.reported ? reportedFacts(input.reported, texts) : [];
  const seen = main.filter((finding) => !isReported(finding));
  if (seen.length > 0) return [...proofFacts(seen, input, texts), ...(look === 'same' ? [] : told)];
  if (look === 'differs') return [...seenFacts(input, texts), ...told];
  return told.length > 0 ? told : soundFacts(input, texts);
}

function seenFacts(input: DiagnosisInput, texts: LocaleTexts) {
  return factsOf(['names', 'issuer'], null, input, texts).map(({ title, value }) => ({
    title,
    value: texts.t('answers:value.seen', { value }),
  }));
}

/** What does not fail the Router now: warnings, and software without support. A second look need not say it again. */
function noteParts({ input, texts }: AnswerCase): AnswerPart[] {
  const warnings = input.diagnosis.findings.filter(
    (finding) => finding.severity === 'warns' && !isHeadline(finding, input),
  );
  const labels = texts.list(warnings.map(({ code }) => findingLabel(code, texts)));
  const support = input.changes ? null : supportEndedNote(input.diagnosis.generation, texts);
  const given = input.given ? texts.t('answers:given') : null;
  const text = [given, labels && `${labels}.`, support].filter((sentence) => sentence).join(' ');
  return text ? [{ kind: 'paragraph', label: texts.t('answers:label.note'), text, subtle: true }] : [];
}
