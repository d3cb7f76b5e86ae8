import { type ConversationKey, conversationKey } from '../../storage/storage.js';

export const directLineChannelId = 'directline';

/**
 * The serviceUrl of every activity of our own Direct Line. Azure's Direct Line has the same channel id, so this is what
 * tells that replies stay in our log instead of being posted anywhere; `.invalid` never resolves (RFC 6761).
 */
export const directLineServiceUrl = 'https://directline.trustdesk.invalid/';

/** The bot as Direct Line clients see it. */
export const directLineBot = { id: 'trustdesk', name: 'TrustDesk', role: 'bot' } as const;

export function directLineKey(conversationId: string): ConversationKey {
  return conversationKey(directLineChannelId, conversationId);
}
