import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A mail as the mail server got it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body as they came. */
  readonly source: string;
}

/** What goes wrong with the next connections, one an entry. */
export type SmtpFault =
  /** The answer to a command. */
  | { readonly on: 'MAIL' | 'RCPT' | 'DATA' | 'AUTH' | 'body'; readonly answer: string }
  /** The connection ends there, for `body` when the mail has been taken and before that is said. */
  | { readonly cut: 'greeting' | 'RCPT' | 'body' };

export interface SmtpPeer {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  readonly commands: readonly string[];
  readonly faults: SmtpFault[];
  close(): Promise<void>;
}

/** A mail server on the loopback address that speaks as much SMTP (RFC 5321) as is needed, and fails as it is told. */
export async function startSmtpPeer(): Promise<SmtpPeer> {
  const taken: TakenMail[] = [];
  const commands: string[] = [];
  const faults: SmtpFault[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    talk(socket, faults.shift() ?? null, { taken, commands });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    ...{ taken, commands, faults },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

interface Kept {
  readonly taken: TakenMail[];
  readonly commands: string[];
}

function talk(socket: Socket, fault: SmtpFault | null, { taken, commands }: Kept): void {
  let [pending, from, body] = ['', '', null as string[] | null];
  let to: string[] = [];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const cut = (where: string) => fault !== null && 'cut' in fault && fault.cut === where;
  const wrong = (where: string) =>
    fault !== null && 'on' in fault && fault.on === where ? fault.answer : null;

  const endBody = (lines: readonly string[]): void => {
    const refusal = wrong('body');
    if (refusal !== null) return void say(refusal);
    taken.push({ from, to, source: lines.join('\r\n') });
    if (cut('body')) return void socket.destroy();
    say('250 2.0.0 taken');
  };
  const command = (line: string): void => {
    commands.push(line);
    const name = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
    if (cut(name)) return void socket.destroy();
    const refusal = wrong(name);
    if (refusal !== null) return void say(refusal);
    if (name === 'EHLO') return void say('250-peer\r\n250-AUTH PLAIN\r\n250 SIZE 1000000');
    if (name === 'MAIL') from = line;
    if (name === 'RCPT') to = [...to, /<([^>]*)>/.exec(line)?.[1] ?? ''];
    if (name === 'AUTH') return void say('235 2.7.0 welcome');
    if (name === 'DATA') {
      body = [];
      return void say('354 go on');
    }
    say(name === 'QUIT' ? '221 bye' : '250 2.0.0 ok');
  };

  if (cut('greeting')) return void socket.destroy();
  say('220 peer ESMTP');
  socket.setEncoding('latin1');
  socket.on('data', (data: string) => {
    pending += data;
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (body === null) command(line);
      else if (line === '.') {
        const lines = body;
        body = null;
        endBody(lines);
      } else body.push(line.replace(/^\./, ''));
    }
  });
}

/** A head's value, unfolded and with its encoded words (RFC 2047) read. */
export function headOf({ source }: TakenMail, name: string): string | null {
  const head = (source.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  if (line === undefined) return null;
  return line
    .slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : quoted(text.replaceAll('_', ' ')),
    );
}

/** The mail's body of a media type such as `text/plain`. */
export function bodyOf({ source }: TakenMail, type: string): string {
  const part = source.split(/\r\n--[^\r\n]+/).find((one) => one.includes(`Content-Type: ${type}`)) ?? '';
  const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
  const text = rest.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString();
  return /transfer-encoding: quoted-printable/i.test(head)
    ? quoted(text.replace(/=\r\n/g, '')).replaceAll('\r\n', '\n')
    : text.replaceAll('\r\n', '\n');
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_code, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}
