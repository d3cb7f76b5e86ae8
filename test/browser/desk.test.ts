import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Page, WebSocketRoute } from 'playwright-core';
import type { ChatPageOptions } from './chatPage.js';
import { type DeskPage, openDesk } from './deskPage.js';
import { type ServedDesk, serveDesk } from './servedDesk.js';

jest.setTimeout(90_000);

let served: ServedDesk;
let opened: DeskPage[] = [];
/** Each test has a conversation of its own. */
let conversation = '';
let caseId = '';
let reference = '';
let count = 0;

beforeAll(async () => {
  served = await serveDesk();
  await served.desk.addAgent('Anna');
  await served.desk.addAgent('Minh', { role: 'supervisor' });
});
beforeEach(async () => {
  count += 1;
  conversation = `c${count}`;
  caseId = await served.desk.openCase(conversation);
  reference = caseId.replace('case-', 'TD-');
});
afterEach(async () => {
  for (const page of opened) await page.close();
  opened = [];
});
afterAll(() => served?.close());

async function signedIn(
  name: string,
  options: ChatPageOptions = {},
  before?: (page: Page) => Promise<void>,
): Promise<DeskPage> {
  const page = await openDesk(served.browser, served.desk.url, options, before);
  opened.push(page);
  await page.signIn(`${name}@contoso.com`);
  await page.cases.first().waitFor();
  return page;
}

const personSays = (text: string) => served.desk.say(text, conversation);

test('a wrong password is told, a right one opens the queue', async () => {
  const desk = await openDesk(served.browser, served.desk.url);
  opened.push(desk);
  await desk.signIn('anna@contoso.com', 'not the right one');
  await desk.page.getByText('E-mail address or password is wrong.').waitFor();
  await desk.signIn('anna@contoso.com');
  const row = desk.cases.filter({ hasText: reference });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/A person[\s\S]*mail\.contoso\.com[\s\S]*self-signed[\s\S]*French/);
  expect(await desk.page.title()).toMatch(/^\(\d+\) TrustDesk/);
  await desk.page.reload();
  await row.waitFor();
  await desk.button(/^Anna:/).click();
  await desk.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await desk.page.locator('input[name=email]').waitFor();
  expect(desk.problems).toEqual([]);
});

test('a sign-in that failed at the issuer says why, once', async () => {
  const desk = await openDesk(served.browser, served.desk.url);
  opened.push(desk);
  await desk.page.goto(`${served.desk.url}/desk?sign-in=not-allowed`);
  await desk.page.getByText(/your account has no role for this desk/).waitFor();
  expect(desk.page.url()).toBe(`${served.desk.url}/desk`);
  await desk.page.reload();
  await desk.page.locator('input[name=email]').waitFor();
  expect(await desk.page.getByRole('alert').count()).toBe(0);
});

test('an agent claims, talks both ways, notes and resolves', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.page.getByText('Claim the case to reply.').waitFor();
  await desk.claim();
  await desk.say('Bonjour,\nje regarde. <b>**gras**</b>');
  await desk.waitForText('Sent');
  await personSays('merci, مرحبا');
  await desk.waitForText('merci, مرحبا');
  await desk.page.getByRole('tab', { name: 'Internal note' }).click();
  await desk.say('a lab machine');
  await desk.waitForText('a lab machine');
  await desk.button('Resolve').click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await dialog.getByText('Please choose.').waitFor();
  await dialog.getByLabel('Yes, solved').check();
  expect(await dialog.getByLabel('Cause').inputValue()).toBe('self-signed');
  await dialog.getByLabel('Last message to the person').fill('Bonne journée.');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await dialog.waitFor({ state: 'detached' });
  await desk.waitForText(/has resolved the case as solved: Self-signed certificate/);
  await desk.page.getByText('This case has ended.').waitFor();
  const log = await desk.readLog();
  expect(log.map((line) => line.replace(/ \d+:\d\d [AP]M/, ''))).toEqual(
    [
      'human',
      'bot: human',
      'Asked for a human',
      'Anna has taken the case',
      'Bonjour, je regarde. <b>**gras**</b>',
      'merci, مرحبا',
      'Internal note Anna a lab machine',
      'Anna has resolved the case as solved: Self-signed certificate Bonne journée.',
    ].sort((one, other) => order(log, one) - order(log, other)),
  );
  expect(await desk.log.getByText('merci, مرحبا').getAttribute('dir')).toBe('auto');
  expect(desk.problems).toEqual([]);
});

