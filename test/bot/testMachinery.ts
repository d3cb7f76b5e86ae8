import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { systemClock } from '../../src/base/clock.js';
import { silentLog } from '../../src/base/log.js';
import {
  createTurnMachinery,
  type TurnMachinery,
  type TurnMachineryParts,
} from '../../src/bot/turnMachinery.js';
import type { BotLogic } from '../../src/bot/turnScope.js';
import { CaseFeed } from '../../src/handoff/caseFeed.js';
import { ConversationFeed } from '../../src/storage/conversationFeed.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import {
  conversationKey,
  type InboundEntry,
  type Storage,
  type TurnMode,
} from '../../src/storage/storage.js';

export const ownServiceUrl = 'https://own.invalid/';

/** The machinery over an in-memory database, quick to retry, with ids that count: `id-1`, `id-2` … */
export interface TestMachinery extends TurnMachinery {
  readonly storage: Storage;
  readonly feed: ConversationFeed;
}

export function testMachinery(logic: BotLogic, more: Partial<TurnMachineryParts> = {}): TestMachinery {
  const storage = more.storage ?? openSqliteStorage(':memory:');
  const feed = new ConversationFeed();
  let ids = 0;
  const machinery = createTurnMachinery({
    storage,
    feed,
    caseFeed: new CaseFeed(),
    authentication: new ConfigurationBotFrameworkAuthentication({}),
    logic,
    servedHere: ({ serviceUrl }) => serviceUrl === ownServiceUrl,
    apologise: async () => ({ type: 'message', text: 'sorry' }),
    runProbe: async (request) => ({ seen: request['host'] ?? null }),
    failedRecord: (request) => ({ failed: request['host'] ?? null }),
    stepText: async (step) => `now: ${step}`,
    clock: systemClock,
    log: silentLog,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    random: () => 0,
    ...more,
    limits: {
      ...more.limits,
      turns: { backOffMs: 2, ...more.limits?.turns },
      outbox: { firstDelayMs: 2, ...more.limits?.outbox },
    },
  });
  return { ...machinery, storage, feed };
}

export interface Said {
  readonly text?: string;
  readonly conversationId?: string;
  readonly id?: string;
  readonly mode?: TurnMode;
  readonly channelId?: string;
  readonly more?: InboundEntry['activity'];
}

let counter = 0;

/** A person's message as a channel hands it to the machinery. */
export function said(serviceUrl: string, message: Said): InboundEntry {
  const { text = 'hello', conversationId = 'c1', mode = 'queued', channelId = 'test', more } = message;
  counter += 1;
  const id = message.id ?? `in-${counter}`;
  return {
    conversation: conversationKey(channelId, conversationId),
    activity: {
      ...{ type: mode === 'invoke' ? 'invoke' : 'message', id, text, channelId, serviceUrl },
      conversation: { id: conversationId },
      from: { id: 'user' },
      recipient: { id: 'bot' },
      ...(mode === 'expectReplies' ? { deliveryMode: 'expectReplies' } : {}),
      ...more,
    },
    identity: { claims: [], audience: 'https://api.botframework.com', callerId: null },
    dedupeKey: id,
    direction: 'in',
    mode,
    receivedAt: '2026-03-01T08:00:00.000Z',
  };
}
