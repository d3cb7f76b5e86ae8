import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../../../src/base/log.js';
import { mountHookRoutes } from '../../../../src/channels/hooks/mountHookRoutes.js';
import { createHttpServer } from '../../../../src/channels/server.js';
import { sign } from '../../../../src/handoff/hubs/webhook/signature.js';
import { makeWebhookDoor } from '../../../../src/handoff/hubs/webhook/webhookDoor.js';
import { HubHouse } from '../hubHouse.js';
import { readOpenApi } from './openApi.js';

const secret = 'a secret that both sides know';
const api = readOpenApi();
const agent = { id: '1', name: 'Anna' };

let house: HubHouse;
let server: ReturnType<typeof createHttpServer>;
let typed: string[];

beforeEach(async () => {
  house = new HubHouse();
  typed = [];
  server = createHttpServer(silentLog);
  const door = makeWebhookDoor({
    ...{ secret, storage: house.storage, clock: house.clock },
    actions: house.actions('webhook'),
    typing: (caseId) => typed.push(caseId),
  });
  mountHookRoutes(server, { door, log: silentLog });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await house.ask('c1', 'webhook');
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await house.close();
});

let keys = 0;
const seconds = () => house.now.getTime() / 1000;
const base = () => `http://127.0.0.1:${server.address().port}/hooks/handoff`;

async function raw(caseId: string, body: string, signature: string | null) {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', Connection: 'close' };
  if (signature !== null) headers['X-TrustDesk-Signature'] = signature;
  const response = await fetch(`${base()}/${caseId}`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

function post(command: object, caseId = 'c1') {
  keys += 1;
  const body = JSON.stringify({ key: `k${keys}`, caseId: decodeURIComponent(caseId), ...command });
  return raw(caseId, body, sign(secret, seconds(), body));
}

async function happened(): Promise<readonly unknown[]> {
  return (await house.storage.cases.events('c1', 2, 50)).map(({ event }) => event['type']);
}

test('an agent claims, writes, notes, types, hands back and resolves', async () => {
  const claimed = await post({ type: 'claimed', agent });
  expect(claimed).toMatchObject({
    status: 200,
    body: { case: { status: 'claimed', agent: { name: 'Anna' } } },
  });
  expect(api.problem('CaseNow', claimed.body.case)).toBeNull();
  await post({ type: 'message', agent, messageId: 'm1', text: 'hello' });
  await post({ type: 'typing' });
  await post({ type: 'note', agent, text: 'seen before' });
  await post({ type: 'released', agent });
  expect(await post({ type: 'claimed', agent: { id: '2', name: 'Minh' } })).toMatchObject({ status: 200 });
  const minh = { id: '2', name: 'Minh' };
  const end = await post({ type: 'resolved', agent: minh, solved: true, cause: 'expired', text: 'renewed' });
  expect(end).toMatchObject({ status: 200, body: { case: { status: 'resolved', agent: null } } });
  expect(await happened()).toEqual(['claimed', 'agent-spoke', 'noted', 'released', 'claimed', 'resolved']);
  expect(typed).toEqual(['c1']);
  expect(house.audited.map(({ agentId, agent, action }) => [agentId, agent, action])).toEqual([
    ['webhook:1', 'Anna', 'claimed'],
    ['webhook:1', 'Anna', 'messaged'],
    ['webhook:1', 'Anna', 'noted'],
    ['webhook:1', 'Anna', 'released'],
    ['webhook:2', 'Minh', 'claimed'],
    ['webhook:2', 'Minh', 'resolved'],
  ]);
  const log = await house.storage.readLog('test/c1', 0, 50);
  const spoken = log.map(
    ({ activity }) => (activity['value'] as { message?: { text: string } | null }).message,
  );
  expect(spoken.filter((message) => message)).toEqual([{ text: 'hello' }]);
});

test('what fails at the other side gives the person the bot back', async () => {
  expect(await post({ type: 'failed', error: 'nobody there' })).toMatchObject({ status: 200 });
  expect(await house.status('c1')).toBe('failed');
  expect(await post({ type: 'claimed', agent })).toMatchObject({
    status: 409,
    body: { error: { code: 'ended' } },
  });
});

test('who does not have the case is refused', async () => {
  const speaking = { type: 'message', messageId: 'm1', text: 'hello' };
  expect(await post({ ...speaking, agent })).toMatchObject({
    status: 409,
    body: { error: { code: 'not-yours' } },
  });
  await post({ type: 'claimed', agent });
  const minh = { id: '2', name: 'Minh' };
  const refused = await post({ type: 'claimed', agent: minh });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'already-claimed' } } });
  expect(api.problem('Refusal', refused.body)).toBeNull();
  expect(await post({ ...speaking, agent: minh })).toMatchObject({ status: 409 });
  expect(await post({ type: 'resolved', agent: minh, solved: true })).toMatchObject({ status: 409 });
  expect(await happened()).toEqual(['claimed']);
});

