import type { Activity } from 'botbuilder';
import type { Clock } from '../../base/clock.js';
import { decideCase } from '../../handoff/case/decideCase.js';
import type { CaseFeed } from '../../handoff/caseFeed.js';
import { caseChange, caseState } from '../../handoff/caseRow.js';
import type { OutboxItem, Storage } from '../../storage/storage.js';
import { noteOf } from './keepSilent.js';

export interface WithholdParts {
  readonly storage: Pick<Storage, 'cases' | 'outboxSilencedBy' | 'outboxWithheld'>;
  readonly caseFeed: CaseFeed;
  readonly clock: Clock;
}

/**
 * Asked right before an item is sent: takes it out when it is the bot's and a human has the conversation by now, and
 * leaves its words to the agent as a note. False: it is to be sent.
 */
export async function withhold(
  { storage, caseFeed, clock }: WithholdParts,
  item: OutboxItem,
): Promise<boolean> {
  if (item.speaker !== 'bot') return false;
  for (;;) {
    const caseId = await storage.outboxSilencedBy(item.outboxId);
    const record = caseId === null ? null : await storage.cases.read(caseId);
    if (record === null) return false;
    // Without words the event still says that the bot wanted to speak.
    const text = noteOf([item.activity as Partial<Activity>]);
    const command = { type: 'bot-note', text } as const;
    const decision = decideCase(caseState(record), record.version, command, clock.now().toISOString());
    if (!decision.ok) return false;
    const changed = await storage.outboxWithheld(
      item.outboxId,
      caseChange(record, decision.events, record, []),
    );
    if (changed.outcome !== 'changed') continue;
    caseFeed.publish(record.caseId, decision.events);
    return true;
  }
}
