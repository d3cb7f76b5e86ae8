import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../base/clock.js';
import { directLineServiceUrl } from '../channels/directLine/directLineAddress.js';
import { ConversationFeed } from '../storage/conversationFeed.js';
import { openSqliteStorage } from '../storage/sqlite/sqliteStorage.js';
import type { Storage } from '../storage/storage.js';
import { type Bot, type BotParts, createBot } from './createBot.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import type { Settings } from './settingsSpec.js';

/** The whole bot but for HTTP: for conversations that a file or a test holds. */
export interface ConversationBot {
  readonly storage: Storage;
  readonly machinery: Bot;
  readonly feed: ConversationFeed;
  readonly clock: Clock;
  /** Our own Direct Line: replies to activities with this `serviceUrl` are delivered by the log alone. */
  readonly serviceUrl: string;
  close(): Promise<void>;
}

/**
 * Throws CodedError for knowledge that cannot be used.
 *
 * @param database file of the database; one in memory when absent
 */
export async function openConversationBot(
  settings: Settings,
  files: KnowledgeFiles,
  parts: Omit<BotParts, 'storage' | 'feed' | 'authentication'>,
  database = ':memory:',
): Promise<ConversationBot> {
  const storage = openSqliteStorage(database);
  const feed = new ConversationFeed();
  const machinery = await createBot(settings, files, {
    ...parts,
    storage,
    feed,
    authentication: new ConfigurationBotFrameworkAuthentication({}),
  });
  await machinery.start();
  return {
    ...{ storage, machinery, feed, clock: parts.clock, serviceUrl: directLineServiceUrl },
    async close() {
      await machinery.stop();
      await storage.close();
    },
  };
}
