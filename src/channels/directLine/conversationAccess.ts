import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** What a client needs to go on with a conversation: a fresh token and where its stream is. */
export async function conversationAccess(
  { tokens }: Pick<DirectLineServices, 'tokens'>,
  { origin, grant }: Pick<DirectLineCall, 'origin' | 'grant'>,
  watermark: number,
): Promise<{ conversationId: string; token: string; expires_in: number; streamUrl: string }> {
  const token = await tokens.mint(grant);
  const stream = new URL(origin);
  stream.protocol = stream.protocol === 'https:' ? 'wss:' : 'ws:';
  stream.pathname = `/v3/directline/conversations/${grant.conversationId}/stream`;
  // A browser's WebSocket sends no Authorization header, so the token travels in the URL.
  stream.search = new URLSearchParams({ watermark: String(watermark), t: token }).toString();
  return {
    conversationId: grant.conversationId,
    token,
    expires_in: tokens.lifetimeSeconds,
    streamUrl: stream.href,
  };
}
