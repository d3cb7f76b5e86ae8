import { answerJson } from '../answer.js';
import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** `GET session/getsessionid`: asked for by sign-in cards only, of which we have none, so the conversation's id serves. */
export async function getSessionId(
  _services: DirectLineServices,
  { response, grant }: DirectLineCall,
): Promise<void> {
  answerJson(response, 200, { sessionId: grant.conversationId });
}
