import type { Clock } from '../base/clock.js';
import type { ConnectorClients } from '../bot/connectorClients.js';
import { type DeliveryItem, deliver } from '../bot/deliver.js';
import { Throttle } from '../bot/throttle.js';
import type { HubWire, WirePlace, WireSent } from '../handoff/hubs/hubWire.js';

/** How long a channel may take to answer. */
const timeoutMs = 10_000;

/** Posts by the same clients, and reads refusals as the outbox does. */
export function makeHubWire(connectors: ConnectorClients, clock: Clock): HubWire {
  // Microsoft's limit for one Teams thread.
  const throttle = new Throttle(clock, 7, 1000);

  async function post(place: WirePlace, item: DeliveryItem): Promise<WireSent> {
    const waitMs = throttle.take(place.conversationId);
    if (waitMs > 0) return { outcome: 'retry', error: 'the channel’s send limit', retryAfterMs: waitMs };
    try {
      const client = await connectors.get(place.identity, place.serviceUrl);
      const delivery = await deliver(client, item, clock.now(), timeoutMs);
      if (delivery.outcome !== 'delivered') return delivery;
      return { outcome: 'delivered', activityId: delivery.channelActivityId };
    } catch (error) {
      // The client needs a token of the identity provider, which may be out of reach for a while.
      return { outcome: 'retry', error: String(error), retryAfterMs: null };
    }
  }

  return {
    send: (place, activity) => post(place, { kind: 'send', activity, channelActivityId: null }),
    update: (place, channelActivityId, activity) =>
      post(place, { kind: 'update', activity, channelActivityId }),
  };
}