test('of many who claim at once one wins', async () => {
  const crowd = Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, name: `Agent ${at}` }));
  const answers = await Promise.all(crowd.map((one) => post({ type: 'claimed', agent: one })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await happened()).toEqual(['claimed']);
});

test('cases of other hubs, and none at all, are not there', async () => {
  await house.ask('d1', 'desk');
  for (const caseId of ['d1', 'none', '..%2fd1']) {
    for (const command of [{ type: 'claimed', agent }, { type: 'typing' }, { type: 'failed', error: 'x' }])
      expect(await post(command, caseId)).toMatchObject({
        status: 404,
        body: { error: { code: 'no-case' } },
      });
  }
  expect(await house.status('d1')).toBe('queued');
});

describe('a post that comes again', () => {
  test('is answered as before and does nothing', async () => {
    const claim = JSON.stringify({ key: 'same', caseId: 'c1', type: 'claimed', agent });
    const first = await raw('c1', claim, sign(secret, seconds(), claim));
    await post({ type: 'released', agent });
    expect(await raw('c1', claim, sign(secret, seconds(), claim))).toEqual(first);
    expect(await house.status('c1')).toBe('queued');
  });

  test('at the same moment is done once', async () => {
    await post({ type: 'claimed', agent });
    const body = JSON.stringify({ key: 'same', caseId: 'c1', type: 'note', agent, text: 'once' });
    const signature = sign(secret, seconds(), body);
    const answers = await Promise.all([1, 2, 3, 4].map(() => raw('c1', body, signature)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await happened()).toEqual(['claimed', 'noted']);
  });

  test('after a refusal is looked at anew, since the case may stand otherwise', async () => {
    const body = JSON.stringify({
      key: 'same',
      caseId: 'c1',
      type: 'message',
      agent,
      messageId: 'm',
      text: 'hello',
    });
    const signature = sign(secret, seconds(), body);
    expect((await raw('c1', body, signature)).status).toBe(409);
    await post({ type: 'claimed', agent });
    expect((await raw('c1', body, signature)).status).toBe(200);
  });
});

describe('a post is refused', () => {
  const body = JSON.stringify({ key: 'k', caseId: 'c1', type: 'claimed', agent });
  const otherBody = JSON.stringify({
    key: 'k',
    caseId: 'c1',
    type: 'claimed',
    agent: { id: '2', name: 'Eve' },
  });

  test.each<[string, () => string | null, string]>([
    ['without a signature', () => null, 'signature-missing'],
    ['with garbage for one', () => 't=1,v1=zz', 'signature-missing'],
    ['with another secret', () => sign('other', seconds(), body), 'signature-wrong'],
    ['signed for another body', () => sign(secret, seconds(), otherBody), 'signature-wrong'],
    [
      'with its time exchanged',
      () => sign(secret, seconds(), body).replace(/t=\d+/, 't=1'),
      'signature-wrong',
    ],
    ['from long ago', () => sign(secret, seconds() - 301, body), 'signature-stale'],
    ['from the future', () => sign(secret, seconds() + 301, body), 'signature-stale'],
    ['from before this process began', () => sign(secret, seconds() - 5, body), 'signature-stale'],
  ])('%s', async (_, signature, code) => {
    expect(await raw('c1', body, signature())).toMatchObject({ status: 401, body: { error: { code } } });
    expect(await happened()).toEqual([]);
  });

  test('that was signed for another case', async () => {
    await house.ask('c2', 'webhook');
    expect(await raw('c2', body, sign(secret, seconds(), body))).toMatchObject({
      ...{ status: 400, body: { error: { code: 'case-mismatch' } } },
    });
    expect(await house.status('c2')).toBe('queued');
  });

  test('that is garbage, though signed', async () => {
    const noCase = '{"key":"k","type":"typing"}';
    const noAgent = '{"key":"k","caseId":"c1","type":"claimed","agent":[]}';
    for (const garbage of ['', '[]', '{"key":"k"}', noCase, noAgent])
      expect(await raw('c1', garbage, sign(secret, seconds(), garbage))).toMatchObject({
        ...{ status: 400, body: { error: { code: 'command-malformed' } } },
      });
  });

  test('that is too large, before it is read', async () => {
    const large = JSON.stringify({ key: 'k', caseId: 'c1', type: 'note', agent, text: 'x'.repeat(200_000) });
    expect((await raw('c1', large, sign(secret, seconds(), large))).status).toBe(413);
  });
});

test('a message may bring files that lie elsewhere', async () => {
  await post({ type: 'claimed', agent });
  const file = { name: 'steps.pdf', contentType: 'application/pdf', url: 'https://helpdesk.contoso.com/f/1' };
  const speaking = { type: 'message', agent, messageId: 'm1', text: 'see' };
  expect(await post({ ...speaking, files: [file] })).toMatchObject({ status: 200 });
  const log = await house.storage.readLog('test/c1', 0, 50);
  expect(log.at(-1)?.activity['value']).toMatchObject({
    message: { text: 'see', attachments: [{ name: 'steps.pdf', contentUrl: file.url }] },
  });
  for (const files of [
    [{ ...file, url: 'http://helpdesk.contoso.com/f/1' }],
    [{ ...file, url: 'javascript:alert(1)' }],
    [{ ...file, contentType: 'text/html; x' }],
    Array.from({ length: 5 }, () => file),
    'steps.pdf',
  ])
    expect(await post({ ...speaking, messageId: 'm2', files })).toMatchObject({ status: 400 });
});

test('how a case stands is told to who signs its path, with what became of its messages', async () => {
  await post({ type: 'claimed', agent });
  const get = (signed: string) =>
    fetch(`${base()}/c1`, {
      headers: { 'X-TrustDesk-Signature': sign(secret, seconds(), signed), Connection: 'close' },
    });
  expect((await get('')).status).toBe(401);
  const answer = await get('/hooks/handoff/c1');
  const body = (await answer.json()) as { messages: unknown };
  expect([answer.status, api.problem('CaseAndMessages', body)]).toEqual([200, null]);
  expect(body).toMatchObject({ case: { status: 'claimed' }, messages: [] });
});

test('a file of the case is given to who signs its path', async () => {
  const file = { id: 'f1', name: 'error.png', bytes: Buffer.from('bytes') };
  await house.storage.saveAttachments('test/c1', [file], { inConversation: 100, inAll: 100 }, '');
  const get = (path: string, signed: string) =>
    fetch(`${base()}${path}`, {
      headers: { 'X-TrustDesk-Signature': sign(secret, seconds(), signed), Connection: 'close' },
    });
  const path = '/c1/files/f1';
  const good = await get(path, `/hooks/handoff${path}`);
  expect([good.status, await good.text()]).toEqual([200, 'bytes']);
  expect(good.headers.get('content-disposition')).toContain('attachment');
  expect((await get(path, '')).status).toBe(401);
  expect((await get(path, '/hooks/handoff/c1/files/f2')).status).toBe(401);
  expect((await get('/c1/files/f2', '/hooks/handoff/c1/files/f2')).status).toBe(404);
});
