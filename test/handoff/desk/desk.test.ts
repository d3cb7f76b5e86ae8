import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CaseView, Me, Timeline } from '../../../src/handoff/desk/deskApi.js';
import { openTestDesk, TestBrowser, type TestDesk } from './testDesk.js';

let desk: TestDesk;
let browser: TestBrowser;

beforeEach(async () => {
  desk = await openTestDesk();
  await desk.addAgent('One');
  await desk.addAgent('Two', { role: 'supervisor', locale: 'fr' });
  browser = new TestBrowser(desk.url);
});
afterEach(() => desk.close());

const api = (path: string) => `/desk/api/${path}`;
const ofCase = (caseId: string, rest = '') => api(`cases/${caseId}${rest}`);

async function signedIn(name: string): Promise<TestBrowser> {
  const other = new TestBrowser(desk.url);
  expect((await other.signIn(`${name}@contoso.com`)).status).toBe(200);
  return other;
}

describe('who is not signed in', () => {
  const routes = [
    ['GET', 'me'],
    ['PATCH', 'me'],
    ['POST', 'sign-out'],
    ['GET', 'cases'],
    ['GET', 'cases/x'],
    ['GET', 'cases/x/timeline'],
    ['GET', 'cases/x/export'],
    ['POST', 'cases/x/claim'],
    ['POST', 'cases/x/transfer'],
    ['POST', 'cases/x/release'],
    ['POST', 'cases/x/resolve'],
    ['POST', 'cases/x/note'],
    ['POST', 'cases/x/message'],
    ['POST', 'cases/x/probe'],
    ['POST', 'cases/x/files'],
    ['GET', 'cases/x/files/y'],
    ['DELETE', 'people/x'],
    ['GET', 'audit'],
  ] as const;

  test.each(routes)('is refused: %s %s', async (method, path) => {
    const { status, body } = await browser.call(method, api(path), method === 'GET' ? undefined : {});
    expect([status, body.error?.code]).toEqual([401, 'signed-out']);
  });

  test.each(routes.filter(([method]) => method !== 'GET'))(
    'nor does a session do without its token: %s %s',
    async (method, path) => {
      const one = await signedIn('one');
      one.csrf = 'guessed';
      const { status, body } = await one.call(method, api(path), {});
      expect([status, body.error?.code]).toEqual([403, 'csrf']);
    },
  );

  test('gets no socket', async () => {
    await expect(browser.open()).rejects.toThrow('401');
  });
});

test('another site’s page is refused, signed in or not', async () => {
  const one = await signedIn('one');
  const foreign = { origin: 'https://evil.example.com' };
  expect((await one.call('GET', api('me'), undefined, foreign)).status).toBe(403);
  const stolen = await one.call('POST', api('sign-in'), { email: 'a@contoso.com', password: 'x' }, foreign);
  expect(stolen.body.error?.code).toBe('foreign-origin');
});

test('a case that is none is not found', async () => {
  const one = await signedIn('one');
  for (const [method, rest] of [
    ['GET', ''],
    ['GET', '/timeline'],
    ['POST', '/claim'],
  ] as const) {
    const { status, body } = await one.call(
      method,
      ofCase('nothing', rest),
      method === 'GET' ? undefined : {},
    );
    expect([status, body.error?.code]).toEqual([404, 'no-case']);
  }
});

