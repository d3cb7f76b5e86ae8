import { visibleText } from '../../answers/escapeMarkdown.js';
import { activeFacts, describe } from '../../dialogTree/activeTree.js';
import type { CaseRequest, QueueStanding } from '../../handoff/case/caseState.js';
import { newReference } from '../../handoff/newReference.js';
import { caseFacts } from '../conversation/caseFacts.js';
import type { Asking } from '../conversation/conversationMemory.js';
import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { personTimeZone } from './personTimeZone.js';
import { noteRequest } from './requestAllowance.js';
import { tellContact } from './tellContact.js';
import { tellWaiting } from './tellWaiting.js';

const longestName = 100;
/** Nobody is served sooner by a longer line, and whoever opens cases by the thousand fills neither the desk nor the disk. */
const longestLine = 1_000;

/** How the queue stands now in which the person's case would wait. */
export function standingNow({ knowledge, context, dc, locale, turn }: SupportTurn): QueueStanding {
  const { family = null } = caseFacts(activeFacts(dc) ?? {});
  const { queues } = knowledge;
  const queue = queues.choose({ locale, family, channelId: context.activity.channelId });
  return queues.standing(queue, turn.now);
}

/** Opens the case and tells the person its number and what happens now; or, when too many wait, where else help is. */
export async function sendRequest(support: SupportTurn, asking: Asking): Promise<void> {
  const { turn, memory, waiting } = support;
  memory.asking = null;
  const standing = standingNow(support);
  const { position } = await waiting({ queuedAt: turn.now.toISOString(), standing });
  if (turn.handoff.current() === null && position > longestLine) {
    await say(support, 'handoff:full');
    return tellContact(support);
  }
  noteRequest(support);
  turn.handoff.act({
    type: 'request',
    caseId: turn.newId(),
    reference: newReference(() => turn.random()),
    conversation: turn.entry.conversation,
    person: turn.personKey,
    request: requestOf(support, asking),
    standing,
  });
  // Refused when one is open already: then that one is told of.
  const state = turn.handoff.current();
  if (state !== null) await tellWaiting(support, state, 'sent');
}

function requestOf(support: SupportTurn, { reason, words }: Asking): CaseRequest {
  const { context, dc, knowledge, locale, turn } = support;
  const { activity } = context;
  const facts = activeFacts(dc) ?? {};
  const place = describe(dc);
  const name = visibleText(activity.from?.name ?? '', longestName).trim();
  return {
    ...{ reason, locale, channelId: activity.channelId, facts, words },
    personName: name === '' ? null : name,
    family: caseFacts(facts).family ?? null,
    place: place === null ? null : { treeId: place.treeId, version: place.version, nodeId: place.node },
    consentAt: knowledge.asksConsent ? turn.now.toISOString() : null,
    timeZone: personTimeZone(activity),
  };
}
