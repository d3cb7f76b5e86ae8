/**
 * What is known about the server, to stand in the commands instead of samples. All of it comes from a person or from
 * a certificate, and an administrator is going to paste the commands into an elevated shell: so a value that is not
 * plainly a name, URL, port or thumbprint is dropped, and the sample stays.
 */
export interface ProcedureParams {
  /** Host of the profile's URL, A-label. */
  readonly host?: string;
  readonly port?: number;
  /** The profile's URL as given. */
  readonly url?: string;
  /** Names in the certificate that the server has now; the first that is no wildcard is the one to match. */
  readonly certificateNames?: readonly string[];
  /** Names that the new certificate is to hold, without the host itself. */
  readonly requestNames?: readonly string[];
  /** SHA-1 thumbprint of the certificate to enable, as Windows writes it. */
  readonly thumbprint?: string;
  /** SHA-1 thumbprint of a certificate that the person has shown and is going to install. */
  readonly newThumbprint?: string;
  /** SHA-1 thumbprint of the certificate in use before. */
  readonly oldThumbprint?: string;
  /** Computer name of the Exchange server. */
  readonly server?: string;
}

export const placeholders = [
  'host',
  'name',
  'names',
  'nameLines',
  'certificateName',
  'port',
  'url',
  'thumbprint',
  'newThumbprint',
  'oldThumbprint',
  'server',
] as const;
export type Placeholder = (typeof placeholders)[number];

export interface ProcedureValues {
  readonly values: { readonly [placeholder in Placeholder]: string };
  /** The placeholders whose value is a sample, since nothing usable is known. */
  readonly samples: ReadonlySet<Placeholder>;
}

const samples = {
  host: 'mail.contoso.com',
  name: 'mail.contoso.com',
  names: 'mail.contoso.com,autodiscover.contoso.com',
  nameLines: lines(['mail.contoso.com', 'autodiscover.contoso.com']),
  certificateName: 'mail.contoso.com',
  port: '443',
  url: 'https://mail.contoso.com/EWS/Exchange.asmx',
  thumbprint: '<THUMBPRINT>',
  newThumbprint: '<THUMBPRINT>',
  oldThumbprint: '<OLD_THUMBPRINT>',
  server: 'EX01',
} as const satisfies Record<Placeholder, string>;

export function procedureValues(params: ProcedureParams): ProcedureValues {
  const host = match(params.host, hostPattern);
  const certificateNames = usable(params.certificateNames);
  // A short name or an address has no place in a certificate request: no public CA signs it.
  const name = host && isFullName(host) ? host : certificateNames.find(isPlainName);
  const names = name ? [...new Set([name, ...usable(params.requestNames)])].slice(0, 20) : undefined;
  const known: { readonly [placeholder in Placeholder]: string | undefined } = {
    host,
    name,
    names: names?.join(','),
    nameLines: names === undefined ? undefined : lines(names),
    certificateName: certificateNames.find(isPlainName),
    port: isPort(params.port) ? String(params.port) : undefined,
    url: match(params.url, urlPattern) ?? (host && `https://${bracketed(host)}/EWS/Exchange.asmx`),
    thumbprint: thumbprintOf(params.thumbprint),
    newThumbprint: thumbprintOf(params.newThumbprint),
    oldThumbprint: thumbprintOf(params.oldThumbprint),
    server: match(params.server, serverPattern),
  };
  const missing = placeholders.filter((placeholder) => known[placeholder] === undefined);
  return {
    values: Object.fromEntries(
      placeholders.map((key) => [key, known[key] ?? samples[key]]),
    ) as ProcedureValues['values'],
    // 443 is no sample but what https means.
    samples: new Set(missing.filter((placeholder) => placeholder !== 'port')),
  };
}

/** Puts the values into a command. What looks like a placeholder and is none stays as it is. */
export function fillCommand(command: string, { values }: ProcedureValues): string {
  return command.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => {
    const placeholder = placeholders.find((candidate) => candidate === key);
    return placeholder ? values[placeholder] : whole;
  });
}

/** The placeholders that a text or command holds. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return placeholders.filter((placeholder) => text.includes(`{{${placeholder}}}`));
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const namePattern = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})+$`, 'i');
// Windows lets computers have an underscore in their name, and no shell takes it for more.
const hostLabel = label.replaceAll('a-z0-9', 'a-z0-9_');
const hostPattern = new RegExp(`^(?:${hostLabel}(?:\\.${hostLabel})*|[0-9a-f:]*:[0-9a-f:.]*)$`, 'i');
const urlPattern = new RegExp(
  `^https?://(?:${label}(?:\\.${label})*|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?(?:/[\\w./~-]*)?$`,
  'i',
);
const serverPattern = new RegExp(`^${label}$`, 'i');

/** The names as certreq's INF takes them: one line a name, each ending in what separates it from the next. */
function lines(names: readonly string[]): string {
  return names.map((name) => `_continue_="dns=${name}&"`).join('\n');
}

function match(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && value.length <= 253 && pattern.test(value) ? value : undefined;
}

function usable(names: readonly string[] | undefined): readonly string[] {
  return (names ?? [])
    .filter((name) => match(name, namePattern) !== undefined && !isAddress(name))
    .map((name) => name.toLowerCase());
}

function isFullName(host: string): boolean {
  return namePattern.test(host) && !isAddress(host);
}

function isPlainName(name: string): boolean {
  return !name.startsWith('*');
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isPort(port: number | undefined): port is number {
  return port !== undefined && Number.isInteger(port) && port > 0 && port < 65536;
}

function thumbprintOf(value: string | undefined): string | undefined {
  const hex = value?.replace(/[\s:]/g, '').toUpperCase();
  return hex && /^[0-9A-F]{40}$/.test(hex) ? hex : undefined;
}
