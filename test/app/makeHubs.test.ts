import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type KnowledgeFiles, readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import type { JsonObject } from '../../src/base/json.js';
import { decideCase } from '../../src/handoff/case/decideCase.js';
import { caseChange } from '../../src/handoff/caseRow.js';
import { sign } from '../../src/handoff/hubs/webhook/signature.js';
import { until } from '../bot/until.js';
import { type BotUnderTest, Conversation, startBot } from '../conversations/conversation.js';
import { requestOf } from '../handoff/caseFixtures.js';
import { readOpenApi } from '../handoff/hubs/webhook/openApi.js';
import { startWebhookPeer, type WebhookPeer } from '../handoff/hubs/webhook/webhookPeer.js';

const secret = 'a secret that both sides know';
const agent = { id: '1', name: 'Anna' };
const pasted = 'Could not establish trust relationship for the SSL/TLS secure channel';

let peer: WebhookPeer;
let bot: BotUnderTest | null = null;
const warnings: object[] = [];

beforeEach(async () => {
  peer = await startWebhookPeer();
});
afterEach(async () => {
  await bot?.close();
  await peer.close();
  warnings.length = 0;
});

/** What is shipped, but for the hub of the only queue. */
function withHub(hub: string): KnowledgeFiles {
  const files = readShippedKnowledge();
  const text = readFileSync('dialogs/queues.yaml', 'utf8').replace('hub: desk', `hub: ${hub}`);
  return { ...files, queues: { ...files.queues, text } };
}

async function start(hub: string, environment: Readonly<Record<string, string>>): Promise<BotUnderTest> {
  const log = { debug() {}, info() {}, error() {}, warn: (fields: object) => warnings.push(fields) };
  bot = await startBot({ environment, files: withHub(hub), log, now: { now: () => new Date() } });
  return bot;
}

/** The conversation's case, opened as its turn would. */
async function ask({ storage, machinery, clock }: BotUnderTest, person: Conversation): Promise<void> {
  const queues = machinery.knowledge().queues;
  const command = requestOf('c1', person.key, queues.standing('support', clock.now()));
  const decision = decideCase(null, 0, command, clock.now().toISOString());
  if (!decision.ok) throw new Error(decision.refusal);
  const [entry] = await storage.readLog(person.key, 0, 1);
  const { conversation, channelId, serviceUrl, from, recipient } = entry?.activity ?? {};
  const conversationReference = {
    conversation,
    channelId,
    serviceUrl,
    user: from,
    bot: recipient,
  } as JsonObject;
  const reach = { identity: { claims: [], audience: '', callerId: null }, conversationReference };
  await storage.cases.change(caseChange(null, decision.events, reach, []));
  machinery.caseFeed.publish('c1', decision.events);
}

test('a help desk behind the webhook takes a case and speaks with the person', async () => {
  const environment = { HANDOFF_WEBHOOK_URL: peer.url, HANDOFF_WEBHOOK_SECRET: secret };
  const { storage, machinery } = await start('webhook', environment);
  if (bot === null) throw new Error('no bot');
  const person = new Conversation(bot, { id: 'd1', channelId: 'directline' });
  await person.say(pasted);
  await ask(bot, person);
  await until('the case', () => peer.taken.length > 0);
  expect(readOpenApi().problem('Story', peer.taken[0])).toBeNull();
  expect(JSON.stringify(peer.taken[0]?.['transcript'])).toContain(pasted);
  const post = async (command: object) => {
    const body = Buffer.from(JSON.stringify(command));
    const seconds = Math.floor(Date.now() / 1000);
    return machinery.webhook?.post('c1', sign(secret, seconds, body), body);
  };
  expect(await post({ key: '1', type: 'claimed', agent })).toMatchObject({ status: 200 });
  const speaking = { key: '2', type: 'message', agent, messageId: 'm1', text: 'Anna speaking' };
  expect(await post(speaking)).toMatchObject({ status: 200 });
  const replies = async () =>
    (await storage.readLog(person.key, 0, 99)).filter(({ direction }) => direction === 'out');
  await until('the words', async () =>
    (await replies()).some(({ activity }) => activity['text'] === 'Anna speaking'),
  );
  const path = '/hooks/handoff/c1';
  const state = await machinery.webhook?.state('c1', sign(secret, Math.floor(Date.now() / 1000), path));
  expect(state).toMatchObject({ body: { messages: [{ messageId: 'm1', delivery: 'sent' }] } });
  expect(readOpenApi().problem('CaseAndMessages', state?.body)).toBeNull();
  await person.say('I am here');
  await until('the answer', () => peer.taken.some(({ text }) => text === 'I am here'));
  // Neither the notice of who has it nor the agent's own words come back.
  expect(peer.taken.filter(({ type }) => type === 'message').map(({ text }) => text)).toEqual(['I am here']);
});

test.each(['teams', 'webhook'])(
  'a queue whose hub %s nobody has set up keeps nobody waiting',
  async (hub) => {
    const { storage } = await start(hub, {});
    if (bot === null) throw new Error('no bot');
    expect(warnings).toContainEqual({ queue: 'support', hub });
    const person = new Conversation(bot, { id: 'd1', channelId: 'directline' });
    await person.say(pasted);
    await ask(bot, person);
    await until('the end', async () => (await storage.cases.read('c1'))?.status === 'failed');
  },
);
