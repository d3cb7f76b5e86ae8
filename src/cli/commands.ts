import type { CliIo, ExitCode } from './cliIo.js';
import type { OptionSpecs, ParsedArguments } from './parseArguments.js';

export interface Command {
  /** What follows the command's name. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More for `help COMMAND`. */
  readonly details: string;
  readonly options: OptionSpecs;
  /** Loads the command's code only when it runs: `diagnose` must not wait for the bot. */
  load(): Promise<RunCommand>;
}

export type RunCommand = (parsed: ParsedArguments, io: CliIo) => Promise<ExitCode>;

const json = { value: null, help: 'print JSON lines and nothing else on standard output' } as const;
const locale = { value: 'LOCALE', help: 'language of the text: en, fr or vi (default: LANG)' } as const;
const trustAnchors = { value: 'FILE.pem', help: 'trust these roots instead of the built-in ones' } as const;
const at = { value: 'ISO-DATE', help: 'judge as of this time (UTC unless it says otherwise)' } as const;
const exits =
  'Exit code: 0 trusted, 1 untrusted, 2 unreachable (the highest of all targets),\n64 wrong usage, 66 unreadable file, 70 internal error.';

const dialogsDetails = `check prints every problem of trees, procedures, signatures, sources and texts.
graph draws TREE, or every tree, with the texts of one language: as Mermaid on standard output, or with --out
as SVG and Mermaid into files.
test plays the conversations of FILE… (files or folders; default: your own, else those of the product) without
a network, prints where the bot does not say what is written, and which nodes were reached.
looks lists what a conversation may name as its server.

With your own knowledge in KNOWLEDGE_DIR, check and test read it too, and:
new ARTICLE.md makes a draft of it, or adds its language to the article that is there.
preview starts a chat with the drafts on this machine.
publish [ARTICLE…] checks and tests, then lets the running servers serve it; without ARTICLE all drafts.
releases lists what was published, rollback [N] serves the former release or the N-th.
Exit code: 0 clean or warnings only, 1 problems, 64 wrong usage, 66 unreadable file.`;

const agentsDetails = `Works while the server runs. add asks for a password of at least 12 characters, or reads it with --password-file.
disable signs the agent out within seconds. password gives a new one and signs them out everywhere.
Exit code: 0 done, 64 wrong usage, 66 unreadable file or unfit password in it, 70 internal error.`;

const conversationsDetails = `Works while the server runs. list shows what is kept of whom: conversation, days, people, case numbers.
export takes a case number or a conversation, erase a person, each as list shows them. What is exported may be given
to the person; agents' notes go along with --notes only. erase cancels an open case first and cannot be undone;
conversations in which others took part go as a whole.
Exit code: 0 done, 64 wrong usage or nothing there, 66 unwritable file, 70 internal error.`;

const auditDetails = `One line each: instant (UTC), who, what, case, details. Never what was said. A view is kept once an hour.
Exit code: 0 done, 64 wrong usage, 70 internal error.`;

