import type { ResolutionCode, ServerGeneration } from '../diagnosis/diagnosis.js';
import { isHostName, isInternalName, nameToUse, shortName, wantedNames } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { namesInCertificate, rootName, shownHost } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import { isMendedByReplacing } from './planSteps.js';
import { usesAddress } from './proofFacts.js';
import type { LocaleTexts } from './texts.js';
import { workingName, workingUrl } from './workingUrl.js';

/** A step of the plan for this server: what to do in one paragraph, and the command that settles it. */
export function planParts(
  place: 'fix' | 'then',
  resolution: ResolutionCode,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  return labelledPlan(texts.t(`answers:label.${place}`), resolution, input, texts);
}

/** The same for one of several ways, under its own title. */
export function resolutionParts(
  resolution: ResolutionCode,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  return labelledPlan(texts.t(`resolutions:${resolution}.title`), resolution, input, texts);
}

function labelledPlan(
  label: string,
  resolution: ResolutionCode,
  input: DiagnosisInput,
  texts: LocaleTexts,
): AnswerPart[] {
  const text =
    resolution === 'replace-certificate' ? replaceText(input, texts) : simpleText(resolution, input, texts);
  const command = settledBy(resolution, input);
  return [{ kind: 'paragraph', label, text }, ...(command ? [{ kind: 'code' as const, code: command }] : [])];
}

/** Titles of the resolutions that are no part of the recommended fix. */
export function otherWays(codes: readonly ResolutionCode[], texts: LocaleTexts): AnswerPart[] {
  if (codes.length === 0) return [];
  const text = codes.map((code) => texts.t(`resolutions:${code}.title`)).join(' · ');
  return [{ kind: 'paragraph', label: texts.t('answers:label.other'), text }];
}

function simpleText(resolution: ResolutionCode, input: DiagnosisInput, texts: LocaleTexts): string {
  const host = shownHost(input);
  const suggestion = workingName(input) ?? nameToUse(input.record.endpoint.host, namesInCertificate(input));
  const params = {
    host,
    port: String(input.record.endpoint.port),
    root: escapeMarkdown(shortName(topIssuer(input) ?? texts.t('answers:value.unknown')), 80),
    suggestion: suggestion ? `**${escapeMarkdown(suggestion)}**` : '',
  };
  return texts.t(`resolutions:${resolution}.${textForm(resolution, suggestion, input)}`, params);
}

/** The root as far as it is known, else the issuer whose root is to be found. */
function topIssuer(input: DiagnosisInput): string | null {
  return rootName(null, input) ?? input.presented[0]?.issuer ?? input.reported?.issuer ?? null;
}

function textForm(resolution: ResolutionCode, suggestion: string | null, input: DiagnosisInput): string {
  if (resolution === 'correct-port' && input.record.startTls !== undefined) return 'textStarttls';
  if (resolution === 'enable-tls12') return tlsForm(input);
  if (resolution === 'fix-clock' && input.diagnosis.generation.exchange === 'online') return 'textOnline';
  if (resolution !== 'match-names') return 'text';
  if (!suggestion) return 'textNoName';
  if (workingUrl(input)) return 'textWorking';
  return usesAddress(input) ? 'textAddress' : 'text';
}

/** Which side has to learn TLS 1.2; `text` where that is open. */
function tlsForm({ diagnosis: { causes, findings } }: DiagnosisInput): string {
  if (causes.includes('old-client')) return 'textClient';
  if (causes.includes('old-tls')) return 'textServer';
  if (causes.includes('new-tls-only')) return 'textNewOnly';
  // The server was seen and speaks what it should, so it is not the version.
  const seen = findings.some(({ code }) => code === 'handshake-failure' || code === 'deprecated-tls');
  return causes.includes('handshake') && seen ? 'textCiphers' : 'text';
}

