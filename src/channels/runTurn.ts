import type { InboundEntry } from '../storage/storage.js';

export interface TurnResponse {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The channels' only door to the bot: logs and queues an authenticated, masked activity. Resolves as soon as it is
 * stored; `response` resolves when an invoke's or expectReplies' turn has committed (null for a queued one).
 */
export type RunTurn = (entry: InboundEntry) => Promise<{
  readonly activityId: string;
  readonly duplicate: boolean;
  readonly response: Promise<TurnResponse> | null;
}>;
