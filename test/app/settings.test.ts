import { readFileSync } from 'node:fs';
import os from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { readSettings, settingsExample, settingsTable } from '../../src/app/settings.js';
import { CodedError } from '../../src/base/codedError.js';

function refusal(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'settings-invalid') return error.message;
    throw error;
  }
  return '';
}

describe('settings', () => {
  test('an empty environment gives the defaults', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      PORT: 3978,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      DEFAULT_LOCALE: 'en',
      PROBE_TIMEOUT_MS: 10_000,
    });
    expect(settings.MicrosoftAppId).toBeNull();
  });

  test('values are read by their kind', () => {
    const settings = readSettings({
      PORT: ' 8080 ',
      PROBE_ALLOWED_NETWORKS: '10.0.0.0/8, fd00::/8',
      PROBE_ALLOWED_PORTS: '8443, 9000-9010',
    });
    expect(settings.PORT).toBe(8080);
    expect(settings.PROBE_ALLOWED_NETWORKS).toEqual(['10.0.0.0/8', 'fd00::/8']);
    expect(settings.PROBE_ALLOWED_PORTS).toEqual([
      [8443, 8443],
      [9000, 9010],
    ]);
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['HOST', 'mail.contoso.com'],
    ['PUBLIC_URL', 'trustdesk'],
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'postgres://db/trustdesk'],
    ['LOG_LEVEL', 'loud'],
    ['DEFAULT_LOCALE', 'xx'],
    ['PROBE_ALLOWED_NETWORKS', '10.0.0.0'],
    ['PROBE_ALLOWED_NETWORKS', '10/8'],
    ['PROBE_ALLOWED_PORTS', '9010-9000'],
    ['PROBE_TRUST_ANCHORS', '/nowhere/roots.pem'],
    ['PROBE_TIMEOUT_MS', '1'],
    ['MicrosoftAppId', 'my-bot'],
    ['HANDOFF_WEBHOOK_URL', 'ftp://helpdesk.contoso.com'],
    ['HANDOFF_WEBHOOK_SECRET', 'short'],
    ['TEAMS_HUB_CHANNEL', 'General'],
    ['TEAMS_HUB_CHANNEL', '19%3Aabc%40thread.tacv2'],
    ['TEAMS_HUB_SERVICE_URL', 'teams'],
    ['HANDOFF_HUB_LIMIT_MINUTES', '0'],
    ['SMTP_URL', 'mail.contoso.com'],
    ['MAIL_FROM', 'TrustDesk <trustdesk@contoso.com>'],
  ])('%s=%s stops the start and says what, why and the mend', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`${name}: .+\\. .+\\.`));
  });

  test('all wrong settings are told at once', () => {
    const message = refusal({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(message).toContain('PORT:');
    expect(message).toContain('LOG_LEVEL:');
  });

  test('a webhook without its secret is refused', () => {
    const message = refusal({ HANDOFF_WEBHOOK_URL: 'https://helpdesk.contoso.com/cases' });
    expect(message).toContain('HANDOFF_WEBHOOK_SECRET');
  });

  test.each([
    ['smtp://mail.contoso.com', { host: 'mail.contoso.com', port: 587, secure: false, credentials: null }],
    ['smtps://mail.contoso.com', { host: 'mail.contoso.com', port: 465, secure: true, credentials: null }],
    ['smtp://[::1]:25/', { host: '::1', port: 25, secure: false, credentials: null }],
    [
      'smtp://bot%40contoso.com:p%3Aw%25@10.0.0.1:2525',
      {
        host: '10.0.0.1',
        port: 2525,
        secure: false,
        credentials: { user: 'bot@contoso.com', password: 'p:w%' },
      },
    ],
  ])('the mail server of %s', (SMTP_URL, server) => {
    expect(readSettings({ SMTP_URL, MAIL_FROM: 'trustdesk@contoso.com' }).SMTP_URL).toEqual(server);
  });

  test.each([
    'https://bot:hunter2@contoso.com',
    'smtp://bot:hunter2@contoso.com/path',
    'smtp://bot:hunter2@contoso.com?tls=no',
    'smtp://bot:hunter2%@contoso.com',
    'smtp://:hunter2@contoso.com',
    'bot:hunter2@contoso.com',
  ])('a mail server that can’t be read is refused without telling its password: %s', (SMTP_URL) => {
    const message = refusal({ SMTP_URL });
    expect(message).toMatch(/SMTP_URL: .+\. .+\./);
    expect(message).not.toContain('hunter2');
  });

  test('a mail server without a sender is refused', () => {
    expect(refusal({ SMTP_URL: 'smtp://mail.contoso.com' })).toContain('MAIL_FROM: missing');
  });

  test('an application id without its tenant and secret is refused', () => {
    const message = refusal({ MicrosoftAppId: '00000000-0000-0000-0000-000000000001' });
    expect(message).toContain('MicrosoftAppTenantId');
    expect(message).toContain('MicrosoftAppPassword');
  });

  test('.env.example is what the spec says', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(settingsExample());
  });

  test('the README’s table is what the spec says', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(settingsTable());
  });

  test('own knowledge lies in a folder that is there, and outside the product', () => {
    expect(readSettings({ KNOWLEDGE_DIR: os.tmpdir() }).KNOWLEDGE_DIR).toBe(os.tmpdir());
    expect(refusal({ KNOWLEDGE_DIR: '/not/there' })).toContain('there is no folder /not/there');
    expect(refusal({ KNOWLEDGE_DIR: 'package.json' })).toContain('there is no folder package.json');
    expect(refusal({ KNOWLEDGE_DIR: '.' })).toContain('the product itself');
  });
});
