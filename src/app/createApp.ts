import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Server } from 'restify';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { pause } from '../bot/pause.js';
import { makeByteRoom } from '../channels/byteRoom.js';
import { mountDialogRoutes } from '../channels/dialogs/mountDialogRoutes.js';
import { mountDirectLineRoutes } from '../channels/directLine/mountDirectLineRoutes.js';
import { makeOwnOrigin } from '../channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../channels/directLine/rateLimit.js';
import { makeTokenSigner } from '../channels/directLine/tokenSigner.js';
import { mountHealthRoute } from '../channels/health/mountHealthRoute.js';
import { mountHookRoutes } from '../channels/hooks/mountHookRoutes.js';
import { mountMessagesRoute } from '../channels/messages/mountMessagesRoute.js';
import { createHttpServer } from '../channels/server.js';
import { mountPageRoutes } from '../channels/widget/mountPageRoutes.js';
import { loadPageFiles } from '../channels/widget/pageFiles.js';
import { makeResumeLinks } from '../channels/widget/resumeLinks.js';
import { caseEndedByLeaving } from '../handoff/caseEndedByLeaving.js';
import { ConversationFeed } from '../storage/conversationFeed.js';
import type { Storage } from '../storage/storage.js';
import { type Bot, createBot, type Surroundings } from './createBot.js';
import { makeDialogPages } from './dialogPages.js';
import { projectRoot, readShippedKnowledge } from './knowledgeFiles.js';
import { type Erase, makeErase } from './makeErase.js';
import { makeMailWorker } from './makeMailWorker.js';
import { mountDesk } from './mountDesk.js';
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

/** New conversations of one address, and of a proxy's address. */
const alone = { burst: 20, perSecond: 0.2 };
const shared = { burst: 120, perSecond: 2 };
/** Held in memory by all uploads under way. */
const uploadBytes = 64 * 1_048_576;
const tokenSeconds = 30 * 60;
const cookieSeconds = 30 * 24 * 60 * 60;
const linkSeconds = 14 * 24 * 60 * 60;

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

interface WebChatParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly machinery: Bot;
  readonly erase: Erase;
  readonly clock: Clock;
  readonly log: Log;
}

async function mountWebChat(server: Server, parts: WebChatParts) {
  const { settings, storage, feed, machinery, clock, log } = parts;
  const secret = await storage.keepSecret('tokens', randomBytes(32).toString('base64url'));
  const now = () => clock.now().getTime();
  const services = {
    ...{ storage, feed, clock, log, runTurn: machinery.runTurn, signals: machinery.signals },
    tokens: makeTokenSigner({ secret, audience: 'direct-line', lifetimeSeconds: tokenSeconds, clock }),
    ownOrigin: makeOwnOrigin(settings.PUBLIC_URL),
    limits: {
      // By the socket's network: behind a proxy everybody comes from the same one.
      generate: makeRateLimit({
        ...(settings.PUBLIC_URL === null ? alone : shared),
        maxCallers: 10_000,
        now,
      }),
      post: makeRateLimit({ burst: 30, perSecond: 1, maxCallers: 10_000, now }),
      upload: makeRateLimit({ burst: 6, perSecond: 0.1, maxCallers: 10_000, now }),
    },
    uploadRoom: makeByteRoom(uploadBytes),
    newId: () => randomBytes(16).toString('hex'),
  };
  const streams = mountDirectLineRoutes(server, services);
  const links = makeTokenSigner({ secret, audience: 'resume', lifetimeSeconds: linkSeconds, clock });
  mountPageRoutes(server, {
    ...services,
    links,
    files: loadPageFiles(path.join(projectRoot, 'dist', 'web', 'widget')),
    streams,
    caseEndedByLeaving: (conversation) => caseEndedByLeaving(storage.cases, conversation),
    forget: (person) => parts.erase(person, { agentId: null, agent: 'the person' }),
    cookies: makeTokenSigner({ secret, audience: 'page', lifetimeSeconds: cookieSeconds, clock }),
    secure: settings.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  return { streams, resumeLink: makeResumeLinks(storage, links, settings.PUBLIC_URL, clock) };
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
