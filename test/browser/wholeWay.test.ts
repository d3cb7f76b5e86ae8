import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type LabServer, labServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { openPage } from './chatPage.js';
import { axeViolations, openDesk } from './deskPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(180_000);

const authority = makeAuthority({ cn: 'Contoso Root CA' });
const here = [{ ip: '127.0.0.1' }];
const iis = { headers: { Server: 'Microsoft-IIS/10.0' } };
const roots = path.join(tmpdir(), `trustdesk-roots-${process.pid}.pem`);
const pasted =
  'Échec - La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.';

let served: ServedChat;
let server: LabServer;

beforeAll(async () => {
  writeFileSync(roots, authority.certPem);
  server = await labServer({ chain: [issue({ cn: 'EXCH01', authority: 'self', sans: here })], ...iis });
  served = await serveChat({
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    PROBE_TRUST_ANCHORS: roots,
  });
  await served.addAgent('Anna');
});

afterAll(async () => {
  await served?.close();
  await server?.close();
  rmSync(roots, { force: true });
});

test('a French person and an English agent go the whole way, from the pasted error to the proof that it is gone', async () => {
  const desk = await openDesk(served.browser, served.url);
  await desk.signIn('anna@contoso.com');
  const chat = await openPage(served.browser, served.url, { locale: 'fr-FR' });
  await chat.say(`${pasted} https://127.0.0.1:${server.port}/EWS/Exchange.asmx`);
  await chat.waitForText(/est auto-signé/);
  await chat.say('je veux parler à quelqu’un');
  await chat.waitForText(/Est-ce exact/);
  await chat.pressButton('Ajouter ou corriger');
  await chat.waitForText(/exactement comme vous l’écrivez/);
  await chat.say('Le serveur a été remplacé hier.');
  await chat.waitForText(/Vous ajoutez/);
  // The box to type in has a button of this name, too.
  await chat.page.locator('.ac-pushButton', { hasText: 'Envoyer' }).last().click();
  await chat.waitForText(/numéro de dossier est/);

  const reference = /TD-[0-9A-Z]{6}/.exec(await chat.readTranscript())?.[0] ?? '';
  await desk.openCase(reference);
  await desk.page.getByText('Le serveur a été remplacé hier.').first().waitFor();
  await desk.page.getByText('self-signed').first().waitFor();
  expect(await desk.violations()).toEqual([]);
  await desk.claim();
  await chat.waitForText(/en conversation avec/);

  await desk.say('Bonjour, je regarde.');
  await chat.waitForText('Bonjour, je regarde.');
  await chat.say('merci, aide');
  await desk.waitForText('merci, aide');
  await chat.page.locator('input[type=file]').setInputFiles({
    name: 'journal.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('une ligne du journal'),
  });
  await chat.sendBox.press('Enter');
  await desk.waitForText('journal.txt');
  const choosing = desk.page.waitForEvent('filechooser');
  await desk.button('Attach files').click();
  const steps = { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('the steps') };
  await (await choosing).setFiles(steps);
  await desk.say('Voici les étapes.');
  await chat.waitForText('Voici les étapes.');
  await chat.waitForText('steps.txt');
  expect(await axeViolations(chat.page)).toEqual([]);

  const { port } = server;
  await server.close();
  server = await labServer({
    port,
    chain: [issue({ cn: 'EXCH01', authority, sans: here }), authority],
    ...iis,
  });
  await desk.button('Resolve').click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  await chat.waitForText(/a clos votre dossier/);
  await chat.waitForText(/L’erreur a-t-elle disparu/);
  await chat.pressButton('Vérifier de nouveau');
  await chat.waitForText(/est correct/);
  await desk.page
    .getByText(/confirmed by a look/)
    .first()
    .waitFor();

  const said = await chat.readTranscript();
  const between = said.slice(said.indexOf('Bonjour, je regarde.'), said.indexOf('a clos votre dossier'));
  expect(between).not.toMatch(/je peux vous aider|Collez/);
  expect([...chat.problems, ...desk.problems]).toEqual([]);
  await chat.close();
  await desk.close();
});
