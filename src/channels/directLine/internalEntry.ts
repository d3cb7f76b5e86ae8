import type { InboundEntry, StoredActivity } from '../../storage/storage.js';
import {
  directLineBot,
  directLineChannelId,
  directLineKey,
  directLineServiceUrl,
} from './directLineAddress.js';
import { directLineIdentity } from './directLineIdentity.js';
import type { DirectLineServices } from './directLineServices.js';
import type { Grant } from './tokenSigner.js';

/** What the channel itself tells the bot of a conversation: it runs a turn and is never shown. */
export function internalEntry(
  { clock, newId }: Pick<DirectLineServices, 'clock' | 'newId'>,
  { conversationId, userId }: Grant,
  event: { readonly activity: StoredActivity; readonly locale: string | null; readonly dedupeKey: string },
): InboundEntry {
  const receivedAt = clock.now().toISOString();
  return {
    conversation: directLineKey(conversationId),
    activity: {
      ...event.activity,
      id: `${conversationId}|${newId()}`,
      timestamp: receivedAt,
      channelId: directLineChannelId,
      serviceUrl: directLineServiceUrl,
      conversation: { id: conversationId },
      from: { id: userId, name: '', role: 'user' },
      recipient: directLineBot,
      ...(event.locale === null ? {} : { locale: event.locale }),
    },
    identity: directLineIdentity,
    dedupeKey: event.dedupeKey,
    direction: 'internal',
    mode: 'queued',
    receivedAt,
  };
}
