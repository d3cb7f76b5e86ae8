import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import type { JsonObject } from '../../../src/base/json.js';
import type { CaseState } from '../../../src/handoff/case/caseState.js';
import { caseState } from '../../../src/handoff/caseRow.js';
import { Conversation, startBot } from '../../conversations/conversation.js';

export const sunday = new Date('2026-11-22T10:00:00Z');

const queuesText = `queues:
  paris:
    name: { en: Support, fr: Assistance, vi: Bộ phận hỗ trợ }
    hub: HUB
    timeZone: Europe/Paris
    hours: { monday: "09:00-17:00", tuesday: "09:00-17:00" }
    remindAfter: 2min
    releaseAfter: 3min
    expireAfter: 3d
fallback: paris
`;

/** A bot whose one queue is open on working days in Paris, at an instant of the test's choosing. */
export function botWithHours(
  options: {
    readonly now?: Date;
    readonly hub?: string;
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): ReturnType<typeof startBot> {
  const { now = sunday, hub = 'desk', environment = {} } = options;
  const files = {
    ...readShippedKnowledge(),
    queues: { file: 'queues.yaml', text: queuesText.replace('HUB', hub) },
  };
  return startBot({ now, environment, files });
}

/** Somebody who asks for a human. */
export class Asker extends Conversation {
  async reads(activity: JsonObject | string): Promise<readonly string[]> {
    const replies = await (typeof activity === 'string' ? this.say(activity) : this.send(activity));
    return replies.filter(({ type }) => type === 'message').map(({ text }) => String(text));
  }

  async newestCase(): Promise<CaseState | null> {
    const found = await this.bot.storage.cases.latestOf(this.key);
    return found === null ? null : caseState(found);
  }
}

export function press(handoff: string): JsonObject {
  return { type: 'message', value: { trustdesk: { handoff } } };
}
