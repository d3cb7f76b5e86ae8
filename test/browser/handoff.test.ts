import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { type LabServer, labServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { type ChatPage, openPage } from './chatPage.js';
import { axeViolations, type DeskPage, openDesk } from './deskPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(180_000);

const error =
  'Statut entrant : Échec - La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.';

const authority = makeAuthority({ cn: 'Contoso Root CA' });
const certified = { cn: 'EXCH01', sans: [{ ip: '127.0.0.1' }] } as const;

let folder: string;
let served: ServedChat;
let exchange: LabServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-roots-'));
  const roots = path.join(folder, 'roots.pem');
  writeFileSync(roots, authority.certPem);
  served = await serveChat({
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    PROBE_TRUST_ANCHORS: roots,
  });
  exchange = await labServer({ chain: [issue({ ...certified, authority: 'self' })] });
  await served.addAgent('Anna');
  await served.addAgent('Minh', { role: 'supervisor' });
});
afterAll(async () => {
  await exchange?.close();
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The server gets a certificate of the trusted authority. */
async function mendServer(): Promise<void> {
  const { port } = exchange;
  await exchange.close();
  exchange = await labServer({ port, chain: [issue({ ...certified, authority }), authority] });
}

async function openBoth(): Promise<{ readonly chat: ChatPage; readonly desk: DeskPage }> {
  const chat = await openPage(served.browser, served.url, { locale: 'fr-FR' });
  const desk = await openDesk(served.browser, served.url);
  await desk.signIn('anna@contoso.com');
  await desk.page.getByText('Nobody is waiting.').waitFor();
  return { chat, desk };
}

test('a French person and an English agent: diagnosis, handoff, talk, and the bot’s proof that the error is gone', async () => {
  const { chat, desk } = await openBoth();
  await chat.say(`${error} https://127.0.0.1:${exchange.port}/EWS/Exchange.asmx`);
  await chat.waitForText(/est auto-signé/);
  await chat.say('Je voudrais parler à quelqu’un');
  await chat.waitForText(/Est-ce exact/);
  await chat.transcript.getByRole('button', { name: 'Envoyer' }).last().click();
  await chat.waitForText(/Votre numéro de dossier est/);

  // The queue of a desk that stood open shows it by itself.
  const row = desk.cases.first();
  await row.waitFor();
  expect(await row.textContent()).toMatch(/127\.0\.0\.1.*self-signed.*French/);
  await row.click();
  await desk.claim();
  await chat.waitForText(/en conversation avec Anna/);
  const facts = desk.page.locator('.facts__body');
  await facts
    .getByText(/self-signed/)
    .first()
    .waitFor();
  await desk.waitForText(error);

  await desk.say('Bonjour, je regarde.\nUn instant.');
  await chat.waitForText(/Bonjour, je regarde/);
  await chat.say('Merci, j’attends');
  await desk.waitForText('Merci, j’attends');
  await chat.sendBox.pressSequentially('et ', { delay: 60 });
  await desk.page.getByText(/is typing/).waitFor();
  await chat.sendBox.fill('');

  await exchangeFiles(chat, desk);
  await desk.button('More actions').click();
  await desk.page.getByRole('menuitem', { name: 'Look at the server again' }).click();
  const note = desk.log.getByRole('article', { name: /^Internal note, Bot/ });
  await note
    .getByText(/auto-signé|self-signed/)
    .first()
    .waitFor();

  await mendServer();
  await desk.button('Resolve').click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Yes, solved').check();
  await dialog.getByLabel('Last message to the person').fill('Le certificat est remplacé.');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await chat.waitForText(/Le certificat est remplacé/);
  await chat.waitForText(/L’erreur a-t-elle disparu/);
  await chat.pressButton('Vérifier de nouveau');
  await chat.waitForText(/les défauts trouvés auparavant ont disparu/);
  await desk.page
    .getByText(/confirmed by a look/)
    .first()
    .waitFor();
  await desk.page.getByText('This case has ended.').waitFor();

  const transcript = await chat.readTranscript();
  for (const said of ['Bonjour, je regarde', 'Le certificat est remplacé'])
    expect(transcript.split(said)).toHaveLength(2);
  expect(chat.problems).toEqual([]);
  expect(desk.problems).toEqual([]);
  await chat.close();
  await desk.close();
});

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture and a text from the person, a text from the agent: each is had on the other side, byte for byte. */
async function exchangeFiles(chat: ChatPage, desk: DeskPage): Promise<void> {
  const log = { name: 'événement.log', mimeType: 'text/plain', buffer: Buffer.from('ID 10021') };
  const picture = { name: 'écran.png', mimeType: 'image/png', buffer: dot };
  await chat.page.locator('input[type=file]').setInputFiles([log, picture]);
  await chat.page.getByText(/À envoyer avec votre message/).waitFor();
  await chat.sendBox.press('Enter');
  const shown = desk.log.getByRole('img', { name: 'écran.png' });
  await shown.waitFor();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  expect(await saved(desk.page, desk.log.getByRole('link', { name: 'événement.log' }))).toEqual(log.buffer);

  const answer = { name: 'étapes.txt', mimeType: 'text/plain', buffer: Buffer.from('1. IIS') };
  const [chooser] = await Promise.all([
    desk.page.waitForEvent('filechooser'),
    desk.button('Attach files').click(),
  ]);
  await chooser.setFiles(answer);
  await desk.page.locator('.chosen-files').getByText('étapes.txt').waitFor();
  await desk.say('Les étapes');
  await desk.log.getByRole('link', { name: 'étapes.txt' }).waitFor();
  const link = chat.page.locator('a[href*="/v3/directline/attachments/"]').last();
  await chat.waitForText('étapes.txt');
  expect(await saved(chat.page, link)).toEqual(answer.buffer);
}

async function saved(page: Page, link: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFileSync(await download.path());
}

test('a supervisor saves a conversation, reads who did what, and erases the person', async () => {
  const chat = await openPage(served.browser, served.url);
  await chat.say('I want to talk to a human');
  await chat.waitForText(/write in a sentence or two/);
  await chat.say('Our mail does not arrive any more');
  await chat.pressButton('Send it');
  await chat.waitForText(/case number/);

  const desk = await openDesk(served.browser, served.url);
  await desk.signIn('minh@contoso.com');
  await desk.cases.first().click();
  await desk.claim();
  await desk.page.getByRole('tab', { name: 'Internal note' }).click();
  await desk.say('for colleagues alone');
  await desk.waitForText('for colleagues alone');
  const save = async (name: string) => {
    await desk.button('More actions').click();
    const [download] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.page.getByRole('menuitem', { name }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  const page = await save('Save to read, without notes');
  expect(page).toContain('Our mail does not arrive any more');
  expect(page).not.toContain('for colleagues alone');
  expect(await save('Save the data, with notes (JSON)')).toContain('for colleagues alone');

  await desk.button(/^Minh:/).click();
  await desk.page.getByRole('menuitem', { name: 'Audit log' }).click();
  const audit = desk.page.getByRole('dialog', { name: 'Audit log' });
  await audit.getByText('exported the conversation').first().waitFor();
  await audit.getByText('claimed the case').first().waitFor();
  expect(await axeViolations(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await audit.waitFor({ state: 'detached' });

  await desk.button('More actions').click();
  await desk.page.getByRole('menuitem', { name: 'Erase this person…' }).click();
  await desk.button('Erase everything').click();
  await desk.page.getByText('Choose a case from the list.').waitFor();
  await desk.page.getByRole('tab', { name: 'Open' }).click();
  await desk.page.getByText('No case is open.').waitFor();
  expect(desk.problems).toEqual([]);
  await chat.close();
  await desk.close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong in the chat beside a human, %s',
  async (colorScheme) => {
    const chat = await openPage(served.browser, served.url, { colorScheme });
    await chat.say('I want to talk to a human');
    await chat.waitForText(/write in a sentence or two/);
    await chat.say('Our mail does not arrive any more');
    await chat.pressButton('Send it');
    await chat.waitForText(/case number/);
    expect(await axeViolations(chat.page)).toEqual([]);
    await chat.say('cancel my request');
    await chat.waitForText(/is cancelled/);
    await chat.close();
  },
);
