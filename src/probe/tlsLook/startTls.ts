export const startTlsProtocols = ['smtp', 'imap', 'pop3'] as const;
/** Protocols that begin in plain text and change to TLS on request (RFC 3207, RFC 2595). */
export type StartTlsProtocol = (typeof startTlsProtocols)[number];

const protocolOfPort: ReadonlyMap<number, StartTlsProtocol> = new Map([
  [25, 'smtp'],
  [587, 'smtp'],
  [143, 'imap'],
  [110, 'pop3'],
]);

/** What a port of a mail service begins with; null for all others, 465, 993 and 995 among them, which begin with TLS. */
export function startTlsOfPort(port: number): StartTlsProtocol | null {
  return protocolOfPort.get(port) ?? null;
}

/** Where the protocol is spoken when no port is named. */
export const usualPortOf = { smtp: 25, imap: 143, pop3: 110 } as const satisfies Record<
  StartTlsProtocol,
  number
>;

export type StartTlsProblem =
  /** The greeting or an answer is not the protocol's. */
  | 'unexpected'
  | 'not-offered'
  /** It is offered, but not now. */
  | 'refused'
  /** More than any greeting needs, and no end of it. */
  | 'endless'
  /** It went silent or hung up in the middle. */
  | 'no-answer';

export type StartTlsStep =
  | { readonly kind: 'wait' }
  | { readonly kind: 'send'; readonly text: string }
  /** TLS may begin; `rest` is what came already after the go-ahead. */
  | { readonly kind: 'ready'; readonly rest: Buffer }
  /** `line` is the server's last one, readable. */
  | { readonly kind: 'failed'; readonly problem: StartTlsProblem; readonly line: string };

const mostBytes = 16 * 1024;

/** The plain-text talk before TLS, as a state machine: takes what the server says and tells what to do. */
export class StartTlsTalk {
  readonly #script: Script;
  #unread: Buffer = Buffer.alloc(0);
  #received = 0;
  #lastLine = '';

  constructor(protocol: StartTlsProtocol) {
    this.#script = scripts[protocol]();
  }

  /** Whether the server has said anything yet. */
  get hasBegun(): boolean {
    return this.#received > 0;
  }

  push(chunk: Buffer): StartTlsStep {
    this.#received += chunk.length;
    this.#unread = Buffer.concat([this.#unread, chunk.subarray(0, mostBytes)]);
    for (;;) {
      const end = this.#unread.indexOf(0x0a);
      if (end < 0) break;
      this.#lastLine = readable(this.#unread.subarray(0, end));
      this.#unread = this.#unread.subarray(end + 1);
      const verdict = this.#script(this.#lastLine);
      if (verdict === 'ready') return { kind: 'ready', rest: this.#unread };
      if (verdict === 'more') continue;
      return 'send' in verdict ? { kind: 'send', text: `${verdict.send}\r\n` } : this.failed(verdict.problem);
    }
    return this.#received > mostBytes ? this.failed('endless') : { kind: 'wait' };
  }

  failed(problem: StartTlsProblem): StartTlsStep & { readonly kind: 'failed' } {
    return { kind: 'failed', problem, line: this.#lastLine || readable(this.#unread) };
  }
}

type Verdict =
  | 'more'
  | 'ready'
  | { readonly send: string }
  | { readonly problem: Exclude<StartTlsProblem, 'endless' | 'no-answer'> };
/** Takes one line of the server's; keeps its own place in the talk. */
type Script = (line: string) => Verdict;

const scripts = { smtp: smtpScript, imap: imapScript, pop3: pop3Script } as const satisfies Record<
  StartTlsProtocol,
  () => Script
>;

/** Replies may span lines: `220-first`, `220 last` (RFC 5321 §4.2.1). */
function smtpScript(): Script {
  let place: 'greeting' | 'hello' | 'starttls' = 'greeting';
  let offered = false;
  return (line) => {
    const [, code, more, text = ''] = /^(\d{3})(?:([ -])(.*))?$/.exec(line) ?? [];
    if (code === undefined) return { problem: 'unexpected' };
    if (place === 'hello' && /^STARTTLS\b/i.test(text)) offered = true;
    if (more === '-') return 'more';
    switch (place) {
      case 'greeting':
        if (code !== '220') return { problem: 'refused' };
        place = 'hello';
        return { send: 'EHLO trustdesk.invalid' };
      case 'hello':
        if (code !== '250' || !offered) return { problem: 'not-offered' };
        place = 'starttls';
        return { send: 'STARTTLS' };
      case 'starttls':
        return code === '220' ? 'ready' : { problem: code.startsWith('4') ? 'refused' : 'not-offered' };
    }
  };
}

/** A server that does not know the command says BAD, which tells as much as its list of capabilities. */
function imapScript(): Script {
  let greeted = false;
  return (line) => {
    if (!greeted) {
      if (!/^\* OK\b/i.test(line)) return { problem: /^\* /.test(line) ? 'refused' : 'unexpected' };
      greeted = true;
      return { send: 't1 STARTTLS' };
    }
    if (line.startsWith('* ')) return 'more';
    if (!/^t1 /.test(line)) return { problem: 'unexpected' };
    return /^t1 OK\b/i.test(line) ? 'ready' : { problem: 'not-offered' };
  };
}

function pop3Script(): Script {
  let greeted = false;
  return (line) => {
    const good = /^\+OK\b/i.test(line);
    if (!good && !/^-ERR\b/i.test(line)) return { problem: 'unexpected' };
    if (greeted) return good ? 'ready' : { problem: 'not-offered' };
    greeted = true;
    return good ? { send: 'STLS' } : { problem: 'refused' };
  };
}

/** A line as it can be shown; what is no text is left away. */
function readable(bytes: Buffer): string {
  const text = bytes.subarray(0, 512).toString('utf8');
  return text
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')
    .slice(0, 200)
    .trimEnd();
}
