import { findNode, type Tree } from '../tree.js';
import { evidenceUse } from './evidenceUse.js';
import type { Freshening, PastNode, TreeState } from './treeState.js';
import type { Visit } from './visit.js';

/**
 * Looks anew when one of these nodes would rest on a look that is too old, and says why; the visit then waits for the
 * result. False when all of them may be shown as they are.
 */
export async function freshens(
  visit: Visit,
  ids: readonly string[],
  then: Freshening['then'],
): Promise<boolean> {
  for (const id of ids) {
    const node = findNode(visit.version.tree, id);
    const use = node === null ? null : evidenceUse(node);
    const look = use === null ? null : visit.services.freshen(use, visit.facts);
    if (look === null) continue;
    visit.state.pendingJob = look.jobId;
    visit.state.freshening = { then, waiting: look.waiting };
    await visit.say(look.text);
    return true;
  }
  return false;
}

/** Whether a visit waits for a look, or for leave to start one. */
export function waitsForLook(tree: Tree, { freshening, node }: TreeState): boolean {
  return Boolean(freshening) || findNode(tree, node)?.kind === 'probeEndpoint';
}

/** What a message or event means to a visit that waits for a new look. */
export async function receiveFreshLook(
  visit: Visit,
  freshening: Freshening,
): Promise<'wait' | 'ignore' | 'go on'> {
  const { activity, services, state } = visit;
  const job = state.pendingJob;
  if (activity.type === 'message') {
    // Refused before: what the person says next asks again.
    if (job === null) return 'go on';
    await visit.say(freshening.waiting);
    return 'wait';
  }
  const result = job === null ? null : services.takeProbeResult(job, activity);
  if (result === null) return 'ignore';
  state.pendingJob = null;
  visit.learn(result);
  const changes = services.changes(visit.facts);
  if (changes !== null) await visit.send(services.renderPrompt(changes, []));
  return 'go on';
}

/** False when a node that was left rests on a look that an answer since has made void. */
export function canShow({ services, facts }: Visit, tree: Tree, { node, shown }: PastNode): boolean {
  return [...shown, node].every((id) => {
    const found = findNode(tree, id);
    const use = found === null ? null : evidenceUse(found);
    return use === null || services.hasEvidence(use, facts);
  });
}
