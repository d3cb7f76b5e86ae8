/**
 * The hubs that a queue may name. Behind us, TrustDesk relays what is said both ways: the desk, the webhook, the Teams
 * channel. In front of us, the channel itself is the hub: it takes the conversation and gives it back.
 */
export const hubIds = ['desk', 'teams', 'webhook', 'bot-framework', 'dynamics365'] as const;

export type HubId = (typeof hubIds)[number];

/** Whether the hub's agents talk with the person past us: then nothing tells us whether they answer. */
export function isInFront(hub: string): boolean {
  return hub === 'bot-framework' || hub === 'dynamics365';
}
