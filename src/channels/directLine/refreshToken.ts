import { answerJson } from '../answer.js';
import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** `POST tokens/refresh`: a new token for an old one that still holds. */
export async function refreshToken(
  { tokens }: DirectLineServices,
  { response, grant }: DirectLineCall,
): Promise<void> {
  answerJson(response, 200, {
    conversationId: grant.conversationId,
    token: await tokens.mint(grant),
    expires_in: tokens.lifetimeSeconds,
  });
}
