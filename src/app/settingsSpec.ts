import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { isMailAddress } from '../base/mailAddress.js';
import type { SmtpServer } from '../handoff/mail/smtpMail.js';
import { projectRoot } from './knowledgeFiles.js';

/** One reading of a setting: its value, or what is wrong with it and how to mend it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string; readonly mend: string };

interface Setting<T> {
  /** One sentence for the help, README and `.env.example`. */
  readonly help: string;
  /** Shown in `.env.example`; the value that holds when the setting is absent. */
  readonly example: string;
  /** The value when the setting is absent or empty. */
  readonly absent: T;
  readonly secret?: true;
  read(text: string): Reading<T>;
}

const ok = <T>(value: T): Reading<T> => ({ ok: true, value });
const wrong = <T>(why: string, mend: string): Reading<T> => ({ ok: false, why, mend });

function integer(min: number, max: number): (text: string) => Reading<number> {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return ok(value);
    return wrong(
      `"${text}" is not a whole number from ${min} to ${max}`,
      `Give a number from ${min} to ${max}.`,
    );
  };
}

function oneOf<const T extends string>(values: readonly T[]): (text: string) => Reading<T> {
  return (text) => {
    const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
    if (value !== undefined) return ok(value);
    return wrong(`"${text}" is not one of ${values.join(', ')}`, `Choose one of ${values.join(', ')}.`);
  };
}

function yesOrNo(text: string): Reading<boolean> {
  const reading = oneOf(['true', 'false'])(text);
  return reading.ok ? ok(reading.value === 'true') : reading;
}

function list<T>(item: (text: string) => Reading<T>): (text: string) => Reading<readonly T[]> {
  return (text) => {
    const values: T[] = [];
    for (const part of text
      .split(',')
      .map((piece) => piece.trim())
      .filter(Boolean)) {
      const reading = item(part);
      if (!reading.ok) return reading;
      values.push(reading.value);
    }
    return ok(values);
  };
}

function cidr(text: string): Reading<string> {
  // ipaddr.js reads 10/8 as 0.0.0.10/8.
  const whole = text.includes(':') || /^\d+\.\d+\.\d+\.\d+\//.test(text);
  return whole && ipaddr.isValidCIDR(text)
    ? ok(text)
    : wrong(
        `"${text}" is not a network in CIDR form`,
        'Write address/prefix-length, for example 10.20.0.0/16 or fd00::/8.',
      );
}

/** First and last port of a range, both included. */
export type PortRange = readonly [first: number, last: number];

function portRange(text: string): Reading<PortRange> {
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match && first >= 1 && last <= 65535 && first <= last) return ok([first, last]);
  return wrong(
    `"${text}" is neither a port nor a range of ports`,
    'Write ports and ranges from 1 to 65535, for example 8443,9000-9010.',
  );
}

function databaseUrl(text: string): Reading<string> {
  if (/^sqlite:./.test(text)) return ok(text);
  if (/^postgres(ql)?:/.test(text)) {
    return wrong(
      'PostgreSQL is not supported by this version',
      'Remove the setting to use the SQLite file under DATA_DIR, or write sqlite:PATH.',
    );
  }
  return wrong(
    `"${text}" is not a database address`,
    'Write sqlite:PATH, or remove the setting to use the SQLite file under DATA_DIR.',
  );
}

function pemFile(text: string): Reading<{ readonly path: string; readonly pem: string } | null> {
  try {
    const pem = readFileSync(text, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return ok({ path: text, pem });
    return wrong(
      `${text} holds no PEM certificate`,
      'Export the roots as Base-64 encoded X.509 and put them into one file.',
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return wrong(`${text} cannot be read (${code})`, 'Give the path of a readable PEM file.');
  }
}

function ownFolder(text: string): Reading<string | null> {
  if (path.resolve(text) === projectRoot) {
    return wrong(`${text} is the product itself`, 'Name a folder that an upgrade leaves alone.');
  }
  if (statSync(text, { throwIfNoEntry: false })?.isDirectory()) return ok(text);
  return wrong(`there is no folder ${text}`, 'Make it, or remove the setting.');
}

function origin(text: string): Reading<string | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    !url.username &&
    !url.search &&
    !url.hash
  ) {
    return ok(url.href.replace(/\/$/, ''));
  }
  return wrong(
    `"${text}" is not an http or https address`,
    'Write the address people open, for example https://trustdesk.contoso.com.',
  );
}