test('an agent takes a case, talks, notes and resolves; the answers say how it stands', async () => {
  const caseId = await desk.openCase();
  const one = await signedIn('one');
  const list = await one.call('GET', api('cases?view=waiting&q=MAIL.contoso'));
  expect(list.body).toMatchObject({
    before: null,
    cases: [{ caseId, personName: 'A person', host: 'mail.contoso.com' }],
  });
  const claimed = (await one.call('POST', ofCase(caseId, '/claim'), {})).body as unknown as CaseView;
  expect(claimed).toMatchObject({ status: 'claimed', agent: { name: 'One' }, holding: 1, reason: 'asked' });
  const { holding } = claimed;
  const words = { holding, messageId: 'message-1', text: 'Hello *there*', fileIds: [] };
  expect((await one.call('POST', ofCase(caseId, '/message'), words)).status).toBe(200);
  // Its answer was lost; it is sent again.
  expect((await one.call('POST', ofCase(caseId, '/message'), words)).status).toBe(200);
  await desk.say('thanks');
  expect((await one.call('POST', ofCase(caseId, '/note'), { text: 'seems fine' })).status).toBe(200);
  const resolved = await one.call('POST', ofCase(caseId, '/resolve'), {
    ...{ holding, solved: true, cause: 'self-signed', text: 'Done.' },
  });
  expect(resolved.body).toMatchObject({
    status: 'resolved',
    cause: 'self-signed',
    outcome: 'solved-by-human',
  });
  const { body } = await one.call('GET', ofCase(caseId, '/timeline'));
  const timeline = body as unknown as Timeline;
  expect(timeline.entries.map(({ from, name, text }) => [from, name, text])).toEqual([
    ['person', null, 'human'],
    ['bot', null, 'bot: human'],
    ['agent', 'One', 'Hello *there*'],
    ['person', null, 'thanks'],
  ]);
  expect(timeline.events.map(({ event }) => event.type).toSorted()).toEqual([
    ...['agent-spoke', 'claimed', 'noted', 'person-spoke', 'queued', 'requested', 'resolved'],
  ]);
  expect(timeline.more).toBe(false);
  const rest = await one.call(
    'GET',
    ofCase(caseId, `/timeline?afterSeq=${timeline.afterSeq}&afterEvent=${timeline.afterEvent}`),
  );
  expect(rest.body).toMatchObject({ entries: [], events: [], more: false, afterSeq: timeline.afterSeq });
  expect(desk.audited.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['signed-in', 'claimed', 'messaged', 'noted', 'resolved', 'viewed']),
  );
  expect(JSON.stringify(desk.audited)).not.toContain('there');
});

test('the address for mail is whole for the agent who answers alone', async () => {
  const caseId = await desk.openCase();
  const address = 'some_body@contoso.com';
  await desk.handoff.act(caseId, { type: 'mail-address', address });
  await desk.say(`write to ${address}`);
  const [one, two] = [await signedIn('one'), await signedIn('two')];
  const claimed = await one.call('POST', ofCase(caseId, '/claim'), {});
  expect(claimed.body['mailAddress']).toBe(address);
  expect((await one.call('GET', ofCase(caseId, '/timeline'))).text).toContain(address);
  const others = [
    await two.call('GET', ofCase(caseId)),
    await two.call('GET', ofCase(caseId, '/timeline')),
  ].map(({ text }) => text);
  const socket = await two.open();
  socket.send({ type: 'watch', caseId, afterSeq: 0, afterEvent: 0 });
  await socket.until('timeline', ({ events }) => events.some(({ event }) => event.type === 'claimed'));
  others.push(JSON.stringify(socket.news));
  for (const text of others) {
    expect(text).toContain('…@contoso.com');
    expect(text.replaceAll('\\', '')).not.toContain('some_body');
  }
});

test('commands that come too late, from others or malformed are refused with their reason', async () => {
  const caseId = await desk.openCase();
  const [one, two] = [await signedIn('one'), await signedIn('two')];
  const post = async (who: TestBrowser, rest: string, body: object) => {
    const answer = await who.call('POST', ofCase(caseId, rest), body);
    return `${answer.status} ${answer.body.error?.code ?? 'ok'}`;
  };
  const message = { messageId: 'message-1', text: 'hello', fileIds: [] };
  expect(await post(one, '/message', { ...message, holding: 0 })).toBe('409 not-yours');
  expect(await post(one, '/claim', {})).toBe('200 ok');
  expect(await post(one, '/claim', {})).toBe('200 ok');
  expect(await post(two, '/claim', {})).toBe('409 already-claimed');
  expect(await post(two, '/message', { ...message, holding: 1 })).toBe('409 not-yours');
  expect(await post(one, '/message', { ...message, holding: 0 })).toBe('409 stale');
  expect(await post(one, '/message', { ...message, text: 'x'.repeat(9_000), holding: 1 })).toBe(
    '400 bad-request',
  );
  expect(await post(one, '/message', { ...message, messageId: '../x', holding: 1 })).toBe('400 bad-request');
  expect(await post(one, '/resolve', { holding: 1, solved: true, cause: 'magic', text: null })).toBe(
    '400 bad-request',
  );
  expect(await post(one, '/transfer', { holding: 1, agentId: 'nobody' })).toBe('404 no-agent');
  expect(await post(one, '/transfer', { holding: 1, agentId: 'agent-Two' })).toBe('409 agent-offline');
  expect(await post(one, '/transfer', { holding: 1, queue: 'nowhere' })).toBe('404 no-queue');
  expect(await post(one, '/transfer', { holding: 1, queue: 'support' })).toBe('200 ok');
  expect(await post(one, '/release', { holding: 2 })).toBe('409 not-yours');
  const socket = await two.open();
  await socket.until('hello');
  expect(await post(one, '/claim', {})).toBe('200 ok');
  expect(await post(one, '/transfer', { holding: 3, agentId: 'agent-Two' })).toBe('200 ok');
  expect(await post(two, '/release', { holding: 4 })).toBe('200 ok');
});

