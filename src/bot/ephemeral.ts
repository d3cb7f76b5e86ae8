import type { Activity } from 'botbuilder';
import type { Log } from '../base/log.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import { conversationKey, type StoredActivity, type TurnIdentity } from '../storage/storage.js';
import type { ConnectorClients } from './connectorClients.js';
import type { ServedHere } from './servedHere.js';

/** Typing and progress are worth something now or never: not stored, not retried, and no turn waits for them. */
export class Ephemeral {
  readonly #feed: ConversationFeed;
  readonly #connectors: ConnectorClients;
  readonly #servedHere: ServedHere;
  readonly #log: Log;

  constructor(feed: ConversationFeed, connectors: ConnectorClients, servedHere: ServedHere, log: Log) {
    this.#feed = feed;
    this.#connectors = connectors;
    this.#servedHere = servedHere;
    this.#log = log;
  }

  /** Never throws or rejects. */
  async send(identity: TurnIdentity, activity: Partial<Activity>): Promise<void> {
    const { channelId = '', serviceUrl = '', conversation } = activity;
    const conversationId = conversation?.id ?? '';
    try {
      if (this.#servedHere(activity)) {
        const key = conversationKey(channelId, conversationId);
        this.#feed.publishEphemeral(key, activity as unknown as StoredActivity);
        return;
      }
      const client = await this.#connectors.get(identity, serviceUrl);
      const options = { abortSignal: AbortSignal.timeout(5000) };
      await client.conversations.sendToConversation(conversationId, activity as Activity, options);
    } catch (err) {
      this.#log.debug({ err, channelId, conversationId }, 'A typing activity could not be sent.');
    }
  }
}

export function isEphemeral(activity: Partial<Activity>): boolean {
  return activity.type === 'typing' || activity.channelData?.trustdesk?.ephemeral === true;
}
