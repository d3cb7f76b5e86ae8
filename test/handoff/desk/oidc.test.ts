import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeOidcIssuer } from '../../../src/handoff/desk/signIn/oidcIssuer.js';
import { readRoles } from '../../../src/handoff/desk/signIn/readRoles.js';
import { openTestDesk, TestBrowser, type TestDesk } from './testDesk.js';
import { openTestIssuer } from './testIssuer.js';

type Issuer = Awaited<ReturnType<typeof openTestIssuer>>;
const begin = '/desk/api/sign-in/oidc';

let issuer: Issuer;
let desk: TestDesk;
let now = 0;

function openDesk(roleClaim = 'roles'): Promise<TestDesk> {
  const client = { clientId: 'trustdesk', clientSecret: 'a secret of the test alone' };
  return openTestDesk({
    services: { clock: { now: () => new Date(Date.now() + now) } },
    signIn: {
      passwords: null,
      oidc: {
        issuer: makeOidcIssuer({ issuer: new URL(issuer.url), ...client, roleClaim }),
        ...{ agentRole: 'TrustDesk.Agent', supervisorRole: 'TrustDesk.Supervisor' },
      },
    },
  });
}

const callback = () => `${desk.url}${begin}/callback`;

beforeEach(async () => {
  // The issuer warns that it keeps everything in memory, as it should here.
  for (const level of ['warn', 'info'] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
  now = 0;
  issuer = await openTestIssuer();
  desk = await openDesk();
  issuer.serve(callback());
});
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
  await issuer.close();
});

function account(sub: string, claims: { readonly [claim: string]: unknown }) {
  issuer.state.account = { sub, claims: { name: 'Person One', email: `${sub}@contoso.com`, ...claims } };
}

