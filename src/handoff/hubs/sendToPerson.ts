import type { JsonObject } from '../../base/json.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { Storage } from '../../storage/storage.js';
import type { HubDelivery } from './hub.js';
import type { HubWire } from './hubWire.js';

export interface SendToPersonParts {
  readonly wire: HubWire;
  readonly storage: Pick<Storage, 'nextOutboxItem'>;
  /** Whether the house itself serves the channel: then no hub stands between it and the person. */
  readonly servedHere: (reference: { readonly serviceUrl?: string }) => boolean;
}

/** Posts an activity for the hub that a case's own channel is, behind everything that the bot has said there. */
export async function sendToPerson(
  { wire, storage, servedHere }: SendToPersonParts,
  record: CaseRecord,
  content: JsonObject,
): Promise<HubDelivery> {
  const { identity, conversation, conversationReference: reference } = record;
  const serviceUrl = String(reference['serviceUrl'] ?? '');
  if (servedHere({ serviceUrl })) return { outcome: 'refused', error: 'no hub is behind the web chat' };
  if ((await storage.nextOutboxItem(conversation)) !== null)
    return { outcome: 'retry', error: 'the bot’s last words are still on their way', retryAfterMs: null };
  const { channelId, conversation: account, bot, user, locale } = reference;
  const place = { identity, serviceUrl, conversationId: String((account as JsonObject)['id']) };
  const addresses = { channelId, serviceUrl, conversation: account, from: bot, recipient: user, locale };
  const known = Object.fromEntries(Object.entries(addresses).filter(([, value]) => value !== undefined));
  const sent = await wire.send(place, { ...known, ...content } as JsonObject);
  return sent.outcome === 'delivered' ? { outcome: 'delivered' } : sent;
}
