import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import { retryAfter } from '../base/retryAfter.js';
import type { OutboxItem } from '../storage/storage.js';

export type Delivery =
  | { readonly outcome: 'delivered'; readonly channelActivityId: string | null }
  /** The world may change its mind; `retryAfterMs` when the channel named a time. */
  | { readonly outcome: 'retry'; readonly error: string; readonly retryAfterMs: number | null }
  | { readonly outcome: 'refused'; readonly error: string };

/** What is handed over, and what it changes. */
export type DeliveryItem = Pick<OutboxItem, 'kind' | 'activity' | 'channelActivityId'>;

/**
 * One attempt to hand an outbox item to its channel. Never rejects. `now` judges a Retry-After that is a date; a channel
 * that takes a connection and does not answer within `timeoutMs` must not hold the messages behind.
 */
export async function deliver(
  client: ConnectorClient,
  item: DeliveryItem,
  now: Date,
  timeoutMs: number,
): Promise<Delivery> {
  if (item.kind !== 'send' && item.channelActivityId === null) {
    return { outcome: 'refused', error: 'the message it changes never reached the channel' };
  }
  // AbortSignal.timeout would go off, and build its error, for every message delivered long ago.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    return { outcome: 'delivered', channelActivityId: await post(client, item, late.signal) };
  } catch (error) {
    return judge(error, now);
  } finally {
    clearTimeout(timer);
  }
}

async function post(
  { conversations }: ConnectorClient,
  item: DeliveryItem,
  abortSignal: AbortSignal,
): Promise<string | null> {
  // The client's own `timeout` leaves its timer running when the connection is refused.
  const options = { abortSignal };
  const activity: Partial<Activity> = { ...item.activity };
  const conversationId = activity.conversation?.id ?? '';
  const channelActivityId = item.channelActivityId ?? '';
  if (item.kind === 'delete') {
    await conversations.deleteActivity(conversationId, channelActivityId, options);
    return null;
  }
  if (item.kind === 'update') {
    activity.id = channelActivityId;
    await conversations.updateActivity(conversationId, channelActivityId, activity, options);
    return null;
  }
  // The id is ours; the channel gives its own.
  delete activity.id;
  const response = activity.replyToId
    ? await conversations.replyToActivity(conversationId, activity.replyToId, activity, options)
    : await conversations.sendToConversation(conversationId, activity, options);
  return response?.id || null;
}

/** Teams asks for retries of 412, 429, 502 and 504; other 5xx and the network are temporary by their nature. */
const TEMPORARY = new Set([408, 412, 429]);

function judge(failure: unknown, now: Date): Delivery {
  const { statusCode, response, message } = failure as ConnectorFailure;
  if (statusCode === undefined)
    return { outcome: 'retry', error: message ?? String(failure), retryAfterMs: null };
  const error = `HTTP ${statusCode}`;
  if (!TEMPORARY.has(statusCode) && statusCode < 500) return { outcome: 'refused', error };
  return { outcome: 'retry', error, retryAfterMs: retryAfter(response?.headers?.get('retry-after'), now) };
}

interface ConnectorFailure {
  readonly statusCode?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}
