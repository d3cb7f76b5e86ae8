import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type App, createApp } from '../../src/app/createApp.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { readSettings } from '../../src/app/settings.js';
import { silentLog } from '../../src/base/log.js';
import { until } from '../bot/until.js';
import { visit } from '../channels/directLine/directLineClient.js';
import { bodyOf, headOf, type SmtpPeer, startSmtpPeer } from '../handoff/mail/smtpPeer.js';

let peer: SmtpPeer;
let folder: string;
let app: App;

/** A Sunday. */
const now = new Date('2026-11-22T10:00:00Z');
const error = 'Could not establish trust relationship for the SSL/TLS secure channel';

beforeEach(async () => {
  peer = await startSmtpPeer();
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-mail-'));
});
afterEach(async () => {
  await app.stop();
  await peer.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a request outside the hours is mailed to its queue with what the person wrote, its secrets masked', async () => {
  const shipped = readShippedKnowledge();
  const text = shipped.queues.text.replace(
    '    remindAfter',
    '    hours: { monday: "09:00-17:00" }\n    mail: { to: support@contoso.com, locale: fr }\n    remindAfter',
  );
  const files = { ...shipped, queues: { file: 'queues.yaml', text } };
  const settings = readSettings({
    PORT: '0',
    DATA_DIR: folder,
    SMTP_URL: `smtp://127.0.0.1:${peer.port}`,
    MAIL_FROM: 'trustdesk@contoso.com',
  });
  let given = false;
  const source = {
    async next() {
      if (given) return null;
      given = true;
      return files;
    },
  };
  app = await createApp(settings, { clock: { now: () => now }, log: silentLog }, source);
  const { url } = await app.start();
  const person = await visit(url);
  for (const words of [
    error,
    'human',
    'Add or correct something',
    'It began today, password: hunter2!',
    'Send it',
  ]) {
    const before = (await person.read()).body.activities.length;
    await person.post({ type: 'message', text: words });
    // Its echo and an answer.
    await until(
      `an answer to ${words}`,
      async () => (await person.read()).body.activities.length >= before + 2,
    );
  }
  await until('a mail', () => peer.taken.length > 0);
  const [mail] = peer.taken;
  if (mail === undefined) throw new Error('no mail');
  expect(mail.to).toEqual(['support@contoso.com']);
  expect(headOf(mail, 'Subject')).toMatch(/^\[TD-\w{6}\] Demande en dehors des heures d’ouverture$/);
  const body = bodyOf(mail, 'text/plain');
  expect(body).toContain('Assistance');
  expect(body).toContain('It began today');
  expect(body).toContain(error);
  expect(mail.source).not.toContain('hunter2');
  expect(bodyOf(mail, 'text/html')).toContain('<html lang="fr">');
}, 60_000);
