import { isHostName } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { rootName, shownHost } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import { isOtherProgram, rootQuery } from './planParts.js';
import type { ReportedLook } from './reportedLook.js';
import type { LocaleTexts } from './texts.js';

/** What to look at in the browser on the Router's computer, and how to send it back. */
export function lookOnRouter(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const example = texts.t('answers:router.example', { host: shownHost(input) });
  return [
    { kind: 'paragraph', label: texts.t('answers:label.onRouter'), text: texts.t('answers:router.open') },
    { kind: 'code', code: input.url },
    {
      kind: 'paragraph',
      text: `${texts.t('answers:router.note')} ${texts.t('answers:router.send', { example })}`,
    },
  ];
}

/** What follows from values that were read on the Router's computer. */
export function afterRouterLook(look: ReportedLook, input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  if (look === 'none' || look === 'faults') return [];
  const { host } = input.record.endpoint;
  const command = look === 'differs' ? (isHostName(host) ? `nslookup ${host}` : null) : storeQuery(input);
  return [
    { kind: 'paragraph', label: texts.t('answers:label.onRouter'), text: texts.t(`answers:router.${look}`) },
    ...(command ? [{ kind: 'code' as const, code: command }] : []),
  ];
}

/** A program with a list of its own does not ask the computer's. */
function storeQuery(input: DiagnosisInput): string | null {
  return isOtherProgram(input) ? null : rootQuery(rootName(null, input));
}
