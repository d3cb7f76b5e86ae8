import type { EndpointNote } from '../../base/parseEndpoint.js';
import { type EndpointReading, endpointUrl } from '../../base/parseEndpoint.js';
import type { HttpAnswer } from '../../diagnosis/httpAnswer.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import type { RecognizedError } from '../../recognizer/errorMatch.js';

/** What one case holds; the slots that trees and the bot share. Everything is JSON, kept in the dialog's state. */
export interface CaseFacts {
  readonly errorText?: string | null;
  readonly family?: string | null;
  readonly direction?: string | null;
  readonly endpoint?: KnownEndpoint | null;
  /** The endpoint as texts show it. */
  readonly endpointShown?: string | null;
  readonly probe?: ProbeRecord | null;
  /** What the endpoint's path answered over HTTP; see httpAnswer. */
  readonly http?: HttpAnswer | null;
  /** The look before the latest one, for "what changed". */
  readonly previousProbe?: ProbeRecord | null;
  readonly reported?: ReportedFacts | null;
  /** PEM of the roots that the person handed over, trusted in this case. */
  readonly roots?: readonly string[] | null;
  readonly exchange?: string | null;
  readonly windows?: string | null;
  readonly colleagueLocale?: string | null;
  /** Further endpoints named in the same message, as URLs. */
  readonly otherEndpoints?: readonly string[] | null;
}

export interface KnownEndpoint {
  readonly typed: string;
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly notes: readonly EndpointNote[];
}

/** As the recognizer reads it from a message. */
export interface ReportedFacts {
  readonly names: readonly string[];
  readonly issuer: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly browserWarning: boolean | null;
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
  return asFacts({
    errorText: text.slice(0, keptErrorText),
    ...(recognized.family === null ? {} : { family: recognized.family }),
    ...(recognized.direction === null ? {} : { direction: recognized.direction }),
  });
}

const nothingSeen: Facts = {
  probe: null,
  http: null,
  previousProbe: null,
  reported: null,
  exchange: null,
  certificatePages: null,
  windows: null,
};

/** A case that holds nothing of the one before it. */
export const emptyCase: Facts = {
  errorText: null,
  family: null,
  direction: null,
  endpoint: null,
  endpointShown: null,
  otherEndpoints: null,
  roots: null,
  ...nothingSeen,
};

/** A new endpoint makes everything seen at the former one void. */
export function endpointFacts(reading: EndpointReading & { readonly ok: true }): Facts {
  const { endpoint, notes, url } = reading;
  const shown = endpoint.port === 443 ? endpoint.host : `${endpoint.host}:${endpoint.port}`;
  return {
    ...asFacts({
      endpoint: { typed: url, url: endpointUrl(endpoint), ...endpoint, notes },
      endpointShown: shown,
    }),
    otherEndpoints: null,
    ...nothingSeen,
  };
}
