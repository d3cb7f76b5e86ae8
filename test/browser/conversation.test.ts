import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type App, createApp } from '../../src/app/createApp.js';
import { readSettings } from '../../src/app/settings.js';
import { systemClock } from '../../src/base/clock.js';
import { silentLog } from '../../src/base/log.js';
import { type LabServer, labServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { buildPage, openPage } from './chatPage.js';
import { launchChromium } from './chromium.js';

jest.setTimeout(120_000);

const exchange = { headers: { Server: 'Microsoft-IIS/7.5' }, owaHeaders: { 'X-OWA-Version': '14.3.123.3' } };
const here = [{ ip: '127.0.0.1' }];
const past = { notBefore: new Date('2023-01-01T00:00:00Z'), notAfter: new Date('2025-01-01T00:00:00Z') };
const authority = makeAuthority({ cn: 'Contoso Root CA' });

const pasted = {
  en: 'Incoming Status: Failure - The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
  fr: 'Statut entrant : Échec - La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.',
  vi: 'Tôi gặp lỗi này khi kiểm tra hộp thư: Could not establish trust relationship for the SSL/TLS secure channel',
} as const;

const verdicts = {
  selfSigned: { en: /is self-signed/, fr: /est auto-signé/, vi: /tự ký/ },
  wrongName: { en: /other names/, fr: /d’autres noms/, vi: /tên khác/ },
  expired: { en: /has expired/, fr: /a expiré/, vi: /hết hạn/ },
} as const;

let folder: string;
let app: App;
let url: string;
let browser: Browser;
const servers: { -readonly [verdict in keyof typeof verdicts]?: LabServer } = {};

beforeAll(async () => {
  buildPage();
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-browser-'));
  const roots = path.join(folder, 'roots.pem');
  writeFileSync(roots, authority.certPem);
  const settings = readSettings({
    PORT: '0',
    DATA_DIR: folder,
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    PROBE_TRUST_ANCHORS: roots,
  });
  app = await createApp(settings, { clock: systemClock, log: silentLog });
  ({ url } = await app.start());
  servers.selfSigned = await labServer({
    chain: [issue({ cn: 'EXCH01', authority: 'self', sans: here })],
    ...exchange,
  });
  servers.wrongName = await labServer({
    chain: [issue({ cn: 'exch01.contoso.com', authority, sans: [{ dns: 'exch01.contoso.com' }] }), authority],
    ...exchange,
  });
  servers.expired = await labServer({
    chain: [issue({ cn: 'EXCH01', authority, sans: here, ...past }), authority],
    ...exchange,
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  for (const server of Object.values(servers)) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['en', 'en-US'],
  ['fr', 'fr-FR'],
  ['vi', 'vi-VN'],
] as const)(
  'in %s, two messages lead from the pasted error to the proven cause',
  async (language, locale) => {
    const chat = await openPage(browser, url, { locale });
    for (const verdict of ['selfSigned', 'wrongName', 'expired'] as const) {
      await chat.say(pasted[language]);
      await chat.waitForText('https://mail.contoso.com/EWS/Exchange.asmx');
      await chat.say(`https://127.0.0.1:${servers[verdict]?.port}/EWS/Exchange.asmx`);
      await chat.waitForText(verdicts[verdict][language]);
    }
    expect(chat.problems).toEqual([]);
    await chat.close();
  },
);

test('a French visitor reads the self-signed answer, presses a button, reloads and still sees it', async () => {
  const chat = await openPage(browser, url, { locale: 'fr-FR' });
  await chat.say(`${pasted.fr} https://127.0.0.1:${servers.selfSigned?.port}/EWS/Exchange.asmx`);
  await chat.waitForText(/est auto-signé/);
  await chat.waitForText(/Exchange 2010/);
  await chat.pressButton('Voir les étapes');
  await chat.waitForText(/New-ExchangeCertificate -GenerateRequest/);
  await chat.reload();
  await chat.waitForText(/est auto-signé/);
  await chat.waitForText(/New-ExchangeCertificate -GenerateRequest/);
  expect(chat.problems).toEqual([]);
  await chat.close();
});

test('an error and nothing else in an English browser is answered with the other languages at hand', async () => {
  const chat = await openPage(browser, url, { locale: 'en-US' });
  await chat.say('Could not establish trust relationship for the SSL/TLS secure channel');
  await chat.waitForText(/incoming profile/);
  await chat.pressButton('Tiếng Việt');
  await chat.waitForText(/hồ sơ đến/);
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('vi');
  await chat.close();
});
