import { openConversationBot } from '../../app/conversationBot.js';
import type { KnowledgeFiles } from '../../app/knowledgeFiles.js';
import { replayLooks } from '../../app/replayLooks.js';
import { readSettings } from '../../app/settings.js';
import { type Log, silentLog } from '../../base/log.js';
import type { NodeListener } from '../../dialogTree/dialogServices.js';
import { ConversationClock } from './conversationClock.js';
import type { Stage } from './playConversation.js';
import { anchorsOf, type RecordedLooks } from './recordedLook.js';

/** Settings of the bot in every written conversation. */
export const conversationSettings = { SUPPORT_CONTACT: 'helpdesk@contoso.com' } as const;

export interface StageListeners {
  readonly onNode: NodeListener;
  /** What went wrong within the bot, in the words of its log. */
  readonly onFailure: (message: string) => void;
}

/**
 * A stage without a network: recorded looks answer for the servers. Close the bot when done. Throws CodedError for
 * knowledge that cannot be used.
 */
export async function openStage(
  files: KnowledgeFiles,
  looks: RecordedLooks,
  { onNode, onFailure }: StageListeners,
): Promise<Stage> {
  const clock = new ConversationClock();
  const settings = {
    ...readSettings(conversationSettings),
    PROBE_TRUST_ANCHORS: { path: 'recorded looks', pem: anchorsOf(looks) },
  };
  let server: string | null = null;
  const records = () => (server === null ? [] : (looks.get(server)?.records ?? []));
  const bot = await openConversationBot(settings, files, {
    ...{ clock, onNode, log: failureLog(onFailure) },
    runProbe: replayLooks(records, clock),
  });
  return {
    ...{ bot, clock },
    async answerBy(name) {
      server = name;
    },
  };
}

function failureLog(onFailure: StageListeners['onFailure']): Log {
  return {
    ...silentLog,
    error(fields, message) {
      const { err } = fields as { readonly err?: unknown };
      onFailure(err instanceof Error ? `${message} ${err.message}` : message);
    },
  };
}