test('a look for the agent is asked for in the conversation, by the agent who has the case and no other', async () => {
  const [one, two] = [await signedIn('one'), await signedIn('two')];
  const caseId = await desk.openCase();
  await one.call('POST', ofCase(caseId, '/claim'), {});
  const probe = async (who: TestBrowser, holding: unknown) => {
    const { status, body } = await who.call('POST', ofCase(caseId, '/probe'), { holding });
    return `${status} ${body.error?.code ?? 'ok'}`;
  };
  expect(await probe(one, 'x')).toBe('400 bad-request');
  expect(await probe(one, 0)).toBe('409 stale');
  expect(await probe(two, 1)).toBe('409 not-yours');
  expect(await probe(one, 1)).toBe('200 ok');
  const log = await desk.storage.readLog('test/c1', 0, 100);
  const asked = log.filter(({ activity }) => activity['name'] === 'trustdesk/look');
  expect(asked.map(({ direction, activity }) => [direction, activity['value']])).toEqual([
    ['internal', { caseId, locale: 'en' }],
  ]);
});

test('of two who claim at once over HTTP one wins, a hundred times over', async () => {
  const [one, two] = [await signedIn('one'), await signedIn('two')];
  for (let round = 0; round < 100; round += 1) {
    const caseId = await desk.openCase(`race-${round}`);
    const answers = await Promise.all(
      [one, two].map((who) => who.call('POST', ofCase(caseId, '/claim'), {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)?.body as unknown as CaseView;
    expect((await desk.storage.cases.read(caseId))?.agentId).toBe(winner.agent?.id);
  }
}, 60_000);

test('lists are paged, and each view holds its own', async () => {
  const one = await signedIn('one');
  const ids: string[] = [];
  for (let index = 0; index < 53; index += 1) {
    ids.push(await desk.openCase(`list-${index}`));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await one.call('POST', ofCase(ids[0] ?? '', '/claim'), {});
  const seen: string[] = [];
  for (let before: string | null = ''; before !== null; ) {
    const { body } = await one.call('GET', api(`cases?view=waiting${before ? `&before=${before}` : ''}`));
    seen.push(...(body['cases'] as { caseId: string }[]).map(({ caseId }) => caseId));
    before = body['before'] as string | null;
  }
  expect(seen).toEqual(ids.slice(1).reverse());
  const count = async (view: string) =>
    ((await one.call('GET', api(`cases?view=${view}`))).body['cases'] as object[]).length;
  expect([await count('mine'), await count('ended')]).toEqual([1, 0]);
  expect((await one.call('GET', api('cases?view=all'))).status).toBe(400);
});

test('a long conversation comes page by page, events in their place', async () => {
  const caseId = await desk.openCase();
  for (let index = 0; index < 130; index += 1) await desk.say(`line ${index}`);
  const one = await signedIn('one');
  let place = { afterSeq: 0, afterEvent: 0 };
  const texts: string[] = [];
  let pages = 0;
  for (let more = true; more; pages += 1) {
    const { body } = await one.call(
      'GET',
      ofCase(caseId, `/timeline?afterSeq=${place.afterSeq}&afterEvent=${place.afterEvent}`),
    );
    const page = body as unknown as Timeline;
    texts.push(...page.entries.filter(({ from }) => from === 'person').map(({ text }) => text));
    for (const { seq } of page.events) expect(seq).toBeLessThanOrEqual(page.afterSeq);
    place = page;
    more = page.more;
  }
  expect(texts).toEqual(['human', ...Array.from({ length: 130 }, (_, index) => `line ${index}`)]);
  expect(pages).toBeGreaterThan(1);
});

test('the agent’s own things: presence, language, sign-out', async () => {
  const one = await signedIn('one');
  const socket = await one.open();
  await socket.until('hello');
  const away = (await one.call('PATCH', api('me'), { presence: 'away', locale: 'vi' })).body as unknown as Me;
  expect(away).toMatchObject({ locale: 'vi', agent: { presence: 'away' }, email: 'one@contoso.com' });
  await socket.until('agents', ({ agents }) =>
    agents.some(({ id, presence }) => id === 'agent-One' && presence === 'away'),
  );
  expect((await one.call('PATCH', api('me'), { locale: 'xx' })).status).toBe(400);
  expect((await one.call('POST', api('sign-out'), {})).status).toBe(204);
  await socket.until('signed-out');
  expect(await socket.closed).toBe(4401);
  expect((await one.call('GET', api('me'))).status).toBe(401);
});
