import type { Procedure, Procedures } from '../../answers/procedures.js';
import { placeholdersIn } from '../../answers/procedureValues.js';
import type { EvidenceUse } from '../../dialogTree/dialogServices.js';
import type { CaseFacts } from './caseFacts.js';

/** A certificate that was seen longer ago may have been replaced since, most likely by the very person who asks. */
const freshForMs = 15 * 60_000;

/** Answers that are written from the diagnosis. */
const diagnosed: ReadonlySet<string> = new Set(['diagnosis', 'changes', 'details', 'colleague', 'http']);
/** Facts that hold nothing but what a look saw. */
const seenSlots: ReadonlySet<string> = new Set(['probe', 'http']);

/** Whether that use can be made of what is known: without a look nothing can be judged. */
export function hasEvidence(use: EvidenceUse, { probe }: CaseFacts): boolean {
  return !('show' in use) || !diagnosed.has(use.show) || Boolean(probe);
}

/** Whether a look was taken that this use would take for how things are now, though it is too old for that. */
export function isOutdated(
  use: EvidenceUse,
  { probe, endpoint }: CaseFacts,
  { procedures, now }: { readonly procedures: Procedures; readonly now: Date },
): boolean {
  if (!probe || !endpoint || now.getTime() - Date.parse(probe.startedAt) <= freshForMs) return false;
  if (!('show' in use)) return 'findings' in use || use.facts.some((slot) => seenSlots.has(slot));
  if (diagnosed.has(use.show)) return true;
  const procedure = use.show === 'procedure' ? procedures.get(use.of ?? '') : null;
  return procedure !== null && isFilledFromCertificate(procedure);
}

/** Commands that hold names or the thumbprint of the certificate that was seen. */
function isFilledFromCertificate({ steps, undo, verify }: Procedure): boolean {
  const commands = [...steps, ...undo, ...verify].flatMap((step) =>
    'command' in step ? [step.command] : [],
  );
  const used = new Set(commands.flatMap(placeholdersIn));
  return used.has('names') || used.has('certificateName') || used.has('oldThumbprint');
}
