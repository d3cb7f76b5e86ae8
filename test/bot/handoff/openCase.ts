import type { CaseAgent, CaseRequest } from '../../../src/handoff/case/caseState.js';
import { decideCase } from '../../../src/handoff/case/decideCase.js';
import { caseChange } from '../../../src/handoff/caseRow.js';
import type { Storage } from '../../../src/storage/storage.js';

export const ada: CaseAgent = { id: 'a1', name: 'Ada *Ng*' };
export const ben: CaseAgent = { id: 'a2', name: 'Ben' };

export interface CasePlace {
  readonly channelId: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly serviceUrl: string;
  readonly locale?: string;
}

export const standing = {
  ...{ queue: 'support', hub: 'desk', opensAt: null, expiresAt: null },
  ...{ remindAfterMs: 120_000, releaseAfterMs: 180_000 },
};

/** Opens a case of that conversation as a turn of the bot would; returns its id. */
export async function openCase(storage: Storage, place: CasePlace, now = new Date()): Promise<string> {
  const { channelId, conversationId, userId, serviceUrl, locale = 'en' } = place;
  const caseId = `case ${channelId}/${conversationId}`;
  const request: CaseRequest = {
    ...{ reason: 'asked', locale, channelId, personName: null, family: null, facts: {} },
    ...{ place: null, words: null, consentAt: null, timeZone: null },
  };
  const decision = decideCase(
    null,
    0,
    {
      ...{ type: 'request', caseId, reference: `TD-${caseId}`, request, standing },
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
