import type { Diagnosis, Finding, FindingCode } from '../diagnosis/diagnosis.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { shownHost } from './findingText.js';
import { type ReportedLook, reportedLook } from './reportedLook.js';
import type { LocaleTexts } from './texts.js';

/** An input as the first answer reads it. */
export interface AnswerCase {
  readonly input: DiagnosisInput;
  readonly texts: LocaleTexts;
  /** The findings the answer is about. */
  readonly main: readonly Finding[];
  readonly look: ReportedLook;
  /** Escaped. */
  readonly host: string;
}

export function answerCase(input: DiagnosisInput, texts: LocaleTexts): AnswerCase {
  const main = mainFindings(input);
  return { input, texts, main, look: reportedLook(input, main), host: shownHost(input) };
}

/** Where the probe could not look, the Router's computer is where to look next. */
export const outOfSight: readonly FindingCode[] = ['blocked', 'dns-failure', 'timeout', 'refused'];

/**
 * The blocking findings; once values came from the Router's computer, what could not be seen from here steps back
 * behind them.
 */
function mainFindings({ diagnosis, reported }: DiagnosisInput): readonly Finding[] {
  const blocking = diagnosis.findings.filter(({ severity }) => severity === 'blocks');
  return reported ? blocking.filter(({ code }) => !outOfSight.includes(code)) : blocking;
}

const warnings: readonly FindingCode[] = [
  'expires-soon',
  'no-san',
  'deprecated-tls',
  'sni-dependent',
  'interception-suspected',
  'public-lifetime-exceeded',
];

/**
 * Whether the faults that an earlier look saw are gone. A server that only came into sight, or a warning that went,
 * mends nothing for the Router.
 */
export function allFixed({ changes, diagnosis, router }: DiagnosisInput): boolean {
  // Another account's good view is no proof that the service's is mended.
  if (router && diagnosis.causes.length > 0) return false;
  const fixed = changes?.fixed.filter((code) => !outOfSight.includes(code) && !warnings.includes(code)) ?? [];
  return diagnosis.verdict === 'trusted' && fixed.length > 0 && !serversDiffer(diagnosis);
}

/** A look that met one good server says nothing about the others behind the same name. */
export function serversDiffer({ findings }: Diagnosis): boolean {
  return findings.some(({ code }) => code === 'endpoints-differ');
}
