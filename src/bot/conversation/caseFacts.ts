import { isIP } from 'node:net';
import { autodiscoverPath, mentionedMailDomain } from '../../base/mailDomain.js';
import type { EndpointNote } from '../../base/parseEndpoint.js';
import { type EndpointReading, endpointUrl } from '../../base/parseEndpoint.js';
import type { HttpAnswer } from '../../diagnosis/httpAnswer.js';
import type { Prospect } from '../../diagnosis/prospect/prospect.js';
import type { RouterReport } from '../../diagnosis/routerReport/routerReport.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { errorFamilies, type RecognizedError } from '../../recognizer/errorMatch.js';

/** What one case holds; the slots that trees and the bot share. Everything is JSON, kept in the dialog's state. */
export interface CaseFacts {
  readonly errorText?: string | null;
  readonly family?: string | null;
  readonly direction?: string | null;
  /** The families that an error too short to tell may belong to, each `true`. */
  readonly candidates?: { readonly [family: string]: true } | null;
  /** What the pasted wording tells beside its family, such as `refused`. */
  readonly errorDetail?: string | null;
  readonly endpoint?: KnownEndpoint | null;
  /** The endpoint as texts show it. */
  readonly endpointShown?: string | null;
  /** The domain of the person's mail addresses, never an address. */
  readonly mailDomain?: string | null;
  readonly probe?: ProbeRecord | null;
  /** What the endpoint's path answered over HTTP; see httpAnswer. */
  readonly http?: HttpAnswer | null;
  /** The look before the latest one, for "what changed". */
  readonly previousProbe?: ProbeRecord | null;
  readonly reported?: ReportedFacts | null;
  /** What the Router's own computer reported; it wins over what was seen from here. */
  readonly routerReport?: ReceivedReport | null;
  /** The report before the latest one, for "what changed". */
  readonly previousReport?: ReceivedReport | null;
  /** The text of a report whose end has not come yet. */
  readonly reportDraft?: string | null;
  /** PEM of the roots that the person handed over, trusted in this case. */
  readonly roots?: readonly string[] | null;
  /** DER, base64: authorities that the person handed over, which another one issued. */
  readonly intermediates?: readonly string[] | null;
  /** DER, base64: the server's certificate that the person gave last. */
  readonly certificate?: string | null;
  /** What the person said that it is, before the server was looked at. */
  readonly certificateFor?: 'current' | 'new' | null;
  readonly certificateIs?: CertificatePlace | null;
  /** DER, base64: one given before, which stands for what the server shows. */
  readonly serverCertificate?: string | null;
  readonly prospectOutcome?: Prospect['outcome'] | null;
  readonly exchange?: string | null;
  readonly windows?: string | null;
  /** Windows of the Router's own computer, as the person said, and the .NET runtime of its CRM: `clr2` or `clr4`. */
  readonly routerWindows?: string | null;
  readonly routerRuntime?: string | null;
  /** Where Dynamics and Exchange stand: `on-premises`, `hybrid`, `online` or `to-online`. */
  readonly syncKind?: string | null;
  readonly colleagueLocale?: string | null;
  /** How often in a row the steps were tried and the error was still there. */
  readonly failedAttempts?: number | null;
  /** What the human did who had this case last. */
  readonly human?: HumanHelp | null;
  /** Whether the error is gone, as the person said after the human was done. */
  readonly gone?: boolean | null;
  /** Further endpoints named in the same message, as URLs. */
  readonly otherEndpoints?: readonly string[] | null;
}

/**
 * What a given certificate is to the server: the one seen there, one that stands for what could not be seen, one that is
 * seen there but not from here, or one that is to be installed.
 */
export type CertificatePlace = 'shown' | 'current' | 'elsewhere' | 'new';

/** What a human made of a case. */
export interface HumanHelp {
  readonly caseId: string;
  readonly agent: string;
  readonly solved: boolean;
  /** A cause of the diagnosis, or `other`. */
  readonly cause: string;
  /** Their closing note, as written. */
  readonly text: string | null;
}

