import type { JsonObject } from '../base/json.js';
import type { StartTlsProtocol } from './tlsLook/startTls.js';

/** What one look at an endpoint brought back: facts only, no judgement. JSON-serialisable (it is stored and sent as an event). */
export interface ProbeRecord {
  /** The target as given, credentials masked. */
  readonly target: string;
  readonly endpoint: ProbedEndpoint;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** The mail protocol that the connections began in; absent: TLS at once. */
  readonly startTls?: StartTlsProtocol;
  /** Every address the name resolved to, in the resolver's order. */
  readonly addresses: readonly string[];
  /** Why no usable TLS answer was obtained; null when a handshake completed. A certificate may stand beside it. */
  readonly failure: ProbeFailure | null;
  /** DER of each certificate, base64, in the order sent. */
  readonly presentedChain: readonly string[];
  readonly tls: TlsFacts | null;
  readonly server: ServerHints | null;
  /** Absent when nothing was there to compare with. */
  readonly further?: FurtherLooks;
  /** What the addresses in the certificates gave; null or absent when none names any, or none was asked. */
  readonly fetched?: FetchedFacts | null;
  /** Where the certificate's other names lead, when the host's own is not in it. */
  readonly triedNames?: readonly TriedName[];
  /** Where Autodiscover of a mail domain was looked for, in that order; absent: the endpoint was named. */
  readonly autodiscover?: readonly AutodiscoverLook[];
  /** Milliseconds a phase. */
  readonly timings: {
    readonly [phase in 'dns' | 'tcp' | 'tls' | 'http' | 'aia' | 'revocation' | 'names' | 'total']?: number;
  };
}

export interface AutodiscoverLook {
  /** By the name `autodiscover.<domain>`, the domain itself, or its SRV record `_autodiscover._tcp`. */
  readonly via: 'name' | 'root' | 'srv';
  /** Null when the SRV record names none. */
  readonly host: string | null;
  readonly port: number;
  readonly outcome: 'answered' | 'no-record' | ProbeFailureCode;
}

export interface FetchedFacts {
  /** Null when the chain reached an anchor by itself, or its last certificate names no address (AIA caIssuers). */
  readonly issuers: FetchedIssuers | null;
  /** One a certificate of the path below its end, leaf first. */
  readonly revocation: readonly RevocationCheck[];
}

export interface FetchedIssuers {
  /** DER, base64: those that lengthened the path. */
  readonly certificates: readonly string[];
  /** The URLs that gave them. */
  readonly from: readonly string[];
  /** `URL: what went wrong` in English, for the evidence. */
  readonly problems: readonly string[];
}

/** What a signed and current answer of the certificate's own authority says, or that none was to be had. */
export interface RevocationCheck {
  /** Place in the certification path; the leaf is 0. */
  readonly index: number;
  /** RFC 4514. */
  readonly subject: string;
  readonly status: 'good' | 'revoked' | 'unchecked';
  /** `stapled`: the server sent the OCSP response along. Null when unchecked. */
  readonly by: 'stapled' | 'ocsp' | 'crl' | null;
  readonly url: string | null;
  /** ISO 8601 UTC; the span that the answer holds for. */
  readonly thisUpdate: string | null;
  readonly nextUpdate: string | null;
  /** ISO 8601 UTC. */
  readonly revokedAt: string | null;
  /** RFC 5280 5.3.1, e.g. `keyCompromise`. */
  readonly reason: string | null;
  /** Sources that counted for nothing, each with the reason, in English. */
  readonly problems: readonly string[];
}

export interface TriedName {
  /** A DNS name of the certificate. */
  readonly name: string;
  /** The address looked at; null when the name leads to none that may be. */
  readonly address: string | null;
  readonly shows: 'same-certificate' | 'another-certificate' | 'nothing';
}

export interface ProbedEndpoint {
  readonly host: string;
  readonly port: number;
  /** The address connected to; null when no connection was tried. */
  readonly address: string | null;
  /** The server name sent; null for an IP literal. */
  readonly sni: string | null;
}

export type ProbeFailureCode =
  | 'blocked'
  | 'dns-failure'
  | 'refused'
  | 'timeout'
  | 'not-tls'
  | 'tls-version'
  | 'client-cert-required'
  | 'oversized'
  | 'handshake-failure';

export interface ProbeFailure {
  readonly code: ProbeFailureCode;
  readonly phase: 'policy' | 'dns' | 'tcp' | 'tls';
  /** The raw code of the layer that failed: ENOTFOUND, ECONNREFUSED, an OpenSSL code, `alert 40`. */
  readonly raw: string | null;
  /**
   * E.g. `{ internalName: true }` for a single-label, .local, .lan, .corp or .internal name that does not resolve;
   * `{ banner: "220 mail ESMTP" }` for not-tls (with STARTTLS also
   * `{ starttls: "smtp", problem: "not-offered" }`); `{ address, rule, setting }` for blocked (for the operator, never shown).
   */
  readonly evidence: JsonObject;
}

export type TlsVersion = 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface TlsFacts {
  /** The version negotiated by the best handshake that completed; null when none did. */
  readonly version: TlsVersion | null;
  readonly cipher: string | null;
  /** Versions seen accepted or refused; a version not tried is absent. */
  readonly versions: { readonly [version in TlsVersion]?: boolean };
  /** Node's own single verify error, evidence only. */
  readonly authorizationError: string | null;
  /** TLS alert number that ended a handshake; null when none came. */
  readonly alert: number | null;
  readonly clientCertificateRequested: boolean;
}

/** Headers of the two anonymous GETs; a hint to the server's generation that never changes the verdict. */
export interface ServerHints {
  /** HTTP status of the GET of the given path; null when that GET brought nothing. */
  readonly status: number | null;
  readonly server: string | null;
  readonly owaVersion: string | null;
  readonly feServer: string | null;
  readonly authenticate: readonly string[];
  readonly location: string | null;
}

/** What more looks at the endpoint showed beside the first one. Certificates are named by their place in `certificates`. */
export interface FurtherLooks {
  /** The different server certificates, DER in base64; the first is the presented chain's own. */
  readonly certificates: readonly string[];
  /**
   * The looks that sent the same name, the first look included: one for each address, or several connections where
   * there is but one. `certificate` is null when none was shown.
   */
  readonly looks: readonly { readonly address: string; readonly certificate: number | null }[];
  /** What a client without SNI is shown; null when nothing was shown, or none was sent anyway. */
  readonly withoutSni: number | null;
}