export const commands: { readonly [name: string]: Command } = {
  diagnose: {
    usage: 'TARGET… [options]',
    summary: 'look at the certificate of a server and say what is wrong with it',
    details: `TARGET is a URL, a host or host:port. ${exits}`,
    options: {
      json,
      locale,
      'trust-anchors': trustAnchors,
      'connect-to': {
        value: 'HOST:PORT:ADDR:PORT',
        help: "connect elsewhere, as curl's --connect-to",
        many: true,
      },
      starttls: { value: 'smtp|imap|pop3', help: 'begin in this mail protocol, then change to TLS' },
      at,
      timeout: { value: 'MS', help: 'longest time for one whole target (default 10000)' },
    },
    load: async () => (await import('./diagnoseCommand.js')).diagnoseCommand,
  },
  inspect: {
    usage: 'FILE [options]',
    summary: 'judge a certificate file (.cer, .crt, .pem, .der, .p7b, .pfx) or a report, without a network',
    details: `The first certificate is the server's, the rest is what it sends along; of a .p7b or .pfx it is the\none with a private key, or the one that issued no other. Private keys are never read. Without --host\nthe name is not checked. A text file with what dialogs/scripts/router-report.ps1 printed on the Router's\ncomputer is judged by what .NET said there. ${exits}`,
    options: {
      host: { value: 'NAME', help: 'the name that clients connect to' },
      'password-file': { value: 'FILE', help: 'first line: password of a .pfx (default: asked for)' },
      'trust-anchors': trustAnchors,
      intermediates: { value: 'FILE', help: 'certificates that may close the path' },
      at,
      json,
      locale,
    },
    load: async () => (await import('./inspectCommand.js')).inspectCommand,
  },
  recognize: {
    usage: '[options] < TEXT',
    summary: 'name the error that a text on standard input holds',
    details: 'Prints family, score (0 to 1), locale and the reasons. Exit code 0 on valid input.',
    options: {
      json,
      lines: { value: null, help: 'read one JSON string a line, print one JSON object a line' },
    },
    load: async () => (await import('./recognizeCommand.js')).recognizeCommand,
  },
  dialogs: {
    usage:
      'check | graph [TREE] | test [FILE…] | looks | new ARTICLE.md | preview | publish [ARTICLE…] | releases | rollback [N]',
    summary: 'write, check, test and publish what the bot knows',
    details: dialogsDetails,
    options: {
      json: { ...json, help: `check, looks, test, releases: ${json.help}` },
      at: { ...at, help: `check: ${at.help}` },
      format: { value: 'svg|mermaid', help: 'graph: this format alone' },
      out: { value: 'FOLDER', help: 'graph: write files into this folder' },
      locale: {
        value: 'LOCALE',
        help: 'graph: language of the texts; test: of the conversations to play; new: of the article',
      },
      update: {
        value: null,
        help: 'test: write what the bot says now into the files; read it before you keep it',
      },
      id: { value: 'ID', help: 'new: the name of the article (default: that of the file)' },
      owner: { value: 'OWNER', help: 'new: who keeps it true, a role or a mail address' },
      replace: { value: null, help: 'new: write the language anew when the article has it already' },
      note: { value: 'TEXT', help: 'publish: what has changed, for the list of releases' },
      port: { value: 'PORT', help: 'preview: the port on 127.0.0.1 (default 3979)' },
    },
    load: async () => (await import('./dialogsCommand.js')).dialogsCommand,
  },
  agents: {
    usage: 'add EMAIL | list | change EMAIL | disable EMAIL | enable EMAIL | password EMAIL',
    summary: 'say who may sign in at the desk, where humans take over',
    details: agentsDetails,
    options: {
      name: {
        value: 'NAME',
        help: 'add, change: shown to the people they talk to (default: what stands before the @)',
      },
      role: {
        value: 'agent|supervisor',
        help: 'add, change: a supervisor also sees the audit log and may erase a person',
      },
      locale: { value: 'LOCALE', help: 'add, change: language of their desk: en, fr or vi (default: LANG)' },
      'password-file': {
        value: 'FILE|-',
        help: 'add, password: its first line is the password; - reads standard input (default: asked for)',
      },
      json: { ...json, help: `list: ${json.help}` },
    },
    load: async () => (await import('./agentsCommand.js')).agentsCommand,
  },
  conversations: {
    usage: 'list | export REFERENCE|CONVERSATION | erase PERSON --yes',
    summary: 'answer a person who asks what is kept of them, or wants it gone',
    details: conversationsDetails,
    options: {
      person: { value: 'PERSON', help: 'list: only the conversations of this person' },
      format: {
        value: 'html|json|transcript',
        help: 'export: a page to read (default), the data with files, or a Bot Framework transcript',
      },
      notes: { value: null, help: 'export: with what agents wrote for each other' },
      out: { value: 'FILE', help: 'export: write this file (default: standard output)' },
      locale: { ...locale, help: `export: ${locale.help}` },
      yes: { value: null, help: 'erase: do it' },
      json: { ...json, help: `list: ${json.help}` },
    },
    load: async () => (await import('./conversationsCommand.js')).conversationsCommand,
  },
  audit: {
    usage: '[options]',
    summary: 'show who saw and did what at the desk, the latest first',
    details: auditDetails,
    options: {
      since: { value: 'ISO-DATE', help: 'only from this time on (UTC unless it says otherwise)' },
      case: { value: 'REFERENCE', help: 'only of this case' },
      agent: { value: 'EMAIL', help: 'only by this agent' },
      json,
    },
    load: async () => (await import('./auditCommand.js')).auditCommand,
  },
  serve: {
    usage: '',
    summary: 'start the bot and its web chat, as npm start does',
    details: 'Reads the settings of .env.example from the environment and from .env.',
    options: {},
    load: async () => (await import('./serveCommand.js')).serveCommand,
  },
};