function serviceUrl(text: string): Reading<string> {
  const reading = origin(text);
  return reading.ok ? ok(`${reading.value}/`) : reading;
}

function issuerUrl(text: string): Reading<string | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const here = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && here)) && !url.search && !url.hash)
    return ok(url.href);
  return wrong(
    `"${text}" is not an https address`,
    'Write the issuer as its discovery document names it, for example https://login.microsoftonline.com/TENANT-ID/v2.0.',
  );
}

/** What is wrong with it is told without it: it may hold a password. */
function smtpUrl(text: string): Reading<SmtpServer | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = url?.protocol;
  if (
    !url?.hostname ||
    (scheme !== 'smtp:' && scheme !== 'smtps:') ||
    /[^/]/.test(url.pathname) ||
    url.search
  ) {
    return wrong(
      'this is not the address of a mail server',
      'Write smtp://HOST:587 or smtps://HOST:465, with USER:PASSWORD@ before the host where it asks for them.',
    );
  }
  const secure = scheme === 'smtps:';
  const [user, password] = [url.username, url.password].map(decoded);
  if (user == null || password == null || (user === '') !== (password === '')) {
    return wrong(
      'user and password can’t be read',
      'Give both or none; write %, @, / and : in them as %25, %40, %2F and %3A.',
    );
  }
  return ok({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    credentials: user === '' ? null : { user, password },
  });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function mailAddress(text: string): Reading<string | null> {
  if (isMailAddress(text)) return ok(text);
  return wrong(
    `"${text}" is not an e-mail address`,
    'Write one address alone, such as trustdesk@contoso.com.',
  );
}

function plain(text: string): Reading<string> {
  return ok(text);
}

function guid(text: string): Reading<string | null> {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? ok(text)
    : wrong(
        `"${text}" is not a GUID`,
        'Copy the id from the Azure portal, for example 00000000-0000-0000-0000-000000000000.',
      );
}

function webhookUrl(text: string): Reading<string | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.hash) return ok(url.href);
  return wrong(
    `"${text}" is not an http or https address`,
    'Write where the help desk takes posts, for example https://helpdesk.contoso.com/trustdesk.',
  );
}

function sharedSecret(text: string): Reading<string | null> {
  if (text.length >= 24) return ok(text);
  return wrong(
    'it is shorter than 24 characters',
    'Make a new one, for example with “openssl rand -base64 32”.',
  );
}

function teamsChannel(text: string): Reading<string | null> {
  if (/^19:[\w-]{1,120}@thread\.(tacv2|skype)$/.test(text)) return ok(text);
  return wrong(
    `"${text}" is not the id of a Teams channel`,
    'Take it from “Get link to channel”: 19:…@thread.tacv2, with %3A and %40 written as : and @.',
  );
}

/**
 * Every setting once: its parser, its help, its line in `.env.example`. The names of the Microsoft settings are the
 * Bot Framework's own.
 */
