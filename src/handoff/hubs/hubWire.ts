import type { StoredActivity, TurnIdentity } from '../../storage/storage.js';

/** Where an activity goes. */
export interface WirePlace {
  readonly identity: TurnIdentity;
  readonly serviceUrl: string;
  readonly conversationId: string;
}

export type WireSent =
  /** `activityId` is the channel's, null when it gives none. */
  | { readonly outcome: 'delivered'; readonly activityId: string | null }
  | { readonly outcome: 'retry'; readonly error: string; readonly retryAfterMs: number | null }
  | { readonly outcome: 'refused'; readonly error: string };

/** Posts to Bot Framework channels, within their send limits. One attempt each; never rejects. */
export interface HubWire {
  send(place: WirePlace, activity: StoredActivity): Promise<WireSent>;
  update(place: WirePlace, activityId: string, activity: StoredActivity): Promise<WireSent>;
}
