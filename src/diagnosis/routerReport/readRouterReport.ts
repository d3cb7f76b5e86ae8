import { parseEndpoint } from '../../base/parseEndpoint.js';
import { cleanReport } from './cleanReport.js';
import { readElements } from './readElements.js';
import { reportCertificates } from './reportCertificates.js';
import { holdsFields, type ReportField, reportFields } from './reportFields.js';
import { readBoolean, readChainStatus, readDate, readLine, readPolicyErrors } from './reportValues.js';
import type { ReportAccount, ReportedHandshake, RouterReport } from './routerReport.js';

/** What a report cannot do without, in a form that costs nothing to look for. */
const scent = /trust\W{0,2}desk|p\n?o\n?l\n?i\n?c\n?y\W{0,2}e\n?r\n?r\n?o\n?r/i;

/**
 * Reads what the script printed, however it was carried here or typed off a screen; null when the text is no report.
 * Never throws, and takes time in proportion to the text.
 */
export function readRouterReport(text: string): RouterReport | null {
  if (!scent.test(text)) return null;
  const clean = cleanReport(text);
  const fields = reportFields(clean);
  if (!isReport(fields, clean)) return null;
  return assemble(fields, clean);
}

/** Whether a report begins in the text, so that it goes on with no other. */
export function beginsReport(text: string): boolean {
  if (!scent.test(text)) return false;
  return reportFields(cleanReport(text)).some(({ name }) => name === 'begin' || name === 'short');
}

/** Whether the text goes on with a report that has begun: more names, base64, or its end. */
export function continuesReport(text: string): boolean {
  const clean = cleanReport(text.slice(0, 20_000));
  if (holdsFields(clean)) return true;
  const line = /[A-Za-z0-9+/]{40,}={0,2}|-{2,10} ?(?:BEGIN|END) CERT/.exec(clean);
  return line !== null || /^\s{0,8}System\.[A-Z]\w+\./m.test(clean);
}

/**
 * A marker as it is printed or with a field beside it, or .NET's own words for a verdict and one more field: a sentence
 * that quotes one of them is no report.
 */
function isReport(fields: readonly ReportField[], clean: string): boolean {
  const names = new Set(fields.map(({ name }) => name));
  const marked = names.has('begin') || names.has('end') || names.has('short');
  if (marked && (names.size > 1 || /={3}|probe v\d|short \S+ port \d/i.test(clean))) return true;
  const verdict = fields.some(
    ({ name, value }) => name === 'policyErrors' && readPolicyErrors(value) !== null,
  );
  const others = [
    'chainStatus',
    'subject',
    'names',
    'issuer',
    'notAfter',
    'thumbprint',
    'webStatus',
  ] as const;
  return verdict && others.some((name) => names.has(name));
}

function assemble(fields: readonly ReportField[], clean: string): RouterReport {
  const has = (name: ReportField['name']) => fields.some((field) => field.name === name);
  // The last one counts: a report may stand twice in a message, or quote the one before.
  const value = (name: ReportField['name']) => fields.findLast((field) => field.name === name)?.value ?? null;
  const read = <T>(name: ReportField['name'], reader: (text: string) => T | null): T | null => {
    const text = value(name);
    return text === null ? null : reader(text);
  };
  const long = has('begin') || has('end') || has('handshake') || has('webStatus');
  const { elements, chainStatus } = readElements(fields);
  const policyErrors = read('policyErrors', readPolicyErrors);
  const [leaf] = elements;
  const whole = policyErrors !== null && Boolean(leaf?.issuer && leaf.notAfter && leaf.thumbprint);
  return {
    form: long ? 'long' : 'short',
    complete: long ? has('end') : whole,
    url: urlOf(read('url', readUrl) ?? read('short', readShortTarget)),
    utcNow: read('utcNow', readDate),
    account:
      read('runAs', readAccount) ?? systemAccount(read('isSystem', readBoolean)) ?? read('user', readUser),
    asService: read('asService', readBoolean),
    addresses: read('dns', readAddresses),
    handshakes: readHandshakes(fields),
    connectProblem: connectProblem(fields),
    policyErrors,
    chainStatus: [...new Set([...(read('chainStatus', readChainStatus) ?? []), ...chainStatus])],
    elements,
    certificates: reportCertificates(clean),
    root: read('root', readLine),
    proxy: read('proxy', readProxy),
    overridden: read('override', readBoolean) === true,
    webStatus: read('webStatus', (text) => /^\W{0,3}([A-Za-z]{3,40})/.exec(text)?.[1] ?? null),
    httpStatus: read('http', (text) => Number(/^\W{0,3}([1-5]\d\d)\b/.exec(text)?.[1] ?? 0) || null),
  };
}

