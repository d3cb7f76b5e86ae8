import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ConfigurationBotFrameworkAuthentication, ConversationState } from 'botbuilder';
import { systemClock } from '../src/base/clock.js';
import { silentLog } from '../src/base/log.js';
import { createTurnMachinery } from '../src/bot/turnMachinery.js';
import type { BotLogic } from '../src/bot/turnScope.js';
import { mountMessagesRoute } from '../src/channels/messages/mountMessagesRoute.js';
import { createHttpServer } from '../src/channels/server.js';
import { CaseFeed } from '../src/handoff/caseFeed.js';
import { ConversationFeed } from '../src/storage/conversationFeed.js';
import { openSqliteStorage } from '../src/storage/sqlite/sqliteStorage.js';

/** TrustDesk's turns with an echo for a bot: tells what the turn itself costs, apart from the tree's talk. */
const logic: BotLogic = async (context, turn) => {
  const state = new ConversationState(turn.state);
  const count = state.createProperty<number>('count');
  await count.set(context, (await count.get(context, 0)) + 1);
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await state.saveChanges(context);
};

const storage = openSqliteStorage(join(process.env['DATA_DIR'] ?? '.', 'bench.sqlite'));
const authentication = new ConfigurationBotFrameworkAuthentication({});
const surroundings = { clock: systemClock, log: silentLog };
const machinery = createTurnMachinery({
  ...{ storage, authentication, logic, ...surroundings },
  feed: new ConversationFeed(),
  caseFeed: new CaseFeed(),
  servedHere: () => false,
  apologise: async () => ({ type: 'message', text: 'sorry' }),
  runProbe: async () => ({}),
  failedRecord: () => ({}),
  stepText: async () => '',
  newId: randomUUID,
  random: Math.random,
});
const server = createHttpServer(silentLog);
mountMessagesRoute(server, {
  ...{ authentication, authenticated: false, ...surroundings },
  runTurn: machinery.runTurn,
  signals: { typing: () => {} },
});
await machinery.start();
server.listen(Number(process.env['PORT']), '127.0.0.1');
