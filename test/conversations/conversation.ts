import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { type Bot, createBot } from '../../src/app/createBot.js';
import { type KnowledgeFiles, readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { readSettings } from '../../src/app/settings.js';
import type { JsonObject } from '../../src/base/json.js';
import { silentLog } from '../../src/base/log.js';
import { directLineServiceUrl } from '../../src/channels/directLine/directLineAddress.js';
import type { ConnectTo } from '../../src/probe/connectTo.js';
import { ConversationFeed } from '../../src/storage/conversationFeed.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { Storage, StoredActivity } from '../../src/storage/storage.js';

export interface BotUnderTest {
  readonly storage: Storage;
  readonly machinery: Bot;
  close(): Promise<void>;
}

/** The whole bot but for HTTP: real trees, texts, storage and probes, at a fixed time. */
export async function startBot(options: {
  readonly now: Date;
  readonly environment?: Readonly<Record<string, string>>;
  readonly connectTo?: readonly ConnectTo[];
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** The shipped ones when absent. */
  readonly files?: KnowledgeFiles;
}): Promise<BotUnderTest> {
  const storage = openSqliteStorage(':memory:');
  const settings = readSettings({
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    ...options.environment,
  });
  const machinery = await createBot(
    settings,
    {
      storage,
      feed: new ConversationFeed(),
      authentication: new ConfigurationBotFrameworkAuthentication({}),
      clock: { now: () => options.now },
      log: silentLog,
      ...(options.connectTo ? { connectTo: options.connectTo } : {}),
      ...(options.resolve ? { resolve: options.resolve } : {}),
    },
    options.files ?? readShippedKnowledge(),
  );
  await machinery.start();
  return {
    storage,
    machinery,
    async close() {
      await machinery.stop();
      await storage.close();
    },
  };
}

/** Where a conversation stands, and the nodes that its latest replies came from. */
export interface Place {
  readonly tree: string;
  readonly nodes: readonly string[];
}

/** One person talking with the bot over a channel; replies are what the channel would show. */
export class Conversation {
  readonly #bot: BotUnderTest;
  readonly #id: string;
  readonly #channelId: string;
  readonly #locale: string | undefined;
  #sent = 0;
  #read = 0;

  constructor(
    bot: BotUnderTest,
    options: { readonly id: string; readonly locale?: string; readonly channelId?: string },
  ) {
    this.#bot = bot;
    this.#id = options.id;
    this.#channelId = options.channelId ?? 'sms';
    this.#locale = options.locale;
  }

  get key(): string {
    return `${this.#channelId}/${this.#id}`;
  }

  say(text: string): Promise<readonly StoredActivity[]> {
    return this.send({ type: 'message', text });
  }

  /** Sends one activity and waits until everything that follows from it, probes included, has been said. */
  async send(activity: JsonObject): Promise<readonly StoredActivity[]> {
    await this.post(activity);
    return this.settle();
  }

  /** Sends without waiting. */
  async post(activity: JsonObject): Promise<void> {
    this.#sent += 1;
    const id = `${this.#id}-${this.#sent}`;
    await this.#bot.machinery.runTurn({
      conversation: this.key,
      activity: {
        ...activity,
        id,
        channelId: this.#channelId,
        serviceUrl: directLineServiceUrl,
        conversation: { id: this.#id },
        from: { id: `person-${this.#id}`, role: 'user' },
        recipient: { id: 'trustdesk', role: 'bot' },
        ...(this.#locale ? { locale: this.#locale } : {}),
      },
      identity: { claims: [], audience: '', callerId: null },
      dedupeKey: id,
      direction: 'in',
      mode: 'queued',
      receivedAt: new Date().toISOString(),
    });
  }

  /** What has been said since the last look, once nothing is under way any more. */
  async settle(): Promise<readonly StoredActivity[]> {
    for (;;) {
      const turns = await this.#bot.storage.conversationsWithTurns();
      const jobs = await this.#bot.storage.pendingProbeJobs();
      if (!turns.includes(this.key) && jobs.every(({ conversation }) => conversation !== this.key)) break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const entries = await this.#bot.storage.readLog(this.key, this.#read, 1000);
    this.#read = entries.at(-1)?.seq ?? this.#read;
    return entries.filter(({ direction }) => direction === 'out').map(({ activity }) => activity);
  }

  async place(): Promise<Place | null> {
    const state = await this.#bot.storage.readState([`${this.#channelId}/conversations/${this.#id}/`]);
    const dialogs = [...state.values()][0]?.['dialogs'] as
      | { dialogStack: { id: string; state: { node: string; shown: string[] } }[] }
      | undefined;
    const active = dialogs?.dialogStack[0];
    return active
      ? { tree: active.id.split('@')[0] ?? active.id, nodes: [...active.state.shown, active.state.node] }
      : null;
  }
}
