import { openConversationBot } from '../../app/conversationBot.js';
import type { KnowledgeFiles } from '../../app/knowledgeFiles.js';
import { replayLooks } from '../../app/replayLooks.js';
import { readSettings } from '../../app/settings.js';
import type { NodeListener } from '../../dialogTree/dialogServices.js';
import { ConversationClock } from './conversationClock.js';
import { failureLog } from './failureLog.js';
import type { Stage } from './playConversation.js';
import type { RecordedWorld } from './recordedWorld.js';
import { WrittenPictures } from './writtenPictures.js';

/** Settings of the bot in every written conversation. */
export const conversationSettings = { SUPPORT_CONTACT: 'helpdesk@contoso.com' } as const;

/** How everybody waits in them: real waits would differ with what was played before. */
export const conversationWaiting = async () => ({ position: 2, expectedMs: 240_000 });

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
  recorded: RecordedWorld,
  { onNode, onFailure }: StageListeners,
): Promise<Stage> {
  const clock = new ConversationClock();
  const pictures = new WrittenPictures();
  const settings = {
    ...readSettings(conversationSettings),
    PROBE_TRUST_ANCHORS: { path: 'recorded looks', pem: recorded.anchors },
  };
  let server: string | null = null;
  const taken = () => (server === null ? [] : (recorded.looks.get(server) ?? []));
  const bot = await openConversationBot(settings, files, {
    ...{ clock, onNode, log: failureLog(onFailure) },
    lookBy: () => replayLooks(taken, clock),
    waiting: conversationWaiting,
    openPictureEngine: pictures.open,
  });
  return {
    ...{ bot, clock, pictures },
    ...{ certificates: recorded.certificates, reports: recorded.reports },
    async answerBy(name) {
      server = name;
    },
  };
}
