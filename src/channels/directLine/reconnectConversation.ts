import { answerJson } from '../answer.js';
import { conversationAccess } from './conversationAccess.js';
import type { DirectLineServices } from './directLineServices.js';
import { queryOf } from './queryOf.js';
import { readWatermark } from './watermark.js';
import type { DirectLineCall } from './withConversation.js';

/** `GET conversations/{id}?watermark=`: a new token, and a stream that goes on after the watermark. */
export async function reconnectConversation(
  services: DirectLineServices,
  call: DirectLineCall,
): Promise<void> {
  const watermark = readWatermark(queryOf(call.request).get('watermark'));
  answerJson(call.response, 200, await conversationAccess(services, call, watermark));
}