/** The request is stored with the bot's answer, so either may stand first. */
function order(log: readonly string[], line: string): number {
  return log.findIndex((one) => one.startsWith(line.slice(0, 12)));
}

test('of two agents one gets the case, and the other reads who', async () => {
  const [anna, minh] = [await signedIn('anna'), await signedIn('minh')];
  await anna.openCase(reference);
  await minh.openCase(reference);
  // Minh's page has not heard of it when the claim is sent.
  await minh.page.route('**/claim', async (route) => {
    await anna.claim();
    await route.continue();
  });
  await minh.button('Claim').click();
  await minh.page.getByText('Taken by Anna.').waitFor();
  await minh.page.getByText('Anna has this case.').waitFor();
  expect(await minh.button('Resolve').count()).toBe(0);
});

test('a case goes to a colleague, who answers, and back to the queue', async () => {
  const [anna, minh] = [await signedIn('anna'), await signedIn('minh')];
  await anna.openCase(reference);
  await anna.claim();
  await anna.button('Transfer').click();
  const dialog = anna.page.getByRole('dialog');
  expect(await dialog.getByLabel('Colleague', { exact: true }).locator('option:checked').textContent()).toBe(
    'Minh (Available)',
  );
  await dialog.getByRole('button', { name: 'Transfer' }).click();
  await anna.page.getByText('Minh has this case.').waitFor();
  await minh.page.getByRole('tab', { name: /^Mine/ }).click();
  await minh.openCase(reference);
  await minh.say('Minh à l’appareil');
  await anna.waitForText('Minh à l’appareil');
  await minh.button('More actions').click();
  await minh.page.getByRole('menuitem', { name: 'Return to the queue' }).click();
  await minh.button('Claim').waitFor();
  await anna.waitForText('Minh has returned the case to the queue');
});

test('after a lost connection nothing is missing or doubled, and what was written meanwhile leaves once', async () => {
  let down = false;
  const sockets: WebSocketRoute[] = [];
  const desk = await signedIn('anna', {}, async (page) => {
    await page.routeWebSocket('**/desk/socket', (socket) => {
      if (down) return void socket.close();
      sockets.push(socket);
      socket.connectToServer();
    });
    await page.route('**/desk/api/**', (route) => (down ? route.abort() : route.continue()));
  });
  await desk.openCase(reference);
  await desk.claim();
  await desk.say('one');
  await desk.waitForText('Sent');
  down = true;
  for (const socket of sockets) await socket.close();
  await desk.page.getByText(/No connection/).waitFor();
  await desk.say('two');
  await desk.waitForText('Not sent: the server can’t be reached.');
  await personSays('said in the dark');
  down = false;
  await desk.button('Connect now').click();
  await desk.waitForText('said in the dark');
  await desk.page.getByText(/No connection/).waitFor({ state: 'detached' });
  await desk.page.getByText('Not sent').waitFor({ state: 'detached' });
  await desk.page.reload();
  await desk.waitForText('said in the dark');
  await desk.waitForText('two');
  const said = (await desk.readLog()).filter((line) => /^(one|two|said in the dark)$/.test(line));
  expect(said).toEqual(['one', 'said in the dark', 'two']);
});

test('a draft stays with its case over a reload, and notes apart from replies', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.claim();
  await desk.box.fill('half a sentence');
  await desk.page.getByRole('tab', { name: 'Internal note' }).click();
  expect(await desk.box.inputValue()).toBe('');
  await desk.page.reload();
  await desk.log.waitFor();
  expect(await desk.box.inputValue()).toBe('half a sentence');
});

test('canned replies open by a slash, in the person’s language', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.claim();
  await desk.box.pressSequentially('/one');
  const list = desk.page.getByRole('listbox', { name: 'Canned replies' });
  expect(await list.getByRole('option').allInnerTexts()).toEqual([
    'One moment\nUn instant, je vérifie le certificat.',
  ]);
  await desk.box.press('Enter');
  expect(await desk.box.inputValue()).toBe('Un instant, je vérifie le certificat.');
  expect(await list.count()).toBe(0);
});

test('a canned reply goes below what is written already', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.claim();
  expect(await focusIs(desk, '.composer textarea')).toBe(true);
  await desk.box.fill('Bonjour Jeanne,');
  await desk.button('Canned replies').click();
  await desk.box.press('ArrowDown');
  await desk.box.press('Enter');
  expect(await desk.box.inputValue()).toBe('Bonjour Jeanne,\nUn instant, je vérifie le certificat.');
});