function replaceText(input: DiagnosisInput, texts: LocaleTexts): string {
  const { generation, causes } = input.diagnosis;
  if (generation.exchange === 'online') return texts.t('resolutions:replace-certificate.howOnline');
  const faults = causes.filter(isMendedByReplacing).length;
  const single = causes.includes('mis-issued') ? 'textMisIssued' : 'text';
  const form = faults > 1 ? 'textSeveral' : single;
  const names = namesToHold(input, texts);
  return [
    texts.t(`resolutions:replace-certificate.${form}`, { faults: texts.number(faults), names }),
    internalNote(input, texts),
    texts.t(...howTo(generation)),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function namesToHold(input: DiagnosisInput, texts: LocaleTexts): string {
  const wanted = wantedNames(input.record.endpoint.host, namesInCertificate(input)).slice(0, 3);
  if (wanted.length === 0) return texts.t('resolutions:replace-certificate.serverFieldName');
  return texts.list(wanted.map((name) => `**${escapeMarkdown(name)}**`));
}

function internalNote(input: DiagnosisInput, texts: LocaleTexts): string {
  const { host } = input.record.endpoint;
  if (!isInternalName(host)) return '';
  return texts.t('resolutions:replace-certificate.internalName', { internal: `**${shownHost(input)}**` });
}

function howTo(generation: ServerGeneration): [string, { readonly exchange: string }?] {
  const { exchange, update, certificatePages } = generation;
  const key = (form: string) => `resolutions:replace-certificate.${form}`;
  if (exchange !== null && certificatePages === 'whole')
    return [key('howBefore2022'), { exchange: [exchange, update].filter((part) => part !== null).join(' ') }];
  switch (exchange) {
    case '2003':
      return [key('how2003')];
    case '2007':
      return [key('how2007')];
    case '2010':
      return [key('how2010')];
    case '2013':
      return [key('how2013')];
    case '2016':
    case '2019':
      return [key('howLater'), { exchange }];
    case 'se':
      return [key('howLater'), { exchange: 'SE' }];
    case 'online':
      return [key('howOnline')];
    case null:
      return [key('howUnknown')];
  }
}

/**
 * The command that shows on the Router's computer whether this is it, or the URL that was seen to work. Only what cannot mean anything else to a shell
 * goes into it; a host or CA name that could is left out.
 */
function settledBy(resolution: ResolutionCode, input: DiagnosisInput): string | null {
  const { host, port } = input.record.endpoint;
  const safeHost = isHostName(host) ? host : null;
  if (isOtherProgram(input)) return settledAnywhere(resolution, safeHost, port);
  switch (resolution) {
    case 'match-names':
      return workingUrl(input);
    case 'trust-private-root':
      return rootQuery(rootName(null, input));
    case 'open-revocation':
      return 'certutil -urlfetch -verify mail.cer';
    case 'fix-clock':
      return 'w32tm /query /status';
    case 'fix-dns':
      return safeHost ? `nslookup ${safeHost}` : null;
    case 'open-firewall':
      return safeHost ? `Test-NetConnection ${safeHost} -Port ${port}` : null;
    default:
      return null;
  }
}

/** Whether the error comes from a program that need not run on Windows, nor ask its stores. */
export function isOtherProgram({ family, detail }: DiagnosisInput): boolean {
  return family === 'other-runtime-trust' && detail !== 'server-side-sync';
}

/** The commands that every system has. */
function settledAnywhere(resolution: ResolutionCode, host: string | null, port: number): string | null {
  if (host === null) return null;
  switch (resolution) {
    case 'install-intermediates':
      return openSslLook(host, port);
    case 'fix-dns':
      return `nslookup ${host}`;
    case 'open-firewall':
      return `curl -v --connect-timeout 10 https://${host}:${port}/`;
    default:
      return null;
  }
}

/** Shows the certificates as the server sends them; sends nothing itself. */
export function openSslLook(host: string, port: number): string {
  return `openssl s_client -connect ${host}:${port} -servername ${host} -showcerts`;
}

/** Lists the computer's trusted roots, narrowed to the CA's name where that name is plain. */
export function rootQuery(root: string | null): string {
  const name = root ? shortName(root) : '';
  return /^[\p{L}\p{N}][\p{L}\p{N} .-]{0,63}$/u.test(name)
    ? `certutil -store Root "${name}"`
    : 'certutil -store Root';
}
