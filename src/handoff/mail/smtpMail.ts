import { createTransport } from 'nodemailer';
import { isMailAddress } from '../../base/mailAddress.js';
import { maskSecrets } from '../../base/maskSecrets.js';
import type { Mail, MailDelivery, SendMail } from './mail.js';
import { mailHtml } from './mailHtml.js';
import { mailText } from './mailText.js';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Never sent without TLS, but to this computer itself. */
  readonly credentials: { readonly user: string; readonly password: string } | null;
}

export interface SmtpOptions {
  readonly server: SmtpServer;
  /** The sender's address. */
  readonly from: string;
  /** Longest silence of the mail server, ms. */
  readonly timeoutMs: number;
}

const longestSubject = 200;

export function smtpMail({ server, from, timeoutMs }: SmtpOptions): SendMail {
  const { host, port, secure, credentials } = server;
  const transport = createTransport({
    ...{ host, port, secure },
    ...(credentials === null ? {} : { auth: { user: credentials.user, pass: credentials.password } }),
    requireTLS: credentials !== null && !secure && !isHere(host),
    ...{
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
    },
    // Nothing in a mail of ours is fetched from a file or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return async (mail) => {
    const wrong = [mail.to, ...(mail.replyTo === null ? [] : [mail.replyTo])].find(
      (address) => !isMailAddress(address),
    );
    if (wrong !== undefined) return { outcome: 'refused', error: 'an address is none' };
    try {
      await transport.sendMail(messageOf(mail, from, domain));
      return { outcome: 'sent' };
    } catch (error) {
      return failure(error as SmtpError);
    }
  };
}

function messageOf(mail: Mail, from: string, domain: string) {
  return {
    from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: oneLine(mail.subject),
    text: mailText(mail.blocks),
    html: mailHtml(mail.blocks, mail.locale),
    messageId: `<${mail.id}@${domain}>`,
    references: `<${mail.thread}@${domain}>`,
    headers: {
      // RFC 3834, 5: holiday notes and other robots don't answer.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.locale,
    },
  };
}

function oneLine(text: string): string {
  return [...text.replace(/\p{Cc}+/gu, ' ')].slice(0, longestSubject).join('');
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number };

/** RFC 5321, 4.2.1: 4yz may be tried again, 5yz not. Only what is said of the mail itself counts against it. */
function failure({ code = '', responseCode = 0, message }: SmtpError): MailDelivery {
  // Mail servers repeat the reader's address.
  const error = maskSecrets(`${code} ${message}`.trim().slice(0, 300));
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return { outcome: 'down', error };
  return { outcome: responseCode >= 500 ? 'refused' : 'later', error };
}
