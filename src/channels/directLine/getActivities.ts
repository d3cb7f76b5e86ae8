import { answerJson } from '../answer.js';
import { directLineKey } from './directLineAddress.js';
import type { DirectLineServices } from './directLineServices.js';
import { toActivitySet } from './outboundActivity.js';
import { queryOf } from './queryOf.js';
import { readWatermark } from './watermark.js';
import type { DirectLineCall } from './withConversation.js';

const pageSize = 100;

/** `GET conversations/{id}/activities?watermark=`, for clients that poll. */
export async function getActivities(services: DirectLineServices, call: DirectLineCall): Promise<void> {
  const { conversationId } = call.grant;
  const after = readWatermark(queryOf(call.request).get('watermark'));
  const entries = await services.storage.readLog(directLineKey(conversationId), after, pageSize);
  services.signals.given(directLineKey(conversationId), entries);
  answerJson(call.response, 200, toActivitySet({ conversationId, origin: call.origin }, entries, after));
}
