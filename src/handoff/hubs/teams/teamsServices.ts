import { cardContentType } from '../../../answers/cards.js';
import type { LocaleTexts } from '../../../answers/texts.js';
import type { JsonObject } from '../../../base/json.js';
import type { CaseRecord, CaseStore } from '../../../storage/caseStore.js';
import { caseState } from '../../caseRow.js';
import type { SummaryPart } from '../../desk/deskApi.js';
import { teamsCard } from './teamsCard.js';

/** What both sides of the Teams hub work with. */
export interface TeamsServices {
  /** Teams' id of the channel: `19:…@thread.tacv2`. */
  readonly channel: string;
  readonly cases: Pick<CaseStore, 'read' | 'keepThread' | 'threadOf' | 'caseOfThread'>;
  /** In the language of the channel. */
  readonly texts: () => LocaleTexts;
  /** Where agents can open a kept file; null when they can't reach this house. */
  readonly fileLink: (conversation: string, fileId: string) => string | null;
  readonly queueName: (queue: string) => string;
  readonly causes: () => readonly { readonly code: string; readonly name: string }[];
  readonly summarize: (record: CaseRecord) => Promise<readonly SummaryPart[]>;
}

/** The card of a case as it is now. */
export async function cardOf(services: TeamsServices, record: CaseRecord): Promise<JsonObject> {
  return teamsCard(caseState(record), {
    texts: services.texts(),
    queueName: services.queueName(record.queue),
    summary: await services.summarize(record),
    causes: services.causes(),
  });
}

export function asAttachment(content: JsonObject): JsonObject {
  return { contentType: cardContentType, content };
}
