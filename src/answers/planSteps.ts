import type { CauseCode, Diagnosis, ResolutionCode } from '../diagnosis/diagnosis.js';

/** Which causes each resolution mends, as far as the first answer has to know to make one plan of several. */
const mends = {
  'replace-certificate': [
    'self-signed',
    'name-mismatch',
    'no-san',
    'expired',
    'not-yet-valid',
    'revoked',
    'weak-certificate',
    'wrong-usage',
    'broken-chain',
    'mis-issued',
    'distrusted',
  ],
  'match-names': ['name-mismatch'],
  'trust-private-root': ['private-root', 'missing-intermediate'],
  'install-intermediates': ['missing-intermediate', 'broken-chain', 'expired'],
  'open-revocation': ['revocation-unknown'],
  'fix-clock': ['not-yet-valid'],
  'check-proxy': ['in-between'],
  'enable-tls12': ['old-tls', 'new-tls-only', 'handshake', 'old-client'],
  'check-on-router': [],
  'fix-dns': ['dns', 'internal-name', 'router-dns'],
  'open-firewall': ['refused', 'timeout', 'router-network'],
  'correct-port': ['not-tls', 'refused'],
  'drop-client-certificate': ['client-certificate'],
} as const satisfies Record<ResolutionCode, readonly CauseCode[]>;

/** What to do, in order, and what would do as well. */
export interface PlanSteps {
  readonly steps: readonly ResolutionCode[];
  readonly alternatives: readonly ResolutionCode[];
}

/**
 * One plan: the resolutions in their order, each only while a cause is left that it mends. An alternative is one that
 * mends everything by itself, so that "or" is never half a fix.
 */
export function planSteps({ causes, resolutions }: Diagnosis): PlanSteps {
  const mendable = causes.filter((cause) => resolutions.some((code) => isMendedBy(cause, code, causes)));
  let left = mendable;
  const steps = resolutions.filter((code) => {
    const rest = left.filter((cause) => !isMendedBy(cause, code, causes));
    const helps = rest.length < left.length;
    left = rest;
    return helps;
  });
  const alternatives = resolutions.filter(
    (code) => !steps.includes(code) && mendable.every((cause) => isMendedBy(cause, code, causes)),
  );
  return { steps: steps.length > 0 ? steps : resolutions.slice(0, 1), alternatives };
}

/** A lone certificate's issuer may be an intermediate or a root; then either of the two ways mends both causes. */
function isMendedBy(cause: CauseCode, resolution: ResolutionCode, causes: readonly CauseCode[]): boolean {
  if (cause === 'private-root' && resolution === 'install-intermediates') {
    return causes.includes('missing-intermediate');
  }
  const mended: readonly CauseCode[] = mends[resolution];
  return mended.includes(cause);
}

/** Whether one new certificate mends the cause. */
export function isMendedByReplacing(cause: CauseCode): boolean {
  return isMendedBy(cause, 'replace-certificate', []);
}