export const settingsSpec = {
  PORT: { help: 'Port of the HTTP server.', example: '3978', absent: 3978, read: integer(0, 65535) },
  HOST: {
    help: 'Address to listen on. Any other than a loopback address also closes the private networks to probes.',
    example: '127.0.0.1',
    absent: '127.0.0.1',
    read: (text: string): Reading<string> =>
      ipaddr.isValid(text) || text === 'localhost'
        ? ok(text)
        : wrong(
            `"${text}" is not an IP address`,
            'Write an address of this machine, for example 127.0.0.1 or 0.0.0.0.',
          ),
  },
  PUBLIC_URL: {
    help: 'Address under which people open TrustDesk: needed when they use a host name or a proxy stands before it.',
    example: '',
    absent: null as string | null,
    read: origin,
  },
  DATA_DIR: { help: 'Folder for the database.', example: './data', absent: './data', read: plain },
  KNOWLEDGE_DIR: {
    help: 'Folder with your own articles and texts, laid over the shipped ones; see “Your own knowledge”.',
    example: '',
    absent: null as string | null,
    read: ownFolder,
  },
  DATABASE_URL: {
    help: 'Database; absent: an SQLite file under DATA_DIR. sqlite:PATH names another file.',
    example: '',
    absent: null as string | null,
    read: databaseUrl as (text: string) => Reading<string | null>,
  },
  RETENTION_DAYS: {
    help: 'Days that a conversation is kept after its last message, with its cases and files; 0 keeps it for ever.',
    example: '90',
    absent: 90,
    read: integer(0, 36_500),
  },
  AUDIT_RETENTION_DAYS: {
    help: 'Days that the audit log is kept: who saw and did what at the desk; 0 keeps it for ever.',
    example: '365',
    absent: 365,
    read: integer(0, 36_500),
  },
  LOG_LEVEL: {
    help: 'Least level that is logged: debug, info, warn, error or silent.',
    example: 'info',
    absent: 'info' as LogLevel,
    read: oneOf<LogLevel>(['debug', 'info', 'warn', 'error', 'silent']),
  },
  DEFAULT_LOCALE: {
    help: 'Language when nothing tells the person’s: en, fr or vi.',
    example: 'en',
    absent: 'en' as ShippedLocale,
    read: oneOf<ShippedLocale>(['en', 'fr', 'vi']),
  },
  SUPPORT_CONTACT: {
    help: 'Where a person finds a human: shown as written, for example a mail address or a phone number.',
    example: '',
    absent: null as string | null,
    read: plain as (text: string) => Reading<string | null>,
  },
  HANDOFF_WEBHOOK_URL: {
    help: 'Where the hub “webhook” of a queue takes cases; see “Other hubs”.',
    example: '',
    absent: null as string | null,
    read: webhookUrl,
  },
  HANDOFF_WEBHOOK_SECRET: {
    help: 'Signs what is posted to the webhook, and what it posts here: 24 characters or more.',
    example: '',
    absent: null as string | null,
    secret: true,
    read: sharedSecret,
  },
  TEAMS_HUB_CHANNEL: {
    help: 'Id of the Teams channel in which the agents of the hub “teams” work: 19:…@thread.tacv2.',
    example: '',
    absent: null as string | null,
    read: teamsChannel,
  },
  TEAMS_HUB_SERVICE_URL: {
    help: 'Where Teams takes posts to that channel; government clouds have their own.',
    example: 'https://smba.trafficmanager.net/teams/',
    absent: 'https://smba.trafficmanager.net/teams/',
    read: serviceUrl,
  },
  HANDOFF_HUB_LIMIT_MINUTES: {
    help: 'A hub that takes nothing for so many minutes has failed: the person gets the bot back.',
    example: '5',
    absent: 5,
    read: integer(1, 1440),
  },
  HANDOFF_CONSENT: {
    help: 'Whether a person is asked to agree before their case is passed on to a human: true or false.',
    example: 'false',
    absent: false,
    read: yesOrNo,
  },
  SMTP_URL: {
    help: 'Mail server for requests that nobody takes at once and for answers to people who have left: smtp://USER:PASSWORD@HOST:PORT, or smtps:.',
    example: '',
    absent: null as SmtpServer | null,
    secret: true,
    read: smtpUrl,
  },
  MAIL_FROM: {
    help: 'Address that mails come from; needed with SMTP_URL.',
    example: '',
    absent: null as string | null,
    read: mailAddress,
  },
  PROBE_ALLOWED_NETWORKS: {
    help: 'Networks opened to probes in addition to the public ones, as comma-separated CIDRs.',
    example: '',
    absent: [] as readonly string[],
    read: list(cidr),
  },
  PROBE_ALLOWED_PORTS: {
    help: 'Ports opened to probes in addition to 443, 25, 110, 143, 465, 587, 993 and 995: numbers and ranges.',
    example: '',
    absent: [] as readonly PortRange[],
    read: list(portRange),
  },
  PROBE_TRUST_ANCHORS: {
    help: 'PEM file with the organisation’s own root certificates, trusted beside the public ones.',
    example: '',
    absent: null as { readonly path: string; readonly pem: string } | null,
    read: pemFile,
  },
  PROBE_TIMEOUT_MS: {
    help: 'Longest time for one whole probe, in milliseconds.',
    example: '10000',
    absent: 10_000,
    read: integer(500, 60_000),
  },
  PROBE_CONCURRENCY: {
    help: 'Most probes that run at once; further ones wait for their turn.',
    example: '8',
    absent: 8,
    read: integer(1, 200),
  },
  MicrosoftAppId: {
    help: 'Application id of the Azure bot. Absent: /api/messages serves callers on this machine only.',
    example: '',
    absent: null as string | null,
    read: guid,
  },
  MicrosoftAppPassword: {
    help: 'Client secret of the application; not used by UserAssignedMSI.',
    example: '',
    absent: null as string | null,
    secret: true,
    read: plain as (text: string) => Reading<string | null>,
  },
  MicrosoftAppType: {
    help: 'SingleTenant, UserAssignedMSI or, for bots made before August 2025, MultiTenant.',
    example: 'SingleTenant',
    absent: 'SingleTenant' as AppType,
    read: oneOf<AppType>(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']),
  },
  MicrosoftAppTenantId: {
    help: 'Tenant of the application; needed by SingleTenant and UserAssignedMSI.',
    example: '',
    absent: null as string | null,
    read: guid,
  },
  OIDC_ISSUER: {
    help: 'OpenID Connect issuer where agents sign in. Absent: they are added by trustdesk agents add, with passwords.',
    example: '',
    absent: null as string | null,
    read: issuerUrl,
  },
  OIDC_CLIENT_ID: {
    help: 'Client id of TrustDesk at the issuer; its redirect URI is PUBLIC_URL/desk/api/sign-in/oidc/callback.',
    example: '',
    absent: null as string | null,
    read: plain as (text: string) => Reading<string | null>,
  },
  OIDC_CLIENT_SECRET: {
    help: 'Client secret of TrustDesk at the issuer.',
    example: '',
    absent: null as string | null,
    secret: true,
    read: plain as (text: string) => Reading<string | null>,
  },
  OIDC_ROLE_CLAIM: {
    help: 'Claim that holds an agent’s roles: a name, or a path such as realm_access.roles.',
    example: 'roles',
    absent: 'roles',
    read: plain,
  },
  OIDC_AGENT_ROLE: {
    help: 'Role at the issuer that makes somebody an agent; who has neither role is not let in.',
    example: 'TrustDesk.Agent',
    absent: 'TrustDesk.Agent',
    read: plain,
  },
  OIDC_SUPERVISOR_ROLE: {
    help: 'Role at the issuer that makes somebody a supervisor, who also sees the audit log and may erase a person.',
    example: 'TrustDesk.Supervisor',
    absent: 'TrustDesk.Supervisor',
    read: plain,
  },
} satisfies Record<string, Setting<unknown>>;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';
export type ShippedLocale = 'en' | 'fr' | 'vi';
export type AppType = 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
export type SettingName = keyof typeof settingsSpec;
export type Settings = { readonly [name in SettingName]: (typeof settingsSpec)[name]['absent'] };
