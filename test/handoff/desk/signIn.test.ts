import { afterEach, expect, test } from '@jest/globals';
import { makeRateLimit } from '../../../src/channels/directLine/rateLimit.js';
import { openTestDesk, password, TestBrowser, type TestDesk } from './testDesk.js';

let desk: TestDesk;
afterEach(() => desk.close());

const post = (browser: TestBrowser, email: string, typed = password) =>
  browser.call('POST', '/desk/api/sign-in', { email, password: typed });

test('with no agent nobody can sign in, and the page is told so', async () => {
  desk = await openTestDesk();
  const browser = new TestBrowser(desk.url);
  expect((await browser.call('GET', '/desk/api/sign-in')).body).toEqual({
    password: true,
    oidc: null,
    nobody: true,
  });
  expect((await post(browser, 'one@contoso.com')).status).toBe(401);
  await desk.addAgent('One');
  expect((await browser.call('GET', '/desk/api/sign-in')).body['nobody']).toBe(false);
});

test('wrong passwords, unknown and disabled agents and agents of an issuer read alike', async () => {
  desk = await openTestDesk();
  await desk.addAgent('One');
  await desk.addAgent('Gone', { disabled: true });
  await desk.addAgent('Elsewhere', { passwordHash: null });
  const browser = new TestBrowser(desk.url);
  for (const [email, typed] of [
    ['one@contoso.com', 'another password'],
    ['nobody@contoso.com', password],
    ['gone@contoso.com', password],
    ['elsewhere@contoso.com', password],
    ['no address', password],
  ] as const) {
    const { status, body } = await post(browser, email, typed);
    expect([status, body.error?.code, browser.cookie]).toEqual([401, 'wrong-password', '']);
  }
  expect(desk.audited.map(({ action }) => action)).toEqual(Array(5).fill('sign-in-refused'));
  expect((await browser.call('POST', '/desk/api/sign-in', { email: 1 })).status).toBe(400);
});

test('the cookie is the browser’s alone, and another one after each sign-in', async () => {
  desk = await openTestDesk();
  await desk.addAgent('One');
  const browser = new TestBrowser(desk.url);
  const { headers } = await post(browser, ' ONE@contoso.com ');
  const [set = ''] = headers.getSetCookie();
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/desk', 'Max-Age=43200'])
    expect(set).toContain(attribute);
  const former = browser.cookie;
  await browser.signIn('one@contoso.com');
  expect(browser.cookie).not.toBe(former);
  const old = new TestBrowser(desk.url);
  old.cookie = former;
  expect((await old.call('GET', '/desk/api/me')).status).toBe(401);
  expect((await browser.call('GET', '/desk/api/me')).status).toBe(200);
});

test('over https the cookie never travels in the clear', async () => {
  desk = await openTestDesk({ services: { secure: true } });
  await desk.addAgent('One');
  const { headers } = await post(new TestBrowser(desk.url), 'one@contoso.com');
  expect(headers.getSetCookie()[0]).toMatch(/^__Secure-trustdesk-desk=.*; Secure/);
});

test('a session ends after twelve hours, and after two without use', async () => {
  let now = Date.parse('2026-11-22T08:00:00Z');
  desk = await openTestDesk({ services: { clock: { now: () => new Date(now) } } });
  await desk.addAgent('One');
  const browser = new TestBrowser(desk.url);
  const status = async () => (await browser.call('GET', '/desk/api/me')).status;
  await browser.signIn('one@contoso.com');
  now += 2 * 3_600_000 + 1_000;
  expect(await status()).toBe(401);
  await browser.signIn('one@contoso.com');
  for (let hour = 0; hour < 11; hour += 1) {
    now += 3_600_000;
    expect(await status()).toBe(200);
  }
  now += 3_600_000;
  expect(await status()).toBe(401);
});

test('who guesses is slowed down, and an agent elsewhere is not locked out by it', async () => {
  const limit = (burst: number) => makeRateLimit({ burst, perSecond: 0.01, maxCallers: 10, now: () => 0 });
  desk = await openTestDesk({
    signIn: { limits: { address: limit(100), pair: limit(3), email: limit(5) } },
  });
  await desk.addAgent('One');
  const browser = new TestBrowser(desk.url);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1)
    statuses.push((await post(browser, 'one@contoso.com', 'guess guess guess')).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
  const refused = await post(browser, 'one@contoso.com');
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 100]);
});

test('where agents sign in elsewhere no password is taken', async () => {
  desk = await openTestDesk({ signIn: { passwords: null } });
  await desk.addAgent('One');
  const browser = new TestBrowser(desk.url);
  expect((await browser.call('GET', '/desk/api/sign-in')).body['password']).toBe(false);
  expect((await post(browser, 'one@contoso.com')).body.error?.code).toBe('password-sign-in-off');
});
