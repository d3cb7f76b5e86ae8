import { openConversationBot } from '../../src/app/conversationBot.js';
import type { BotParts } from '../../src/app/createBot.js';
import { type KnowledgeFiles, readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { readSettings } from '../../src/app/settings.js';
import type { Clock } from '../../src/base/clock.js';
import { type Log, silentLog } from '../../src/base/log.js';
import type { FetchFile } from '../../src/bot/files/openFiles.js';
import { Person } from '../../src/cli/dialogs/person.js';
import type { NodeListener } from '../../src/dialogTree/dialogServices.js';
import type { ConnectTo } from '../../src/probe/connectTo.js';
import type { ResolveSrv } from '../../src/probe/probeAutodiscover.js';

export type { ConversationBot as BotUnderTest } from '../../src/app/conversationBot.js';

/** The bot with real trees, texts, storage and probes, at the time that the test says. */
export function startBot(options: {
  readonly now?: Date | Clock;
  /** File of the database; one in memory when absent. */
  readonly database?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly connectTo?: readonly ConnectTo[];
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** No name has an SRV record when absent. */
  readonly resolveSrv?: ResolveSrv;
  readonly fetchFile?: FetchFile;
  readonly openPictureEngine?: NonNullable<BotParts['openPictureEngine']>;
  readonly lookBy?: NonNullable<BotParts['lookBy']>;
  readonly waiting?: NonNullable<BotParts['waiting']>;
  readonly onNode?: NodeListener;
  /** The shipped ones when absent. */
  readonly files?: KnowledgeFiles;
  readonly log?: Log;
}) {
  const { now = new Date(), environment, files, database, ...parts } = options;
  const clock = now instanceof Date ? { now: () => now } : now;
  const settings = readSettings({
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    ...environment,
  });
  const around = { log: silentLog, resolveSrv: async () => [], ...parts, clock };
  return openConversationBot(settings, files ?? readShippedKnowledge(), around, database);
}

/** Where a conversation stands, and the nodes that its latest replies came from. */
export interface Place {
  readonly tree: string;
  readonly nodes: readonly string[];
}

/** A person whose place in the tree a test may ask for. */
export class Conversation extends Person {
  async place(): Promise<Place | null> {
    const state = await this.bot.storage.readState([`${this.channelId}/conversations/${this.id}/`]);
    const dialogs = [...state.values()][0]?.['dialogs'] as
      | { dialogStack: { id: string; state: { node: string; shown: string[] } }[] }
      | undefined;
    const active = dialogs?.dialogStack[0];
    return active
      ? { tree: active.id.split('@')[0] ?? active.id, nodes: [...active.state.shown, active.state.node] }
      : null;
  }
}
