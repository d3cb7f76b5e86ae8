import type net from 'node:net';
import tls from 'node:tls';
import { type LabServer, rawServer } from './lab.js';
import { chainPem, type Issued } from './pki.js';

/** What a mail server says before TLS: its greeting, and its answer to each line; null hangs up. */
export interface MailTalk {
  readonly greeting: string;
  /** `start` follows the answer by a TLS handshake. */
  readonly answer: (line: string) => { readonly text: string; readonly start?: true } | null;
}

export const smtpTalk: MailTalk = {
  greeting: '220-mail.contoso.com is here\r\n220-and asks for patience\r\n220 ESMTP ready\r\n',
  answer: (line) =>
    line.startsWith('EHLO ')
      ? { text: '250-mail.contoso.com\r\n250-SIZE 37748736\r\n250-STARTTLS\r\n250 8BITMIME\r\n' }
      : { text: '220 2.0.0 SMTP server ready\r\n', start: true },
};

export const imapTalk: MailTalk = {
  greeting: '* OK The Microsoft Exchange IMAP4 service is ready.\r\n',
  answer: (line) => ({
    text: `* NOTE hello\r\n${line.split(' ')[0]} OK Begin TLS negotiation now.\r\n`,
    start: true,
  }),
};

export const pop3Talk: MailTalk = {
  greeting: '+OK The Microsoft Exchange POP3 service is ready.\r\n',
  answer: () => ({ text: '+OK Begin TLS negotiation.\r\n', start: true }),
};

/** A mail server on 127.0.0.1 that changes to TLS on request. */
export function mailServer(
  talk: MailTalk,
  chain: readonly [Issued, ...Issued[]],
  options: { readonly everyByteMs?: number } = {},
): Promise<LabServer> {
  const secureContext = tls.createSecureContext({ cert: chainPem(...chain), key: chain[0].keyPem });
  return rawServer((socket) => {
    void say(socket, talk.greeting, options.everyByteMs);
    let unread = '';
    const hear = (chunk: Buffer): void => {
      unread += chunk.toString('latin1');
      const end = unread.indexOf('\r\n');
      if (end < 0) return;
      const answer = talk.answer(unread.slice(0, end));
      unread = unread.slice(end + 2);
      if (answer === null) return void socket.end();
      socket.write(answer.text);
      if (!answer.start) return;
      socket.removeListener('data', hear);
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => {});
    };
    socket.on('data', hear);
  });
}

async function say(socket: net.Socket, text: string, everyByteMs?: number): Promise<void> {
  if (everyByteMs === undefined) return void socket.write(text);
  for (const letter of text) {
    if (socket.destroyed) return;
    socket.write(letter);
    await new Promise((resolve) => setTimeout(resolve, everyByteMs));
  }
}
