import { bareName } from '../../answers/certificateNames.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { asFacts, type CaseFacts, type CertificatePlace, type ReportedFacts } from './caseFacts.js';
import type { Judge } from './judge.js';

/**
 * What the certificate that a person gave is to the server: the one that it shows, one that stands for what could not be
 * seen, or one that is not installed yet. Null while nobody can tell, and before the server has been looked at.
 */
export function placeCertificate(judge: Judge, facts: CaseFacts, at: Date): Facts {
  if (!facts.certificate) return {};
  const certificateIs = placeOf(facts.certificate, facts);
  const reported = certificateIs === 'elsewhere' ? reportedBy(facts.certificate) : null;
  return asFacts({
    certificateIs,
    // What was told holds for the server that was meant then; from now on it stands in certificateIs, which ends with it.
    ...(facts.probe ? { certificateFor: null } : {}),
    prospectOutcome: judge.prospect(facts, at)?.prospect.outcome ?? null,
    ...(reported === null ? {} : { reported }),
  });
}

function placeOf(
  certificate: string,
  { probe, certificateFor, certificateIs }: CaseFacts,
): CertificatePlace | null {
  if (!probe) return null;
  const [shown] = probe.presentedChain;
  if (shown === certificate) return 'shown';
  const told = certificateFor ?? (certificateIs === 'shown' ? null : certificateIs);
  if (told === 'current' || told === 'elsewhere') return shown === undefined ? 'current' : 'elsewhere';
  return told === 'new' || shown !== undefined ? 'new' : null;
}

/** A certificate that the server shows there, while it shows another one here, tells the same as its values read aloud. */
function reportedBy(certificate: string): ReportedFacts | null {
  const [leaf] = describePresentedChain([certificate]);
  if (!leaf) return null;
  const { names, issuer, notBefore, notAfter } = leaf;
  return { names: names.map(bareName), issuer, notBefore, notAfter, browserWarning: null };
}
