import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { attachmentPath } from '../../../../src/base/attachmentUrl.js';
import { hubAgent } from '../../../../src/handoff/hubs/hubActions.js';
import { readSignature } from '../../../../src/handoff/hubs/webhook/signature.js';
import { makeWebhookHub } from '../../../../src/handoff/hubs/webhook/webhookHub.js';
import { until } from '../../../bot/until.js';
import { HubHouse } from '../hubHouse.js';
import { readOpenApi } from './openApi.js';
import { startWebhookPeer, type WebhookPeer } from './webhookPeer.js';

const secret = 'a secret that both sides know';
const api = readOpenApi();

let house: HubHouse;
let peer: WebhookPeer;

beforeEach(async () => {
  house = new HubHouse();
  peer = await startWebhookPeer();
});
afterEach(async () => {
  await house.close();
  await peer.close();
});

async function relay(url = peer.url, timeoutMs = 1_000): Promise<void> {
  await house.relay([makeWebhookHub({ url, secret, clock: house.clock, timeoutMs })]);
}

const taken = (count: number) => until(`${count} posts`, () => peer.taken.length >= count);

test('what is posted is signed and reads as the document says', async () => {
  await house.say('c1', 'before');
  await relay();
  await house.ask('c1', 'webhook');
  const attachments = [
    { contentType: 'application/octet-stream', contentUrl: attachmentPath('f1'), name: 'error.png' },
    { contentType: 'image/png', contentUrl: 'https://channel.contoso.com/f2', name: 'other.png' },
  ];
  await house.say('c1', 'see', { attachments });
  await taken(2);
  const anna = hubAgent('webhook', '1', 'Anna');
  await house.actions('webhook').claim('c1', anna);
  await house.actions('webhook').release('c1', anna);
  await house.inTurn('c1', { type: 'bot-note', text: '*found*' });
  await house.inTurn('c1', { type: 'cancel', reason: 'by-person' });
  await taken(6);
  for (const { headers, text, body } of peer.requests) {
    const signature = String(headers['x-trustdesk-signature']);
    expect(readSignature(signature, text, secret, house.now.getTime() / 1000)).toBe(
      house.now.getTime() / 1000,
    );
    expect(headers['idempotency-key']).toBe(body['key']);
    expect([body['type'], api.problem('Story', body)]).toEqual([body['type'], null]);
  }
  expect(peer.taken.map(({ type, event }) => (event as { type?: string })?.type ?? type)).toEqual([
    ...['requested', 'message', 'claimed', 'released', 'bot-noted', 'cancelled'],
  ]);
  expect(peer.taken[0]).toMatchObject({
    summary: { text: 'Error\nHost: mail.contoso.com\nnew' },
    transcript: { content: { activities: [{ text: 'before' }] } },
  });
  expect(peer.taken[1]?.['files']).toEqual([
    { name: 'error.png', contentType: 'application/octet-stream', path: '/hooks/handoff/c1/files/f1' },
    { name: 'other.png', contentType: 'image/png', path: null },
  ]);
  expect(JSON.stringify(peer.taken)).not.toContain('remindAfterMs');
});

test('that the person types is told now and then, and holds nothing', async () => {
  await relay();
  await house.ask('c1', 'webhook');
  await taken(1);
  const typing = (role: string) => house.feed.publishEphemeral('test/c1', { type: 'typing', from: { role } });
  peer.faults.push({ status: 500 });
  typing('bot');
  typing('user');
  typing('user');
  await until('the fault', () => peer.requests.length === 2);
  house.now = new Date(house.now.getTime() + 3_000);
  typing('user');
  await taken(2);
  expect([peer.taken[1]?.['type'], api.problem('Story', peer.taken[1])]).toEqual(['typing', null]);
  expect(peer.requests).toHaveLength(3);
});

describe('a fault of the other side', () => {
  test.each(['silence', 'cut', 500, 503, 429, 408] as const)(
    '%s is tried again with the same key',
    async (fault) => {
      const given = typeof fault === 'number' ? { status: fault } : fault;
      peer.faults.push(given, given);
      await relay(peer.url, 50);
      await house.ask('c1', 'webhook');
      await house.say('c1', 'one');
      await taken(2);
      const keys = peer.requests.map(({ headers }) => headers['idempotency-key']);
      expect(keys).toEqual(['c1:event-1', 'c1:event-1', 'c1:event-1', 'c1:1']);
    },
  );

  test('that names a time is not asked before it', async () => {
    peer.faults.push({ status: 503, headers: { 'Retry-After': '1' } });
    await relay();
    const before = Date.now();
    await house.ask('c1', 'webhook');
    await taken(1);
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
  });

  test('409 counts as taken', async () => {
    peer.faults.push({ status: 409 });
    await relay();
    await house.ask('c1', 'webhook');
    await house.say('c1', 'one');
    await taken(1);
    expect(peer.requests).toHaveLength(2);
  });

  test.each([400, 401, 404, 410])('%i gives the person the bot back', async (status) => {
    peer.faults.push({ status });
    await relay();
    await house.ask('c1', 'webhook');
    await until('the end', async () => (await house.status('c1')) === 'failed');
    expect(peer.requests).toHaveLength(1);
  });

  test('a redirect is not followed', async () => {
    const other = await startWebhookPeer();
    peer.faults.push({ status: 307, headers: { Location: other.url } });
    await relay();
    await house.ask('c1', 'webhook');
    await until('the end', async () => (await house.status('c1')) === 'failed');
    expect(other.requests).toEqual([]);
    await other.close();
  });

  test('nobody there for longer than the limit fails the case', async () => {
    const gone = await startWebhookPeer();
    await gone.close();
    await relay(gone.url);
    await house.ask('c1', 'webhook');
    await house.say('c1', 'one');
    expect(await house.status('c1')).toBe('queued');
    await until('a try', async () => {
      house.now = new Date(house.now.getTime() + 10_000);
      return (await house.status('c1')) === 'failed';
    });
    const events = await house.storage.cases.events('c1', 0, 10);
    expect(events.at(-1)?.event['error']).toBe('ECONNREFUSED');
  });
});
