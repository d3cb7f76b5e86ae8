import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Server } from 'restify';
import { pause } from '../bot/pause.js';
import { mountDialogRoutes } from '../channels/dialogs/mountDialogRoutes.js';
import { makeOwnOrigin } from '../channels/directLine/ownOrigin.js';
import { mountHealthRoute } from '../channels/health/mountHealthRoute.js';
import { mountHookRoutes } from '../channels/hooks/mountHookRoutes.js';
import { mountMessagesRoute } from '../channels/messages/mountMessagesRoute.js';
import { createHttpServer } from '../channels/server.js';
import { ConversationFeed } from '../storage/conversationFeed.js';
import { createBot, type Surroundings } from './createBot.js';
import { makeDialogPages } from './dialogPages.js';
import { readShippedKnowledge } from './knowledgeFiles.js';
import { makeErase } from './makeErase.js';
import { makeMailWorker } from './makeMailWorker.js';
import { mountDesk } from './mountDesk.js';
import { mountWebChat } from './mountWebChat.js';
import { openStorage } from './openStorage.js';
import { followKnowledge } from './own/followKnowledge.js';
import type { KnowledgeSource } from './own/knowledgeSource.js';
import { servedKnowledge } from './own/servedKnowledge.js';
import { Retention } from './retention.js';
import type { Settings } from './settingsSpec.js';

export interface App {
  /** Listens; resolves with the address once it serves. */
  start(): Promise<{ readonly url: string }>;
  /** Ends what is under way and closes the database; unfinished turns are taken up at the next start. */
  stop(): Promise<void>;
}

/**
 * Wires the house. Throws CodedError for a wrong setting, a broken database or broken data.
 *
 * @param source what the bot knows, followed while it runs; the shipped knowledge and the releases of KNOWLEDGE_DIR when
 *   absent
 */
export async function createApp(
  settings: Settings,
  surroundings: Surroundings,
  source: KnowledgeSource = servedKnowledge(settings, surroundings),
): Promise<App> {
  const { clock, log } = surroundings;
  const storage = openStorage(settings);
  const feed = new ConversationFeed();
  const authentication = makeAuthentication(settings);
  const files = (await source.next()) ?? readShippedKnowledge();
  const parts = { storage, feed, authentication, ...surroundings };
  const machinery = await createBot(settings, files, parts);
  const follower = followKnowledge(source, machinery.replaceKnowledge, log);
  const server = createHttpServer(log);
  mountHealthRoute(server, storage);
  mountMessagesRoute(server, {
    ...{ authentication, clock, log },
    runTurn: machinery.runTurn,
    signals: machinery.signals,
    authenticated: settings.MicrosoftAppId !== null,
  });
  if (machinery.webhook) mountHookRoutes(server, { door: machinery.webhook, log });
  mountDialogRoutes(server, {
    pages: makeDialogPages(machinery.knowledge),
    ownOrigin: makeOwnOrigin(settings.PUBLIC_URL),
    log,
  });
  const erase = makeErase({ storage, machinery, clock });
  const house = { settings, storage, feed, machinery, erase, clock, log };
  const { streams, resumeLink } = await mountWebChat(server, house);
  const desks = mountDesk(server, house);
  const mail = makeMailWorker(settings, {
    ...{ storage, streams, resumeLink, clock, log },
    bot: machinery,
  });
  if (settings.MicrosoftAppId === null) {
    log.warn({}, 'MicrosoftAppId is not set: /api/messages serves callers on this machine only.');
  }
  const retention = new Retention({
    ...{ storage, settings, clock, log, pause },
    currentVersions: () => machinery.knowledge().registry.versions.map(({ dialogId }) => dialogId),
  });
  return {
    async start() {
      await machinery.start();
      follower.start();
      mail?.start();
      retention.start();
      await listen(server, settings);
      const { port } = server.address();
      return { url: `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}` };
    },
    async stop() {
      streams.close();
      desks.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        (server.server as { closeAllConnections?: () => void }).closeAllConnections?.();
      });
      await mail?.stop();
      await retention.stop();
      await follower.stop();
      await machinery.stop();
      await storage.close();
    },
  };
}

function makeAuthentication(settings: Settings): ConfigurationBotFrameworkAuthentication {
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId } = settings;
  if (MicrosoftAppId === null) return new ConfigurationBotFrameworkAuthentication({});
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId,
    MicrosoftAppPassword: MicrosoftAppPassword ?? '',
    MicrosoftAppType,
    MicrosoftAppTenantId: MicrosoftAppTenantId ?? '',
  });
}

function listen(server: Server, { PORT, HOST }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
