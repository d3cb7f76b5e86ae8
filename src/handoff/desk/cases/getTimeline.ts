import { answerJson } from '../../../channels/answer.js';
import { queryOf } from '../../../channels/directLine/queryOf.js';
import { readWatermark } from '../../../channels/directLine/watermark.js';
import type { DeskServices } from '../deskServices.js';
import type { CaseCall } from '../withAgent.js';
import { withMailAddressShown } from './mailAddressShown.js';
import { readTimeline } from './readTimeline.js';

/** `GET cases/:id/timeline?afterSeq=&afterEvent=`: the conversation and what happened to the case, a page at a time. */
export async function getTimeline(
  { storage, audit }: DeskServices,
  { request, response, record, agent }: CaseCall,
): Promise<void> {
  const query = queryOf(request);
  const after = {
    seq: readWatermark(query.get('afterSeq')),
    event: readWatermark(query.get('afterEvent')),
  };
  audit({ agentId: agent.id, agent: agent.name, action: 'viewed', caseId: record.caseId, detail: null });
  const page = await readTimeline(storage, record, after);
  answerJson(response, 200, withMailAddressShown(page, record, agent));
}