test('files are dropped or pasted, sent with the next words, and refused with the reason', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.claim();
  await give(desk, 'drop', 'steps.txt', '1. Replace the certificate');
  await give(desk, 'paste', 'second.txt', '2. Restart the service');
  await give(
    desk,
    'drop',
    'server.key',
    `-----BEGIN ${'PRIVATE'} KEY-----\nMIIB\n-----END ${'PRIVATE'} KEY-----\n`,
  );
  const chosen = desk.page.locator('.chosen-files li');
  await chosen.filter({ hasText: 'This file holds a private key' }).waitFor();
  await desk.button('Remove server.key').click();
  expect(await chosen.count()).toBe(2);
  await desk.box.press('Enter');
  for (const name of ['steps.txt', 'second.txt']) await desk.log.getByRole('link', { name }).waitFor();
  expect(await chosen.count()).toBe(0);
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.log.getByRole('link', { name: 'steps.txt' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe('1. Replace the certificate');
});

/** Lets go of a file above the page, or pastes it into the text box. */
async function give(desk: DeskPage, how: 'drop' | 'paste', name: string, content: string): Promise<void> {
  await desk.box.evaluate(
    (box, [kind, fileName = '', text = '']) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName));
      const more = { bubbles: true, cancelable: true };
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, ...more })
          : new ClipboardEvent('paste', { clipboardData: transfer, ...more });
      box.dispatchEvent(event);
    },
    [how, name, content],
  );
  await desk.page.locator('.chosen-files').getByText(name).waitFor();
}

test('alerts are asked for by a click alone, and tell of who waits', async () => {
  const desk = await signedIn('anna', {}, async (page) => {
    await page.addInitScript(() => {
      const told: string[] = [];
      class TestNotification {
        static permission = 'default';
        static requestPermission(): Promise<string> {
          told.push('asked');
          TestNotification.permission = 'granted';
          return Promise.resolve('granted');
        }
        onclick: (() => void) | null = null;
        constructor(title: string, { body }: { body: string }) {
          told.push(`${title}: ${body}`);
        }
      }
      Object.assign(window, { Notification: TestNotification, told });
      document.hasFocus = () => false;
    });
  });
  const told = () => desk.page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(await told()).toEqual([]);
  await desk.button('Turn on alerts').click();
  await desk.button('Turn on alerts').waitFor({ state: 'detached' });
  expect(await told()).toEqual(['asked']);
  await served.desk.openCase(`${conversation}-new`);
  await desk.page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 1);
  expect((await told())[1]).toMatch(/^TrustDesk: desk: A person is waiting \(TD-\d+\)$/);
  await desk.page.reload();
  await desk.cases.first().waitFor();
  expect(await told()).toEqual([]);
  expect(desk.problems).toEqual([]);
});

