import type { Finding, FindingCode } from '../diagnosis/diagnosis.js';
import { outOfSight } from './answerCase.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import type { LocaleTexts } from './texts.js';

/**
 * .NET says "could not establish trust relationship" only once it has seen a certificate. What the probe found
 * instead therefore contradicts the pasted text, and that is worth a sentence.
 */
const againstTrustError: { readonly [code in FindingCode]?: 'noTls' | 'otherMessage' | 'elsewhere' } = {
  'not-tls': 'noTls',
  oversized: 'noTls',
  'tls-version': 'otherMessage',
  'handshake-failure': 'otherMessage',
  'client-cert-required': 'otherMessage',
  'dns-failure': 'elsewhere',
  refused: 'elsewhere',
  timeout: 'elsewhere',
};

/** Faults that a client meets in the handshake, before it judges the certificate. */
const ofTls: readonly FindingCode[] = [
  'tls-version',
  'handshake-failure',
  'client-cert-required',
  'not-tls',
  'oversized',
];

/** Whether errors of this family come before any certificate, so that reading one on the Router tells nothing. */
export function comesBeforeCertificate(family: DiagnosisInput['family']): boolean {
  return family === 'tls-protocol' || family === 'name-resolution' || family === 'unreachable';
}

/** The sentence about text and probe telling different things; null when they agree. */
export function contradiction(
  main: readonly Finding[],
  input: DiagnosisInput,
  texts: LocaleTexts,
): string | null {
  const key = contradictionKey(main, input);
  return key ? texts.t(`answers:contradiction.${key}`) : null;
}

function contradictionKey(main: readonly Finding[], { family, record }: DiagnosisInput): string | null {
  const unseen = main.length > 0 && main.every(({ code }) => outOfSight.includes(code));
  switch (family) {
    case 'tls-protocol':
      if (unseen) return 'reachedThere';
      return record.presentedChain.length > 0 && main.some(({ code }) => !ofTls.includes(code))
        ? 'beforeCertificate'
        : null;
    case 'trust-relationship':
    case 'other-runtime-trust':
      return main.every(({ code }) => againstTrustError[code])
        ? (againstTrustError[main[0]?.code ?? 'blocked'] ?? null)
        : null;
    case 'name-resolution':
      return record.addresses.length > 0 ? 'resolvesHere' : null;
    case 'unreachable':
      if (main.some(({ code }) => code === 'dns-failure')) return 'resolvesThere';
      return record.presentedChain.length > 0 ? 'connectsHere' : null;
    default:
      return null;
  }
}
