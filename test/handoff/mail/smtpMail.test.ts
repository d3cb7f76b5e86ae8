import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Mail, SendMail } from '../../../src/handoff/mail/mail.js';
import { type SmtpServer, smtpMail } from '../../../src/handoff/mail/smtpMail.js';
import { bodyOf, headOf, type SmtpFault, type SmtpPeer, startSmtpPeer, type TakenMail } from './smtpPeer.js';

let peer: SmtpPeer;
beforeEach(async () => {
  peer = await startSmtpPeer();
});
afterEach(() => peer.close());

function sender(more: Partial<SmtpServer> = {}): SendMail {
  const server = { host: '127.0.0.1', port: peer.port, secure: false, credentials: null, ...more };
  return smtpMail({ server, from: 'trustdesk@contoso.com', timeoutMs: 2_000 });
}

function mailOf(more: Partial<Mail> = {}): Mail {
  return {
    ...{ id: 'case-1.4.answer', thread: 'case-1', to: 'linh@contoso.com', replyTo: null, locale: 'vi' },
    subject: '[TD-1] Anna đã trả lời bạn',
    blocks: [{ kind: 'paragraph', text: 'Xin chào' }],
    ...more,
  };
}

function only(): TakenMail {
  const [mail, ...others] = peer.taken;
  if (mail === undefined || others.length > 0) throw new Error(`${peer.taken.length} mails instead of one`);
  return mail;
}

test('a mail comes as text and as HTML, with an id of its own and without robots answering', async () => {
  const send = sender();
  const facts = [{ label: 'Máy chủ:', value: '<b>mail.contoso.com</b> & "x"' }];
  expect(
    await send(
      mailOf({
        replyTo: 'support@contoso.com',
        blocks: [
          { kind: 'paragraph', text: 'Xin chào' },
          { kind: 'facts', title: 'Phát hiện', facts },
          { kind: 'quote', by: 'Anna viết:', text: 'một\n.\n<script>hai</script>' },
          { kind: 'link', label: 'Mở', url: 'https://trustdesk.contoso.com/?a=1&b=2' },
        ],
      }),
    ),
  ).toEqual({ outcome: 'sent' });
  const mail = only();
  expect(mail.to).toEqual(['linh@contoso.com']);
  expect(headOf(mail, 'Subject')).toBe('[TD-1] Anna đã trả lời bạn');
  expect(headOf(mail, 'Message-ID')).toBe('<case-1.4.answer@contoso.com>');
  expect(headOf(mail, 'References')).toBe('<case-1@contoso.com>');
  expect(headOf(mail, 'Reply-To')).toBe('support@contoso.com');
  expect(headOf(mail, 'Auto-Submitted')).toBe('auto-generated');
  expect(bodyOf(mail, 'text/plain').trimEnd()).toBe(
    'Xin chào\n\nPhát hiện\n=========\nMáy chủ: <b>mail.contoso.com</b> & "x"\n\nAnna viết:\n> một\n> .\n> <script>hai</script>\n\nMở\nhttps://trustdesk.contoso.com/?a=1&b=2',
  );
  const html = bodyOf(mail, 'text/html');
  expect(html).toContain('<html lang="vi">');
  expect(html).toContain('&lt;b&gt;mail.contoso.com&lt;/b&gt; &amp; &quot;x&quot;');
  expect(html).toContain('&lt;script&gt;hai');
  expect(html).toContain('href="https://trustdesk.contoso.com/?a=1&amp;b=2"');
  expect(html).not.toContain('<script');
});

test('nothing in a mail adds a head or a reader', async () => {
  const evil = 'x\r\nBcc: evil@contoso.com\r\n\r\nbody';
  expect(await sender()(mailOf({ subject: evil, locale: 'en\r\nBcc: evil@contoso.com' }))).toEqual({
    outcome: 'sent',
  });
  const mail = only();
  expect(mail.to).toEqual(['linh@contoso.com']);
  expect(headOf(mail, 'Bcc')).toBeNull();
  expect(headOf(mail, 'Subject')).toBe('x Bcc: evil@contoso.com body');
});

test.each([
  ['to', { to: 'linh@contoso.com\r\nRCPT TO:<evil@contoso.com>' }],
  ['to', { to: 'linh@contoso.com, evil@contoso.com' }],
  ['replyTo', { replyTo: 'Evil <evil@contoso.com>' }],
])('what is no single address in "%s" is refused before anybody is asked', async (_field, more) => {
  expect(await sender()(mailOf(more))).toMatchObject({ outcome: 'refused' });
  expect(peer.commands).toEqual([]);
});

test('a subject has an end', async () => {
  await sender()(mailOf({ subject: 'é'.repeat(5_000) }));
  expect(headOf(only(), 'Subject')).toBe('é'.repeat(200));
});

const faults: readonly (readonly [string, SmtpFault, string])[] = [
  ['a full mailbox', { on: 'RCPT', answer: '452 4.2.2 full' }, 'later'],
  ['an unknown mailbox', { on: 'RCPT', answer: '550 5.1.1 no such user linh@contoso.com' }, 'refused'],
  ['a sender that is not allowed', { on: 'MAIL', answer: '550 5.7.1 no' }, 'refused'],
  ['a body that is not liked', { on: 'body', answer: '554 5.6.0 no' }, 'refused'],
  ['a body that is to come later', { on: 'body', answer: '451 4.3.0 later' }, 'later'],
  ['no greeting', { cut: 'greeting' }, 'down'],
  ['a connection that breaks', { cut: 'RCPT' }, 'down'],
  ['a connection that breaks after the mail', { cut: 'body' }, 'down'],
];

test.each(faults)('%s', async (_what, fault, outcome) => {
  peer.faults.push(fault);
  const send = sender();
  const delivery = await send(mailOf());
  expect(delivery.outcome).toBe(outcome);
  expect(JSON.stringify(delivery)).not.toContain('linh');
  expect(await send(mailOf())).toEqual({ outcome: 'sent' });
});

test('nobody listens', async () => {
  const { port } = peer;
  await peer.close();
  expect(await sender({ port })(mailOf())).toMatchObject({ outcome: 'down' });
});

test('a wrong password is the server’s trouble, and is never told', async () => {
  peer.faults.push({ on: 'AUTH', answer: '535 5.7.8 wrong' });
  const send = sender({ credentials: { user: 'bot', password: 'hunter2-hunter2' } });
  const delivery = await send(mailOf());
  expect(delivery.outcome).toBe('down');
  expect(JSON.stringify(delivery)).not.toMatch(/hunter2|AGJvdA/);
  expect(await send(mailOf())).toEqual({ outcome: 'sent' });
});

test('a password goes to another computer over TLS only', async () => {
  // 0.0.0.0 leads here too, but is not known to.
  const send = sender({ host: '0.0.0.0', credentials: { user: 'bot', password: 'hunter2-hunter2' } });
  expect(await send(mailOf())).toMatchObject({ outcome: 'down' });
  expect(peer.commands.filter((line) => line.startsWith('AUTH'))).toEqual([]);
});
