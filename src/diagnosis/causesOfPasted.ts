import type { CauseCode, Finding, FindingCode } from './diagnosis.js';

/** What a pasted error itself proves of the Router's computer. */
export interface PastedCauses {
  readonly first: readonly CauseCode[];
  /** What an error of this kind rules out, whatever is seen from here: a TLS error comes after name and connection. */
  readonly excluded: readonly CauseCode[];
}

const nothing: PastedCauses = { first: [], excluded: [] };
const ofNames: readonly CauseCode[] = ['dns', 'internal-name'];
const ofConnections: readonly CauseCode[] = ['refused', 'timeout'];

/** Errors that come before a certificate is judged point at the Router's own side where none is seen from here. */
export function causesOfPasted(family: string | null, findings: readonly Finding[]): PastedCauses {
  const holds = (...codes: readonly FindingCode[]) => findings.some(({ code }) => codes.includes(code));
  switch (family) {
    case 'tls-protocol':
      return { first: causesOfTls(holds), excluded: [...ofNames, ...ofConnections] };
    case 'name-resolution':
      return { first: holds('dns-failure') ? [] : ['router-dns'], excluded: ofConnections };
    case 'unreachable':
      return { first: holds('refused', 'timeout') ? [] : ['router-network'], excluded: ofNames };
    case 'other-runtime-trust':
      // .NET still reads the subject's name; most other programs read the SAN alone.
      return { first: holds('no-san') ? ['no-san'] : [], excluded: [] };
    default:
      return nothing;
  }
}

function causesOfTls(holds: (...codes: readonly FindingCode[]) => boolean): readonly CauseCode[] {
  // The server shows the fault itself.
  if (holds('tls-version', 'handshake-failure', 'client-cert-required', 'not-tls', 'oversized')) return [];
  // Not looked at, or it speaks old and new alike: then the version alone explains nothing.
  if (holds('blocked', 'dns-failure', 'timeout', 'refused', 'deprecated-tls')) return ['handshake'];
  return ['old-client'];
}