/** Goes where it is sent, at the issuer with the issuer's own cookies; returns where the issuer sends the browser back to. */
async function atIssuer(start: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = start;
  for (let hops = 0; !next.startsWith(callback()) && hops < 10; hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the issuer says ${response.status} ${await response.text()}`);
    next = new URL(location, next).href;
  }
  return next;
}

/** The whole way; returns where the desk sends the browser in the end. */
async function signIn(browser: TestBrowser, change: (back: URL) => void = () => undefined): Promise<string> {
  const { headers } = await browser.call('GET', begin);
  const back = new URL(await atIssuer(headers.get('location') ?? ''));
  change(back);
  const { headers: end } = await browser.call('GET', `${back.pathname}${back.search}`);
  return end.get('location') ?? '';
}

test('an agent signs in, comes again as the same, and has the role that the issuer says', async () => {
  account('one', { roles: ['TrustDesk.Agent', 'Other'], locale: 'fr-CA' });
  const browser = new TestBrowser(desk.url);
  expect((await browser.call('GET', '/desk/api/sign-in')).body).toEqual({
    ...{ password: false, oidc: new URL(issuer.url).host, nobody: false },
  });
  expect(await signIn(browser)).toBe('/desk/');
  const me = (await browser.call('GET', '/desk/api/me')).body;
  expect(me).toMatchObject({
    locale: 'fr',
    email: 'one@contoso.com',
    agent: { name: 'Person One', role: 'agent' },
  });
  account('one', { roles: 'TrustDesk.Supervisor', name: 'Renamed' });
  expect(await signIn(browser)).toBe('/desk/');
  const again = (await browser.call('GET', '/desk/api/me')).body;
  expect(again).toMatchObject({ agent: { name: 'Renamed', role: 'supervisor' } });
  expect(await desk.storage.agents.list()).toHaveLength(1);
  const { host } = new URL(issuer.url);
  expect(desk.audited.map(({ action, detail }) => [action, detail])).toEqual([
    ['signed-in', `${host} as agent`],
    ['signed-in', `${host} as supervisor`],
  ]);
});

test('roles may be kept for the userinfo endpoint, and lie deeper', async () => {
  await desk.close();
  desk = await openDesk('realm_access.roles');
  issuer.serve(callback());
  issuer.state.inIdToken = false;
  account('one', { realm_access: { roles: ['TrustDesk.Agent'] } });
  expect(await signIn(new TestBrowser(desk.url))).toBe('/desk/');
});

test.each([
  ['another role', { roles: ['Other'] }],
  ['no role', {}],
])('%s is not let in', async (_name, claims) => {
  account('one', claims);
  const browser = new TestBrowser(desk.url);
  expect(await signIn(browser)).toBe('/desk/?sign-in=not-allowed');
  expect((await browser.call('GET', '/desk/api/me')).status).toBe(401);
  expect(await desk.storage.agents.list()).toEqual([]);
  expect(desk.audited.map(({ action }) => action)).toEqual(['sign-in-refused']);
});

test('an agent who was disabled here is not let in', async () => {
  account('one', { roles: ['TrustDesk.Agent'] });
  await signIn(new TestBrowser(desk.url));
  const [agent] = await desk.storage.agents.list();
  await desk.storage.agents.change(agent?.id ?? '', { disabled: true });
  expect(await signIn(new TestBrowser(desk.url))).toBe('/desk/?sign-in=not-allowed');
});

test('an agent who was added here before becomes the issuer’s, and nobody else does after that', async () => {
  await desk.addAgent('One');
  account('first', { roles: ['TrustDesk.Agent'], email: 'one@contoso.com' });
  expect(await signIn(new TestBrowser(desk.url))).toBe('/desk/');
  account('second', { roles: ['TrustDesk.Agent'], email: 'one@contoso.com' });
  expect(await signIn(new TestBrowser(desk.url))).toBe('/desk/');
  const agents = await desk.storage.agents.list();
  expect(agents.map(({ oidc }) => oidc?.subject).toSorted()).toEqual(['first', 'second']);
  expect(agents.find(({ oidc }) => oidc?.subject === 'first')).toMatchObject({ id: 'agent-One' });
});

test.each([false, 'false'])(
  'nobody becomes another agent by an address that is not verified: %s',
  async (verified) => {
    await desk.addAgent('One', { role: 'supervisor' });
    account('other', { roles: ['TrustDesk.Agent'], email: 'one@contoso.com', email_verified: verified });
    const browser = new TestBrowser(desk.url);
    expect(await signIn(browser)).toBe('/desk/');
    const me = (await browser.call('GET', '/desk/api/me')).body;
    expect(me['email']).toMatch(/@oidc\.invalid$/);
    expect(await desk.storage.agents.byEmail('one@contoso.com')).toMatchObject({
      id: 'agent-One',
      oidc: null,
    });
  },
);

describe('what was tampered with, repeated or left lying', () => {
  beforeEach(() => account('one', { roles: ['TrustDesk.Agent'] }));

  test('another state', async () => {
    const browser = new TestBrowser(desk.url);
    expect(await signIn(browser, (back) => back.searchParams.set('state', 'other'))).toBe(
      '/desk/?sign-in=expired',
    );
    expect((await browser.call('GET', '/desk/api/me')).status).toBe(401);
  });

  test('another code', async () => {
    const browser = new TestBrowser(desk.url);
    expect(await signIn(browser, (back) => back.searchParams.set('code', 'other'))).toBe(
      '/desk/?sign-in=expired',
    );
  });

  test('the callback in another browser', async () => {
    const { headers } = await new TestBrowser(desk.url).call('GET', begin);
    const back = new URL(await atIssuer(headers.get('location') ?? ''));
    const other = await new TestBrowser(desk.url).call('GET', `${back.pathname}${back.search}`);
    expect(other.headers.get('location')).toBe('/desk/?sign-in=expired');
  });

  test('the same callback twice', async () => {
    const browser = new TestBrowser(desk.url);
    let callbackPath = '';
    const { cookie } = browser;
    await signIn(browser, (back) => {
      callbackPath = `${back.pathname}${back.search}`;
    });
    browser.cookie = cookie;
    const { headers } = await browser.call('GET', callbackPath);
    expect(headers.get('location')).toBe('/desk/?sign-in=expired');
  });

  test('a sign-in that was begun too long ago', async () => {
    const later = () => {
      now = 11 * 60_000;
    };
    expect(await signIn(new TestBrowser(desk.url), later)).toBe('/desk/?sign-in=expired');
  });

  test('a person who refuses', async () => {
    issuer.state.account = null;
    expect(await signIn(new TestBrowser(desk.url))).toBe('/desk/?sign-in=refused');
  });
});

test('an issuer that does not answer is said to be unavailable, and asked again by the next sign-in', async () => {
  const served = issuer;
  issuer = await openTestIssuer();
  await served.close();
  await desk.close();
  desk = await openDesk();
  const browser = new TestBrowser(desk.url);
  expect((await browser.call('GET', begin)).headers.get('location')).toBe('/desk/?sign-in=unavailable');
  issuer.serve(callback());
  account('one', { roles: ['TrustDesk.Agent'] });
  expect(await signIn(browser)).toBe('/desk/');
});

test('roles are read from names, lists and paths, and from nothing else', () => {
  expect(readRoles({ roles: 'a' }, 'roles')).toEqual(['a']);
  expect(readRoles({ 'a.b': ['x'], a: { b: ['y'] } }, 'a.b')).toEqual(['x']);
  expect(readRoles({ a: { b: ['y', 1] } }, 'a.b')).toEqual(['y']);
  expect(readRoles({ a: { b: 1 } }, 'a.b')).toBeNull();
  expect(readRoles({}, 'constructor')).toBeNull();
});
