import { type Activity, ActivityTypes, type ConversationReference, TurnContext } from 'botbuilder';
import type { Log } from '../../base/log.js';
import type { CaseFeed } from '../../handoff/caseFeed.js';
import type { Storage } from '../../storage/storage.js';
import type { Ephemeral } from '../ephemeral.js';
import type { ServedHere } from '../servedHere.js';

export interface TellReadingParts {
  readonly storage: Pick<Storage, 'cases'>;
  readonly caseFeed: CaseFeed;
  readonly ephemeral: Pick<Ephemeral, 'send'>;
  readonly servedHere: ServedHere;
  readonly log: Log;
}

/**
 * Shows the person on our own page how far the agent has read, as event `trustdesk/agentRead` with the `watermark`; other
 * channels have nothing of the kind. Returns the function that ends it.
 */
export function tellReading(parts: TellReadingParts): () => void {
  const { storage, caseFeed, ephemeral, servedHere, log } = parts;
  /** By case, while nothing else happens to it. */
  const told = new Map<string, number>();

  async function tell(caseId: string): Promise<void> {
    const record = await storage.cases.read(caseId);
    if (record === null || record.agentId === null) return;
    const { activityId: _, ...reference } =
      record.conversationReference as unknown as Partial<ConversationReference>;
    if (!servedHere(reference)) return;
    const seq = (await storage.cases.cursors(caseId))['agent'] ?? 0;
    if (seq <= (told.get(caseId) ?? 0)) return;
    told.set(caseId, seq);
    const read: Partial<Activity> = {
      ...{ type: ActivityTypes.Event, name: 'trustdesk/agentRead', value: { watermark: String(seq) } },
      channelData: { trustdesk: { ephemeral: true } },
    };
    await ephemeral.send(record.identity, TurnContext.applyConversationReference(read, reference));
  }

  return caseFeed.subscribe((caseId, events) => {
    if (events.length > 0) told.delete(caseId);
    else
      tell(caseId).catch((err: unknown) => {
        log.error({ err, caseId }, 'How far an agent has read could not be told.');
      });
  });
}
