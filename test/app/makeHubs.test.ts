import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type KnowledgeFiles, readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { sign } from '../../src/handoff/hubs/webhook/signature.js';
import { until } from '../bot/until.js';
import { type BotUnderTest, Conversation, startBot } from '../conversations/conversation.js';
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

/** The person asks for a human as people do; resolves with the id of their case. */
async function ask({ storage }: BotUnderTest, person: Conversation): Promise<string> {
  await person.say(pasted);
  await person.say('I want to talk to a human');
  await person.say('Send it');
  const record = await storage.cases.latestOf(person.key);
  if (record === null) throw new Error('there is no case');
  return record.caseId;
}

test('a help desk behind the webhook takes a case and speaks with the person', async () => {
  const environment = { HANDOFF_WEBHOOK_URL: peer.url, HANDOFF_WEBHOOK_SECRET: secret };
  const { storage, machinery } = await start('webhook', environment);
  if (bot === null) throw new Error('no bot');
  const person = new Conversation(bot, { id: 'd1', channelId: 'directline' });
  const caseId = await ask(bot, person);
  await until('the case', () => peer.taken.length > 0);
  expect(readOpenApi().problem('Story', peer.taken[0])).toBeNull();
  expect(JSON.stringify(peer.taken[0]?.['transcript'])).toContain(pasted);
  const post = async (command: object) => {
    const body = Buffer.from(JSON.stringify({ caseId, ...command }));
    const seconds = Math.floor(Date.now() / 1000);
    return machinery.webhook?.post(caseId, sign(secret, seconds, body), body);
  };
  expect(await post({ key: '1', type: 'claimed', agent })).toMatchObject({ status: 200 });
  const speaking = { key: '2', type: 'message', agent, messageId: 'm1', text: 'Anna speaking' };
  expect(await post(speaking)).toMatchObject({ status: 200 });
  const replies = async () =>
    (await storage.readLog(person.key, 0, 99)).filter(({ direction }) => direction === 'out');
  await until('the words', async () =>
    (await replies()).some(({ activity }) => activity['text'] === 'Anna speaking'),
  );
  const path = `/hooks/handoff/${caseId}`;
  const state = await machinery.webhook?.state(caseId, sign(secret, Math.floor(Date.now() / 1000), path));
  expect(state).toMatchObject({ body: { messages: [{ messageId: 'm1', delivery: 'sent' }] } });
  expect(readOpenApi().problem('CaseAndMessages', state?.body)).toBeNull();
  await person.say('I am here');
  await until('the answer', () => peer.taken.some(({ text }) => text === 'I am here'));
  const said = peer.taken.filter(({ type, from }) => type === 'message' && from === 'person');
  expect(said.map(({ text }) => text)).toEqual(['I am here']);
  // Neither the notice of who has it nor the agent's own words come back.
  expect(JSON.stringify(peer.taken)).not.toContain('Anna speaking');
  const resolving = {
    key: '3',
    type: 'resolved',
    agent,
    solved: true,
    cause: 'self-signed',
    text: 'Renewed.',
  };
  expect(await post(resolving)).toMatchObject({ status: 200 });
  await until('the end', async () => JSON.stringify(await replies()).includes('Renewed'));
});

test.each(['teams', 'webhook', 'bot-framework', 'dynamics365'])(
  'a queue of the hub %s, which can’t be reached from there, keeps nobody waiting',
  async (hub) => {
    const { storage } = await start(hub, {});
    if (bot === null) throw new Error('no bot');
    const missing = ['teams', 'webhook'].includes(hub) ? [{ queue: 'support', hub }] : [];
    expect(warnings).toEqual(missing);
    const person = new Conversation(bot, { id: 'd1', channelId: 'directline' });
    const caseId = await ask(bot, person);
    await until('the end', async () => (await storage.cases.read(caseId))?.status === 'failed');
  },
);
