import type { Finding, FindingCode } from '../diagnosis/diagnosis.js';
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
  switch (family) {
    case 'trust-relationship':
      return main.every(({ code }) => againstTrustError[code])
        ? (againstTrustError[main[0]?.code ?? 'blocked'] ?? null)
        : null;
    case 'name-resolution':
      return record.addresses.length > 0 ? 'resolvesHere' : null;
    case 'unreachable':
      return record.presentedChain.length > 0 ? 'connectsHere' : null;
    default:
      return null;
  }
}
