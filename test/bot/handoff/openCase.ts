import type { CaseAgent } from '../../../src/handoff/case/caseState.js';
import { decideCase } from '../../../src/handoff/case/decideCase.js';
import { caseChange } from '../../../src/handoff/caseRow.js';
import type { Storage } from '../../../src/storage/storage.js';
import { request, standingOf } from '../../handoff/caseFixtures.js';

export const ada: CaseAgent = { id: 'a1', name: 'Ada *Ng*' };
export const ben: CaseAgent = { id: 'a2', name: 'Ben' };

export interface CasePlace {
  readonly channelId: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly serviceUrl: string;
  readonly locale?: string;
}

/** Opens a case of that conversation as a turn of the bot would; returns its id. */
export async function openCase(storage: Storage, place: CasePlace, now = new Date()): Promise<string> {
  const { channelId, conversationId, userId, serviceUrl, locale = 'en' } = place;
  const caseId = `case ${channelId}/${conversationId}`;
  const decision = decideCase(
    null,
    0,
    {
      ...{ type: 'request', caseId, reference: `TD-${caseId}`, standing: standingOf() },
      request: { ...request, locale, channelId },
      ...{ conversation: `${channelId}/${conversationId}`, person: `${channelId}/${userId}` },
    },
    now.toISOString(),
  );
  if (!decision.ok) throw new Error(decision.refusal);
  const reach = {
    identity: { claims: [], audience: 'https://api.botframework.com', callerId: null },
    conversationReference: {
      ...{ channelId, serviceUrl, locale, conversation: { id: conversationId } },
      ...{ user: { id: userId, role: 'user' }, bot: { id: 'trustdesk', role: 'bot' } },
    },
  };
  await storage.cases.change(caseChange(null, decision.events, reach, []));
  return caseId;
}
