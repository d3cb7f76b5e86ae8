import type { CauseCode } from '../diagnosis/diagnosis.js';
import type { LookProof } from '../diagnosis/routerReport/compareLooks.js';
import { type AnswerCase, allFixed, serversDiffer } from './answerCase.js';
import { contradiction } from './contradiction.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { shownHost } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import { hasFaultyServer } from './serverParts.js';
import type { LocaleTexts } from './texts.js';

/** As many causes as a phone screen holds; the rest is in the details. */
const mostCauses = 3;

/** Why the Router fails, in the first answer. */
export function causeParts(answer: AnswerCase): AnswerPart[] {
  const { input, texts, main, look } = answer;
  if (main.length === 0 && look === 'none' && hasFaultyServer(input)) {
    return [
      { kind: 'paragraph', label: texts.t('answers:label.cause'), text: texts.t('answers:servers.cause') },
    ];
  }
  const causes = shownCauses(answer);
  const against = look === 'none' && !input.router ? contradiction(main, input, texts) : null;
  const sentences = causes.slice(0, mostCauses).map((cause) => causeText(cause, input, texts));
  const text = [...sentences, ...(against ? [against] : [])].join(' ');
  if (text === '') {
    if (input.router) return [];
    const isFine = look === 'none' && !allFixed(input) && !serversDiffer(input.diagnosis);
    return isFine ? [{ kind: 'paragraph', text: texts.t('answers:trusted.noFault') }] : [];
  }
  const label = texts.t(causes.length > 1 ? 'answers:label.causes' : 'answers:label.cause');
  return [{ kind: 'paragraph', label, text }];
}

/** The cause in a sentence or two. */
export function causeText(cause: CauseCode, input: DiagnosisInput, texts: LocaleTexts): string {
  return texts.t(`causes:${cause}.${causeForm(cause, input)}`, {
    host: shownHost(input),
    port: String(input.record.endpoint.port),
  });
}

function causeForm(cause: CauseCode, input: DiagnosisInput): string {
  const { diagnosis, record, router } = input;
  const there = router ? routerForm(cause, router.proofs) : null;
  if (cause === 'not-tls' && record.startTls !== undefined) return 'textStarttls';
  if (cause === 'missing-intermediate' && isRepairedByWindows(diagnosis)) return 'textRepaired';
  if (cause === 'revoked' && diagnosis.causes.includes('router-differs')) return 'textUnproven';
  if (cause === 'private-root' && diagnosis.causes.includes('missing-intermediate')) return 'textMaybe';
  return there ?? 'text';
}

function routerForm(cause: CauseCode, proofs: readonly LookProof[]): string | null {
  if (cause === 'private-root' && proofs.includes('user-store')) return 'textUserStore';
  return toldFromHere.includes(cause) ? 'textRouter' : null;
}

function isRepairedByWindows({ findings }: DiagnosisInput['diagnosis']): boolean {
  return findings.some(({ evidence }) => evidence['repairedByWindows'] === true);
}

/** Causes whose words tell of the bot's own place in the network, or of what it can only suppose from there. */
const toldFromHere: readonly CauseCode[] = ['dns', 'internal-name', 'refused', 'timeout', 'private-root'];

const ofNotSeeing: readonly CauseCode[] = ['not-visible', 'dns', 'internal-name', 'refused', 'timeout'];

function shownCauses({ input, main, look }: AnswerCase): readonly CauseCode[] {
  const { causes } = input.diagnosis;
  // After a fix the Router's own test comes first, and a look on the Router's computer has told what there is to tell.
  if (main.length === 0) return look !== 'none' || input.router || allFixed(input) ? [] : causes;
  // Beside a proven fault, that the Router sees something else is said by the contradiction or the two certificates.
  const proven = causes.filter((cause) => cause !== 'router-differs');
  return input.reported ? proven.filter((cause) => !ofNotSeeing.includes(cause)) : proven;
}