function readUrl(text: string): string | null {
  return /^\W{0,3}(https?:\/\/\S{1,300})/i.exec(text.replace(/\n/g, ''))?.[1] ?? null;
}

function readShortTarget(text: string): string | null {
  const match = /^[\s=:]{0,8}(?:v1\s{0,3})?([a-z0-9_.:-]{1,253}?)(?:\s{1,3}port\s{1,3}|:)(\d{1,5})\b/i.exec(
    text,
  );
  if (match) return `${bracketed(match[1] ?? '')}:${match[2]}`;
  const host = /^[\s=:]{0,8}([a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20})/i.exec(text)?.[1];
  return host ?? null;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function urlOf(typed: string | null): string | null {
  if (typed === null) return null;
  const reading = parseEndpoint(typed);
  return reading.ok ? reading.url : null;
}

const accounts: readonly ReportAccount[] = [
  'system',
  'localservice',
  'networkservice',
  'service',
  'batch',
  'user',
];

function readAccount(text: string): ReportAccount | null {
  const word = /^\W{0,3}([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return (
    accounts.find((account) => word === account) ??
    accounts.find((account) => word.startsWith(account)) ??
    null
  );
}

function systemAccount(isSystem: boolean | null): ReportAccount | null {
  return isSystem === null ? null : isSystem ? 'system' : 'user';
}

/** Windows gives its own service accounts the computer's name with a dollar sign. */
function readUser(text: string): ReportAccount | null {
  const name = readLine(text);
  if (name === null) return null;
  return /^\S{1,80}\$(?:\s|$)/.test(name) || /^system\b/i.test(name) ? 'system' : 'user';
}

function readAddresses(text: string): readonly string[] | null {
  if (/^\W{0,3}FAILED/i.test(text)) return [];
  const found = text
    .split(/[\s,;]+/)
    .slice(0, 20)
    .filter((part) => /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.%]{1,60})$/i.test(part));
  return found.length > 0 ? found : null;
}

function readProxy(text: string): string | null {
  if (/^\W{0,3}none/i.test(text)) return 'none';
  return /^\W{0,3}(https?:\/\/[^\s/]{1,200})/i.exec(text)?.[1] ?? null;
}

const offers: { readonly [value: number]: ReportedHandshake['offered'] } = {
  0: 'default',
  3072: 'TLS 1.2',
  192: 'TLS 1.0',
};

/** Each offer once, in the order tried: its latest result counts. */
function readHandshakes(fields: readonly ReportField[]): readonly ReportedHandshake[] {
  const results = new Map<ReportedHandshake['offered'], boolean>();
  for (const { name, index, value } of fields) {
    const offered = name === 'handshake' && index !== null ? offers[index] : undefined;
    const result = /^\W{0,3}([o0]k|failed)/i.exec(value)?.[1];
    if (offered !== undefined && result !== undefined) results.set(offered, !/^f/i.test(result));
  }
  return [...results].map(([offered, ok]) => ({ offered, ok }));
}

/** SocketError's names are the same in every language; the sentences beside them are not. */
function connectProblem(fields: readonly ReportField[]): RouterReport['connectProblem'] {
  const connect = fields.findLast(({ name }) => name === 'connect')?.value ?? '';
  if (!/^\W{0,3}FAILED/i.test(connect)) return null;
  if (/HostNotFound|NoData|TryAgain/.test(connect)) return 'dns-failure';
  return /ConnectionRefused/.test(connect) ? 'refused' : 'timeout';
}
