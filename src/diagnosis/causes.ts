import type { JsonValue } from '../base/json.js';
import { causesOfPasted } from './causesOfPasted.js';
import type { CauseCode, Finding, FindingCode } from './diagnosis.js';

const causesOf = {
  'self-signed': 'self-signed',
  'name-mismatch': 'name-mismatch',
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  'untrusted-root': 'private-root',
  'incomplete-chain': 'missing-intermediate',
  revoked: 'revoked',
  'revocation-unknown': 'revocation-unknown',
  'weak-signature': 'weak-certificate',
  'weak-key': 'weak-certificate',
  'wrong-eku': 'wrong-usage',
  'chain-invalid': 'broken-chain',
  'tls-version': 'old-tls',
  'handshake-failure': 'handshake',
  'client-cert-required': 'client-certificate',
  'not-tls': 'not-tls',
  'dns-failure': 'dns',
  refused: 'refused',
  timeout: 'timeout',
  oversized: 'broken-chain',
  blocked: 'not-visible',
  'expires-soon': null,
  'no-san': null,
  'deprecated-tls': null,
  'sni-dependent': 'router-differs',
  'endpoints-differ': 'router-differs',
  'interception-suspected': null,
  'public-lifetime-exceeded': null,
} as const satisfies Record<FindingCode, CauseCode | null>;

/** Families of errors that a client prints only after it has received a certificate and refused it. */
const trustFamilies: readonly (string | null)[] = [
  'trust-relationship',
  'outlook-certificate',
  'other-runtime-trust',
];

/**
 * Findings that explain such an error; where none holds, the Router saw or trusts something else than we do. Not
 * `revoked`: .NET asks about that only when told to.
 */
const explainTrustError: ReadonlySet<FindingCode> = new Set([
  'self-signed',
  'name-mismatch',
  'expired',
  'not-yet-valid',
  'untrusted-root',
  'incomplete-chain',
  'revocation-unknown',
  'weak-signature',
  'weak-key',
  'wrong-eku',
  'chain-invalid',
]);

/** What we could not look at says nothing about the Router, so it contradicts no pasted error. */
const notLookedAt: ReadonlySet<FindingCode> = new Set(['blocked', 'dns-failure', 'timeout', 'refused']);

export interface CauseEvidence {
  /** Ranked. */
  readonly findings: readonly Finding[];
  readonly pastedFamily: string | null;
  /** What was read on the Router's computer is not what is seen from here. */
  readonly contradicted: boolean;
  /** The host is Exchange Online's. */
  readonly online: boolean;
}

/** Microsoft would show no such certificate: whoever does stands in between. */
const neverMicrosofts: ReadonlySet<CauseCode> = new Set([
  'self-signed',
  'name-mismatch',
  'expired',
  'not-yet-valid',
  'private-root',
  'missing-intermediate',
  'revoked',
  'weak-certificate',
  'wrong-usage',
  'broken-chain',
  'mis-issued',
  'distrusted',
]);

/**
 * Why the Router fails, in the order of the findings. What an error proves that comes before any certificate stands
 * first; that the Router saw another certificate comes last.
 */
export function findCauses({
  findings,
  pastedFamily,
  contradicted,
  online,
}: CauseEvidence): readonly CauseCode[] {
  const blocking = findings.filter(({ severity }) => severity === 'blocks');
  const pasted = causesOfPasted(pastedFamily, findings);
  const seen = blocking
    .flatMap(causesOfFinding)
    .map((cause) => (online && neverMicrosofts.has(cause) ? 'in-between' : cause))
    .filter((cause) => !pasted.excluded.includes(cause));
  const causes = [...pasted.first, ...seen];
  const unexplained =
    trustFamilies.includes(pastedFamily) &&
    pasted.first.length === 0 &&
    !blocking.some(({ code }) => explainTrustError.has(code) || notLookedAt.has(code));
  return [
    ...new Set<CauseCode>([...causes, ...(contradicted || unexplained ? ['router-differs' as const] : [])]),
  ];
}

function causesOfFinding({ code, evidence }: Finding): readonly CauseCode[] {
  if (code === 'dns-failure' && evidence['internalName'] === true) return ['internal-name'];
  if (code === 'tls-version' && evidence['onlyNew'] === true) return ['new-tls-only'];
  // A report of the Router's computer shows whose side it is.
  if (code === 'handshake-failure' && evidence['oldDefaults'] === true) return ['old-client'];
  // A lone leaf may just as well come straight from a private root.
  if (code === 'incomplete-chain' && evidence['rootKnown'] === false)
    return ['missing-intermediate', 'private-root'];
  if (code === 'chain-invalid') return causesOfFlags(evidence['flags']);
  const cause = causesOf[code];
  return cause === null ? [] : [cause];
}

/** Flags by which Windows says that a CA went beyond what its own certificate lets it do. */
const againstCa: readonly JsonValue[] = [
  'InvalidBasicConstraints',
  'InvalidNameConstraints',
  'HasNotPermittedNameConstraint',
  'HasExcludedNameConstraint',
  'HasNotSupportedNameConstraint',
  'HasNotDefinedNameConstraint',
  'InvalidPolicyConstraints',
];

/** @param flags X509ChainStatusFlags that a report of the Router's computer holds */
function causesOfFlags(flags: JsonValue | undefined): readonly CauseCode[] {
  const said = Array.isArray(flags) ? flags : [];
  const told: readonly CauseCode[] = [
    ...(said.includes('ExplicitDistrust') ? (['distrusted'] as const) : []),
    ...(said.some((flag) => againstCa.includes(flag)) ? (['mis-issued'] as const) : []),
  ];
  return told.length > 0 ? told : ['broken-chain'];
}
