import type { CauseCode, Finding, FindingCode, ResolutionCode } from './diagnosis.js';

const mends = {
  'self-signed': ['replace-certificate'],
  'name-mismatch': ['match-names', 'replace-certificate'],
  'no-san': ['replace-certificate'],
  expired: ['replace-certificate'],
  'not-yet-valid': ['fix-clock', 'replace-certificate'],
  'private-root': ['trust-private-root', 'check-on-router', 'replace-certificate'],
  'missing-intermediate': ['install-intermediates'],
  revoked: ['replace-certificate'],
  'revocation-unknown': ['open-revocation'],
  'weak-certificate': ['replace-certificate'],
  'wrong-usage': ['replace-certificate'],
  'broken-chain': ['replace-certificate', 'install-intermediates'],
  'mis-issued': ['replace-certificate'],
  distrusted: ['replace-certificate'],
  'old-tls': ['enable-tls12'],
  'new-tls-only': ['enable-tls12'],
  handshake: ['enable-tls12', 'check-on-router'],
  'client-certificate': ['drop-client-certificate'],
  'not-tls': ['correct-port', 'check-on-router'],
  dns: ['fix-dns', 'check-on-router'],
  'internal-name': ['check-on-router', 'fix-dns'],
  refused: ['open-firewall', 'correct-port', 'check-on-router'],
  timeout: ['open-firewall', 'check-on-router'],
  'not-visible': ['check-on-router'],
  'in-between': ['check-proxy', 'check-on-router'],
  'router-differs': ['check-on-router', 'fix-clock'],
  'old-client': ['enable-tls12', 'check-on-router'],
  'router-dns': ['fix-dns', 'check-on-router'],
  'router-network': ['open-firewall', 'check-on-router'],
} as const satisfies Record<CauseCode, readonly ResolutionCode[]>;

/** Faults of the server's own certificate that nothing but another certificate mends. */
const spoilsCertificate: ReadonlySet<FindingCode> = new Set([
  'self-signed',
  'expired',
  'revoked',
  'weak-signature',
  'weak-key',
  'wrong-eku',
]);

export interface PlanEvidence {
  /** Ranked. */
  readonly findings: readonly Finding[];
  readonly causes: readonly CauseCode[];
  /** The path ends in a root of the organisation's own, which the Router's computer need not know. */
  readonly ownRoot: boolean;
  /** Microsoft looks after the certificate (Exchange Online): nobody here can install another. */
  readonly online: boolean;
}

/** What nobody but Microsoft could do to a server of Exchange Online, or what would trust whoever stands in between. */
const notTheirs: ReadonlySet<ResolutionCode> = new Set([
  'replace-certificate',
  'install-intermediates',
  'trust-private-root',
  'correct-port',
  'drop-client-certificate',
]);

/**
 * One plan for all findings that hold together. A certificate that must be replaced is replaced first, since the new
 * one mends names, dates and trust at once; the rest follows in fix order as alternatives or next steps.
 */
export function planResolutions({
  findings,
  causes,
  ownRoot,
  online,
}: PlanEvidence): readonly ResolutionCode[] {
  const plan = planFor(findings, causes, ownRoot);
  if (!online || plan.length === 0) return plan;
  const clear: readonly ResolutionCode[] = ['check-proxy', 'fix-clock'];
  return [...new Set([...clear, ...plan.filter((code) => !notTheirs.has(code))])];
}

function planFor(
  findings: readonly Finding[],
  causes: readonly CauseCode[],
  ownRoot: boolean,
): readonly ResolutionCode[] {
  const blocking = findings.filter(({ severity }) => severity === 'blocks');
  const first: ResolutionCode[] = causes
    .filter(isBeforeCertificate)
    .flatMap((cause) => mends[cause].slice(0, 1));
  if (causes.includes('router-differs') && blocking.length === 0) {
    first.push('check-on-router');
    if (ownRoot) first.push('trust-private-root');
  }
  if (blocking.some(needsNewCertificate)) first.push('replace-certificate');
  if (blocking.some(needsNewIntermediate)) first.push('install-intermediates');
  return [...new Set<ResolutionCode>([...first, ...causes.flatMap((cause) => mends[cause])])];
}

/** Nobody gets to see the new certificate while the way to it is closed. */
function isBeforeCertificate(cause: CauseCode): boolean {
  return cause === 'old-client' || cause === 'router-dns' || cause === 'router-network';
}

function needsNewCertificate(finding: Finding): boolean {
  return spoilsCertificate.has(finding.code) && !isAboveLeaf(finding);
}

/** An expired CA certificate is replaced in the chain that the server sends; the server's own may live on. */
function needsNewIntermediate(finding: Finding): boolean {
  return finding.code === 'expired' && isAboveLeaf(finding);
}

function isAboveLeaf({ evidence: { index } }: Finding): boolean {
  return typeof index === 'number' && index > 0;
}
