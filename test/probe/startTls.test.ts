import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ProbeOptions, probe } from '../../src/probe/probe.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import {
  type StartTlsProtocol,
  StartTlsTalk,
  startTlsOfPort,
  startTlsProtocols,
} from '../../src/probe/tlsLook/startTls.js';
import { bannerServer, type LabServer, rawServer, silentServer } from '../lab/lab.js';
import { imapTalk, type MailTalk, mailServer, pop3Talk, smtpTalk } from '../lab/mailServer.js';
import { issue, makeAuthority } from '../lab/pki.js';

const host = 'mail.contoso.com';
const authority = makeAuthority({ cn: 'Contoso Root' });
const leaf = issue({ authority, cn: host, sans: [{ dns: host }] });
const open: LabServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function look(
  server: Promise<LabServer>,
  startTls: StartTlsProtocol,
  options: Partial<ProbeOptions> = {},
): Promise<ProbeRecord> {
  const running = await server;
  open.push(running);
  return probe(
    { host, port: running.port, path: '/', typed: host, startTls },
    {
      policy: null,
      clock: { now: () => new Date('2026-11-22T10:00:00Z') },
      http: true,
      resolve: async () => ['127.0.0.1'],
      ...options,
    },
  );
}

const talks = { smtp: smtpTalk, imap: imapTalk, pop3: pop3Talk } as const;

describe.each(startTlsProtocols)('%s', (protocol) => {
  test('brings the chain as sent and the handshake, and asks no web page', async () => {
    const record = await look(mailServer(talks[protocol], [leaf, authority]), protocol);
    expect(record).toMatchObject({
      failure: null,
      startTls: protocol,
      server: null,
      tls: { version: 'TLSv1.3', versions: { 'TLSv1.2': true, 'TLSv1.1': false } },
    });
    expect(record.presentedChain).toEqual([leaf, authority].map(({ der }) => der.toString('base64')));
    expect(record.further?.certificates).toHaveLength(1);
  });

  test('a greeting that comes byte by byte', async () => {
    const server = mailServer(talks[protocol], [leaf, authority], { everyByteMs: 1 });
    expect((await look(server, protocol)).failure).toBeNull();
  });

  test('a server that says nothing is a timeout', async () => {
    const record = await look(silentServer(), protocol, { deadlines: { tls: 100 } });
    expect(record.failure).toMatchObject({ code: 'timeout', phase: 'tls' });
  });

  test('a banner that never ends', async () => {
    const endless = rawServer((socket) => {
      const timer = setInterval(() => socket.write(Buffer.alloc(4096, 'a')), 1);
      socket.on('close', () => clearInterval(timer));
    });
    const record = await look(endless, protocol, { deadlines: { tls: 2000 } });
    expect(record.failure).toMatchObject({ code: 'not-tls', raw: 'starttls-endless' });
  });

  test('no socket stays open', async () => {
    const server = await mailServer(talks[protocol], [leaf]);
    await look(Promise.resolve(server), protocol);
    for (let patience = 0; server.open() > 0 && patience < 100; patience += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(server.open()).toBe(0);
  });
});

test.each<[string, StartTlsProtocol, MailTalk, string, string]>([
  [
    'SMTP that lists no STARTTLS',
    'smtp',
    { ...smtpTalk, answer: () => ({ text: '250-mail.contoso.com\r\n250 SIZE\r\n' }) },
    'not-offered',
    '250 SIZE',
  ],
  [
    'SMTP that knows no EHLO',
    'smtp',
    { ...smtpTalk, answer: () => ({ text: '502 Command not implemented\r\n' }) },
    'not-offered',
    '502 Command not implemented',
  ],
  [
    'SMTP whose TLS is out of order',
    'smtp',
    {
      ...smtpTalk,
      answer: (line) =>
        line === 'STARTTLS' ? { text: '454 TLS not available\r\n' } : { text: '250 STARTTLS\r\n' },
    },
    'refused',
    '454 TLS not available',
  ],
  ['SMTP that takes no mail', 'smtp', { ...smtpTalk, greeting: '554 go away\r\n' }, 'refused', '554 go away'],
  [
    'IMAP that knows no STARTTLS',
    'imap',
    { ...imapTalk, answer: () => ({ text: 't1 BAD Command Error\r\n' }) },
    'not-offered',
    't1 BAD Command Error',
  ],
  [
    'IMAP that ends at once',
    'imap',
    { ...imapTalk, greeting: '* BYE too many\r\n' },
    'refused',
    '* BYE too many',
  ],
  [
    'POP3 that knows no STLS',
    'pop3',
    { ...pop3Talk, answer: () => ({ text: '-ERR what\r\n' }) },
    'not-offered',
    '-ERR what',
  ],
  [
    'a web server',
    'smtp',
    { ...smtpTalk, greeting: 'HTTP/1.1 400 Bad Request\r\n' },
    'unexpected',
    'HTTP/1.1 400 Bad Request',
  ],
  [
    'a server that hangs up at STARTTLS',
    'pop3',
    { ...pop3Talk, answer: () => null },
    'no-answer',
    '+OK The Microsoft Exchange POP3 service is ready.',
  ],
])('%s', async (_name, protocol, talk, problem, banner) => {
  const record = await look(mailServer(talk, [leaf]), protocol);
  expect(record.failure).toEqual({
    code: 'not-tls',
    phase: 'tls',
    raw: `starttls-${problem}`,
    evidence: { starttls: protocol, problem, banner },
  });
});

test('a greeting without an end is told with what came of it', async () => {
  const record = await look(bannerServer('220-mail.contoso.com'), 'smtp', { deadlines: { tls: 100 } });
  expect(record.failure).toMatchObject({
    raw: 'starttls-no-answer',
    evidence: { banner: '220-mail.contoso.com' },
  });
});

test('the ports of mail services', () => {
  expect([25, 587, 143, 110, 443, 465, 993, 995].map(startTlsOfPort)).toEqual([
    ...['smtp', 'smtp', 'imap', 'pop3'],
    ...[null, null, null, null],
  ]);
});

test('no bytes make the talk throw, or hold more than its bound', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(
      '220-',
      '220 x\r\n',
      '250-STARTTLS\r\n',
      '250 ok\n',
      '* OK\r\n',
      't1 OK\r\n',
      '+OK\r\n',
      '\0\r\n',
    ),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...startTlsProtocols),
      fc.array(piece, { maxLength: 20 }),
      (protocol, pieces) => {
        const talk = new StartTlsTalk(protocol);
        for (const bytes of pieces) {
          const step = talk.push(Buffer.from(bytes as string));
          if (step.kind === 'ready' || step.kind === 'failed') return;
        }
      },
    ),
    { numRuns: 2000 },
  );
});
