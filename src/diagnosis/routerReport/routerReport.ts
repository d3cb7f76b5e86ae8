import type { PolicyError } from '../diagnosis.js';

/** Under which account the script ran: a well-known one, a service or scheduled task, or a person's log-on. */
export type ReportAccount = 'system' | 'localservice' | 'networkservice' | 'service' | 'batch' | 'user';

/** What the script (dialogs/scripts) told of one computer's view of a server. JSON; nothing of it is proven. */
export interface RouterReport {
  readonly form: 'long' | 'short';
  /** Whether its end was seen, or all that the short form tells. */
  readonly complete: boolean;
  /** The endpoint asked for, as its URL; null when that part is missing. */
  readonly url: string | null;
  /** The computer's own clock, ISO 8601 UTC. */
  readonly utcNow: string | null;
  readonly account: ReportAccount | null;
  /** Whether that is the account of the E-mail Router's service; null when the script could not tell. */
  readonly asService: boolean | null;
  /** Null when not told; empty when the name did not resolve there. */
  readonly addresses: readonly string[] | null;
  /** In the order tried; a handshake that was not tried is absent. */
  readonly handshakes: readonly ReportedHandshake[];
  /** Why no TCP connection came about. */
  readonly connectProblem: 'dns-failure' | 'refused' | 'timeout' | null;
  /** SslPolicyErrors of the handshake; empty for None, null when not told. */
  readonly policyErrors: readonly PolicyError[] | null;
  /** X509ChainStatusFlags names of the chain and its elements. */
  readonly chainStatus: readonly string[];
  /** The path that Windows built, leaf first. */
  readonly elements: readonly ReportedElement[];
  /** DER of the path's certificates, base64, leaf first; those that arrived whole. */
  readonly certificates: readonly string[];
  /** The path's end as the short form tells it. */
  readonly root: string | null;
  /** URL of the proxy, `none`, or null when not told. */
  readonly proxy: string | null;
  /** A callback was set in that window that decides for .NET, so that its verdict counts for nothing. */
  readonly overridden: boolean;
  /** WebException.Status of .NET's own request, `None` when it ended well; null when not told. */
  readonly webStatus: string | null;
  readonly httpStatus: number | null;
}

export interface ReportedHandshake {
  /** What was offered; `default` is what that .NET does by itself. */
  readonly offered: 'default' | 'TLS 1.2' | 'TLS 1.0';
  readonly ok: boolean;
}

export interface ReportedElement {
  /** As .NET writes names, `CN=mail.contoso.com, O=Contoso`; null where it did not arrive. */
  readonly subject: string | null;
  readonly issuer: string | null;
  /** DNS names and addresses of the SAN. */
  readonly names: readonly string[];
  /** ISO 8601 UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** SHA-1, upper case without separators. */
  readonly thumbprint: string | null;
  readonly status: readonly string[];
  readonly inMachineRoot: boolean | null;
  /** The user's view of that store holds the computer's roots too. */
  readonly inUserRoot: boolean | null;
}

/** Parts of a report that may not have arrived, in the order of their use. */
export type ReportPart = 'url' | 'account' | 'verdict' | 'certificate' | 'ownRequest';

/** What a diagnosis would still like to know. */
export function missingParts(report: RouterReport): readonly ReportPart[] {
  const [leaf] = report.elements;
  const failed = report.connectProblem !== null || report.handshakes.some(({ ok }) => !ok);
  const missing: { readonly [part in ReportPart]: boolean } = {
    url: report.url === null,
    account: report.account === null,
    verdict: report.policyErrors === null && !failed,
    certificate: report.policyErrors !== null && (!leaf?.issuer || !leaf.notAfter),
    ownRequest: report.form === 'long' && report.webStatus === null && report.httpStatus === null,
  };
  return (Object.keys(missing) as ReportPart[]).filter((part) => missing[part]);
}