test('everything goes without a mouse', async () => {
  const desk = await signedIn('anna');
  const { keyboard } = desk.page;
  await desk.page.locator('body').press('s');
  await keyboard.type(reference);
  await desk.page.waitForFunction((words) => {
    const rows = [...document.querySelectorAll('.case-row')];
    return rows.length > 0 && rows.every((row) => row.textContent?.includes(words));
  }, reference);
  // From the search over the tabs into the list.
  for (let presses = 0; presses < 6 && !(await focusIs(desk, '.case-row')); presses += 1)
    await keyboard.press('Tab');
  await keyboard.press('Enter');
  await desk.log.waitFor();
  await keyboard.press('c');
  await desk.button('Resolve').waitFor();
  await keyboard.press('r');
  expect(await focusIs(desk, '.composer textarea')).toBe(true);
  await keyboard.type('par le clavier? c');
  await keyboard.press('Enter');
  await desk.waitForText('par le clavier? c');
  await desk.log.focus();
  await keyboard.press('?');
  await desk.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await keyboard.press('Escape');
  await keyboard.press('e');
  const dialog = desk.page.getByRole('dialog', { name: /^Resolve/ });
  await dialog.waitFor();
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

const focusIs = (desk: DeskPage, selector: string) =>
  desk.page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

test('arrows go through the list, and single keys can be turned off', async () => {
  const desk = await signedIn('anna');
  const { keyboard } = desk.page;
  await desk.cases.first().focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('End');
  expect(await focusIs(desk, 'li:last-child > .case-row')).toBe(true);
  await keyboard.press('Home');
  expect(await focusIs(desk, 'li:first-child > .case-row')).toBe(true);
  await keyboard.press('?');
  await desk.page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await keyboard.press('Escape');
  await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.cases.first().focus();
  await keyboard.press('?');
  await keyboard.press('s');
  expect(await desk.page.getByRole('dialog').count()).toBe(0);
  expect(await focusIs(desk, '.case-row')).toBe(true);
});

test('the newest message stays in sight in a window that changes, and older ones while they are read', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  await desk.claim();
  for (let at = 0; at < 12; at += 1) await personSays(`${at} ${'many words '.repeat(20)}`);
  await desk.waitForText(/^11 many/);
  const inSight = (text: RegExp) =>
    desk.log.getByText(text).evaluate((element) => {
      const log = element.closest('[role=log]')?.getBoundingClientRect();
      const own = element.getBoundingClientRect();
      return log !== undefined && own.top < log.bottom && own.bottom > log.top;
    });
  for (const viewport of [
    { width: 1150, height: 700 },
    { width: 400, height: 700 },
    { width: 1400, height: 860 },
  ]) {
    await desk.page.setViewportSize(viewport);
    await desk.page.waitForTimeout(200);
    expect(await inSight(/^11 many/)).toBe(true);
  }
  await desk.log.hover();
  await desk.page.mouse.wheel(0, -5_000);
  await desk.button('To the latest').waitFor();
  await personSays('the last one');
  await desk.waitForText('the last one');
  expect(await inSight(/^0 many/)).toBe(true);
  await desk.button('To the latest').click();
  expect(await inSight(/^the last one$/)).toBe(true);
});

test('a phone shows one pane at a time, and its back button goes back', async () => {
  const desk = await signedIn('anna', { viewport: { width: 320, height: 640 } });
  const shows = (pane: string) =>
    desk.page.waitForFunction((wanted) => {
      const panes = [...document.querySelectorAll('.pane')].filter((one) => one.clientWidth > 0);
      return panes.length === 1 && panes[0]?.classList.contains(`pane--${wanted}`);
    }, pane);
  await shows('list');
  await desk.openCase(reference);
  await shows('talk');
  await desk.button('Show the case details').click();
  await shows('facts');
  await desk.page.goBack();
  await shows('talk');
  await desk.button('Back to the list').click();
  await shows('list');
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
});

test('the desk speaks the agent’s language, and changes it at once', async () => {
  const desk = await signedIn('anna');
  await desk.openCase(reference);
  for (const [language, claim, lang] of [
    ['Français', 'Prendre', 'fr'],
    ['Tiếng Việt', 'Nhận', 'vi'],
    ['English', 'Claim', 'en'],
  ] as const) {
    await desk.page.locator('.header__account').click();
    await desk.page.getByRole('menuitemradio', { name: language }).click();
    await desk.page.getByRole('button', { name: claim, exact: true }).waitFor();
    expect(await desk.page.locator('html').getAttribute('lang')).toBe(lang);
    await desk.page.keyboard.press('Escape');
  }
  expect(desk.problems).toEqual([]);
});

test.each(['light', 'dark'] as const)('axe finds nothing wrong, %s', async (colorScheme) => {
  const signIn = await openDesk(served.browser, served.desk.url, { colorScheme });
  opened.push(signIn);
  await signIn.page.locator('input[name=email]').waitFor();
  expect(await signIn.violations()).toEqual([]);

  const desk = await signedIn('minh', { colorScheme });
  expect(await desk.violations()).toEqual([]);
  await desk.openCase(reference);
  await desk.claim();
  await desk.say('Bonjour');
  await desk.waitForText('Sent');
  await desk.page.getByRole('tab', { name: 'Internal note' }).click();
  await desk.say('a note');
  await desk.waitForText('a note');
  await personSays('merci');
  await desk.waitForText('merci');
  expect(await desk.violations()).toEqual([]);
  await desk.page.getByRole('tab', { name: 'Reply' }).click();
  await desk.box.fill('/');
  await desk.page.getByRole('listbox').waitFor();
  expect(await desk.violations()).toEqual([]);
  await desk.box.fill('');
  for (const name of ['Transfer', 'Resolve']) {
    await desk.button(name).click();
    await desk.page.getByRole('dialog').waitFor();
    expect(await desk.violations()).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  for (const name of [/^Minh:/, 'More actions']) {
    await desk.button(name).click();
    await desk.page.getByRole('menu').waitFor();
    expect(await desk.violations()).toEqual([]);
    await desk.page.keyboard.press('Escape');
  }
  await desk.page.setViewportSize({ width: 320, height: 640 });
  expect(await desk.violations()).toEqual([]);
  expect(desk.problems).toEqual([]);
});