export interface KnownEndpoint {
  readonly typed: string;
  readonly url: string;
  readonly host: string;
  /** Whether the host is an IP address: where a connection went, rather than what a profile says. */
  readonly isAddress: boolean;
  readonly port: number;
  readonly path: string;
  readonly notes: readonly (EndpointNote | 'autodiscover')[];
  /** The mail domain whose Autodiscover is to be looked for; absent when the person named the host. */
  readonly autodiscover?: string;
}

/** As the recognizer reads it from a message. */
export interface ReportedFacts {
  readonly names: readonly string[];
  readonly issuer: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly browserWarning: boolean | null;
}

export interface ReceivedReport {
  readonly report: RouterReport;
  /** ISO 8601 UTC, by the bot's clock. */
  readonly receivedAt: string;
}

/** A whole log pasted by mistake is not carried through every turn. */
const keptErrorText = 4_000;

export function caseFacts(facts: Facts): CaseFacts {
  return facts as unknown as CaseFacts;
}

export function asFacts(facts: CaseFacts): Facts {
  return facts as unknown as Facts;
}

export function errorFacts(text: string, recognized: RecognizedError): Facts {
  const mailDomain = mentionedMailDomain(text);
  return asFacts({
    ...(mailDomain === null ? {} : { mailDomain }),
    errorText: text.slice(0, keptErrorText),
    ...(recognized.family === null ? {} : { family: recognized.family }),
    ...(recognized.direction === null ? {} : { direction: recognized.direction }),
    errorDetail: recognized.detail,
    candidates: candidateFacts(recognized.candidates),
  });
}

// A family of an organisation's own has no words in which to ask for it.
function candidateFacts(families: readonly string[]): NonNullable<CaseFacts['candidates']> | null {
  const shipped = errorFamilies.filter((family) => families.includes(family));
  if (shipped.length === 0) return null;
  return Object.fromEntries(shipped.map((family) => [family, true] as const));
}

const nothingSeen: Facts = {
  failedAttempts: null,
  probe: null,
  http: null,
  previousProbe: null,
  reported: null,
  routerReport: null,
  previousReport: null,
  reportDraft: null,
  exchange: null,
  certificatePages: null,
  windows: null,
  certificateIs: null,
  serverCertificate: null,
  prospectOutcome: null,
};

/** What an endpoint and all that was seen there leave behind when it is taken back. */
export const noEndpoint: Facts = {
  endpoint: null,
  endpointShown: null,
  otherEndpoints: null,
  ...nothingSeen,
};

/** A case that holds nothing of the one before it. */
export const emptyCase: Facts = {
  errorText: null,
  family: null,
  direction: null,
  errorDetail: null,
  candidates: null,
  routerRuntime: null,
  syncKind: null,
  roots: null,
  intermediates: null,
  certificate: null,
  certificateFor: null,
  mailDomain: null,
  routerWindows: null,
  colleagueLocale: null,
  human: null,
  gone: null,
  ...noEndpoint,
};

/** The endpoint that Autodiscover of a mail domain is looked for at first; the look may come to another host. */
export function autodiscoverEndpoint(
  domain: string,
  found: { readonly host: string; readonly port: number } | null = null,
): KnownEndpoint {
  const { host, port } = found ?? { host: `autodiscover.${domain}`, port: 443 };
  const endpoint = { host, port, path: autodiscoverPath };
  return {
    ...{ typed: domain, url: endpointUrl(endpoint), ...endpoint, isAddress: false, notes: ['autodiscover'] },
    autodiscover: domain,
  };
}

/** What an e-mail address or a mail domain tells in place of a URL. */
export function autodiscoverFacts(domain: string): Facts {
  const endpoint = autodiscoverEndpoint(domain);
  return {
    ...noEndpoint,
    ...asFacts({ endpoint, endpointShown: endpoint.host, mailDomain: domain }),
  };
}

/** A new endpoint makes everything seen at the former one void. */
export function endpointFacts(reading: EndpointReading & { readonly ok: true }): Facts {
  const { endpoint, notes, url } = reading;
  const shown = endpoint.port === 443 ? endpoint.host : `${endpoint.host}:${endpoint.port}`;
  return {
    ...asFacts({
      endpoint: {
        ...{ typed: url, url: endpointUrl(endpoint), ...endpoint, notes },
        isAddress: isIP(endpoint.host) !== 0,
      },
      endpointShown: shown,
    }),
    otherEndpoints: null,
    ...nothingSeen,
  };
}
