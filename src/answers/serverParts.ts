import type { JsonObject, JsonValue } from '../base/json.js';
import { findingCodes } from '../diagnosis/diagnosis.js';
import { isAddress, isHostName, shortName } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findingLabel } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import { stringsOf } from './stringsOf.js';
import type { LocaleTexts } from './texts.js';

/** Commands for more servers than this would hide the answer. */
const mostCommands = 4;

interface ShownServer {
  readonly addresses: readonly string[];
  readonly subject: string;
  readonly notAfter: string;
  readonly thumbprint: string;
  readonly faults: readonly string[];
}

/** Which server showed which certificate. Empty where they agree. */
export function serverList(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const servers = shownServers(input);
  if (servers.length === 0) return [];
  const items = servers.map((server) => serverItem(server, servers, texts));
  return [{ kind: 'list', label: texts.t('answers:label.servers'), items }];
}

/** What to do where the servers differ, and how to look at each. Empty where they agree. */
export function serverMend(input: DiagnosisInput, texts: LocaleTexts, label: 'fix' | 'then'): AnswerPart[] {
  // Exchange Online is a farm of many certificates, all of them Microsoft's.
  if (shownServers(input).length === 0 || input.diagnosis.generation.exchange === 'online') return [];
  const commands = openSslCommands(input);
  return [
    { kind: 'paragraph', label: texts.t(`answers:label.${label}`), text: texts.t('answers:servers.mend') },
    ...(commands.length > 0 ? [{ kind: 'code' as const, code: commands.join('\n') }] : []),
  ];
}

/** Whether a server other than the one judged shows a certificate that the Router refuses. */
export function hasFaultyServer(input: DiagnosisInput): boolean {
  return shownServers(input).some(({ faults }) => faults.length > 0);
}

/** The same looks by TrustDesk's own command line. */
export function trustDeskCommands(input: DiagnosisInput): readonly string[] {
  const { endpoint, startTls } = input.record;
  const { host, port } = endpoint;
  const more = startTls ? ` --starttls ${startTls}` : '';
  return addressesOf(input).map(
    (address) =>
      `npx trustdesk diagnose ${host}:${port} --connect-to ${host}:${port}:${address}:${port}${more}`,
  );
}

function openSslCommands(input: DiagnosisInput): readonly string[] {
  const { endpoint, startTls } = input.record;
  const { host, port } = endpoint;
  const more = startTls ? ` -starttls ${startTls}` : '';
  return addressesOf(input).map(
    (address) => `openssl s_client -connect ${address}:${port} -servername ${host}${more}`,
  );
}

/** As they stand in a command; none where the host could mean something else to a shell. */
function addressesOf(input: DiagnosisInput): readonly string[] {
  if (!isHostName(input.record.endpoint.host)) return [];
  const addresses = shownServers(input).flatMap((server) => server.addresses.filter(isAddress));
  const bracketed = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
  return [...new Set(bracketed)].slice(0, mostCommands);
}

function serverItem(server: ShownServer, all: readonly ShownServer[], texts: LocaleTexts): string {
  const alone = all.every(({ addresses }) => addresses.join() === server.addresses.join());
  const addresses = texts.list(server.addresses.map((address) => escapeMarkdown(address)));
  const faults = findingCodes.filter((code) => server.faults.includes(code));
  const shown = {
    where: alone ? texts.t('answers:servers.someConnections', { address: addresses }) : addresses,
    subject: escapeMarkdown(shortName(server.subject), 80),
    notAfter: escapeMarkdown(texts.dateTime(server.notAfter)),
    thumbprint: escapeMarkdown(server.thumbprint),
  };
  const text = texts.t('answers:servers.item', shown);
  if (faults.length === 0) return text;
  return texts.t('answers:servers.itemFaulty', {
    item: text,
    faults: texts.list(faults.map((code) => findingLabel(code, texts))),
  });
}

function shownServers({ diagnosis }: DiagnosisInput): readonly ShownServer[] {
  const finding = diagnosis.findings.find(({ code }) => code === 'endpoints-differ');
  const servers = finding?.evidence['servers'];
  return Array.isArray(servers) ? servers.flatMap(readServer) : [];
}

function readServer(value: JsonValue): ShownServer[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const server = value as JsonObject;
  const text = (key: string): string => {
    const found = server[key];
    return typeof found === 'string' ? found : '';
  };
  return [
    {
      addresses: stringsOf(server['addresses']),
      subject: text('subject'),
      notAfter: text('notAfter'),
      thumbprint: text('thumbprint'),
      faults: stringsOf(server['faults']),
    },
  ];
}
