import { isIP } from 'node:net';
import type { Clock } from '../base/clock.js';
import { type Deadline, startDeadline } from '../base/deadline.js';
import type { Endpoint } from '../base/endpoint.js';
import { maskSecrets } from '../base/maskSecrets.js';
import { applyConnectTo, type ConnectTo } from './connectTo.js';
import { type Followed, type FollowUpOptions, followUp } from './followUp/followUp.js';
import { type Further, furtherLooks } from './furtherLooks.js';
import { lookAtAddress } from './lookAtAddress.js';
import type { OutboundPolicy } from './outboundPolicy.js';
import type { FurtherLooks, ProbeFailure, ProbeRecord, ServerHints } from './probeRecord.js';
import { type Resolve, resolveAddresses, systemResolve } from './resolveAddresses.js';
import { serverHints } from './serverHints.js';
import type { TlsLook } from './tlsLook/joinLooks.js';
import type { StartTlsProtocol } from './tlsLook/startTls.js';

export type ProbeStep = 'dns' | 'tcp' | 'tls' | 'http';

export interface ProbeTarget extends Endpoint {
  /** The protocol that the connection begins in, before TLS; absent: TLS at once. */
  readonly startTls?: StartTlsProtocol;
  /** The target as the person wrote it. */
  readonly typed: string;
}

export interface ProbeOptions {
  /** null: connect anywhere (the command line's person decides for their own computer). */
  readonly policy: OutboundPolicy | null;
  readonly clock: Clock;
  /** Whether to read HTTP headers once a handshake completed. */
  readonly http: boolean;
  /** Whether to compare with more looks once a certificate was seen; default true. */
  readonly further?: boolean;
  /** Milliseconds for the whole; default 10 000. */
  readonly timeoutMs?: number;
  /**
   * Milliseconds a phase, each within the whole; defaults: dns 4000, tcp 3000 an address, tls 5000 an address (8000
   * with STARTTLS, since mail servers make strangers wait for the greeting).
   */
  readonly deadlines?: { readonly dns?: number; readonly tcp?: number; readonly tls?: number };
  readonly connectTo?: readonly ConnectTo[];
  readonly resolve?: Resolve;
  readonly signal?: AbortSignal;
  /** Follows the addresses and names that the certificates hold; absent: none of them. */
  readonly followUp?: FollowUpOptions;
  /** Resolves when the probe may begin; its time runs from then on. Default: at once. */
  pace?(): Promise<void>;
  onStep?(step: ProbeStep): void;
}

interface Aim {
  readonly address: string;
  readonly port: number;
}

type Timings = { -readonly [phase in keyof ProbeRecord['timings']]?: number };

/**
 * Looks at an endpoint once: resolves it, connects to its addresses in turn until one answers TLS, reads the chain
 * as sent and shakes hands. The world's failures are in the record; it never rejects for them. An aborted signal
 * ends the probe with the failure `timeout`, raw code `aborted`.
 */
export async function probe(target: ProbeTarget, options: ProbeOptions): Promise<ProbeRecord> {
  await options.pace?.();
  const startedAt = options.clock.now().toISOString();
  const begin = performance.now();
  const whole = startDeadline(options.timeoutMs ?? 10_000, options.signal);
  const timings: Timings = {};
  try {
    const seen = await look(target, options, whole, timings);
    timings.total = since(begin);
    const failure =
      seen.look.failure && options.signal?.aborted ? aborted(seen.look.failure) : seen.look.failure;
    return {
      target: maskSecrets(target.typed),
      endpoint: {
        host: target.host,
        port: target.port,
        address: seen.aim?.address ?? null,
        sni: sniOf(target.host),
      },
      startedAt,
      ...(target.startTls ? { startTls: target.startTls } : {}),
      addresses: seen.addresses,
      failure,
      presentedChain: seen.look.chain.map((der) => der.toString('base64')),
      tls: seen.look.tls,
      server: seen.server,
      ...seen.followed,
      ...(seen.further ? { further: seen.further } : {}),
      timings,
    };
  } finally {
    whole.stop();
  }
}

interface Seen {
  readonly addresses: readonly string[];
  readonly aim: Aim | null;
  readonly look: TlsLook;
  readonly server: ServerHints | null;
  readonly followed: Followed | null;
  readonly further: FurtherLooks | null;
}

async function look(
  target: ProbeTarget,
  options: ProbeOptions,
  whole: Deadline,
  timings: Timings,
): Promise<Seen> {
  const aimed = applyConnectTo(target, options.connectTo ?? []);
  options.onStep?.('dns');
  const begin = performance.now();
  const within = startDeadline(options.deadlines?.dns ?? 4000, whole.signal);
  const resolution = await resolveAddresses(aimed.host, options.resolve ?? systemResolve, within);
  within.stop();
  if (isIP(aimed.host) === 0) timings.dns = since(begin);
  if (!resolution.ok) return unseen([], resolution.failure);
  const { addresses } = resolution;
  const checked = addresses.map((address) => ({
    address,
    verdict: options.policy?.check(address, aimed.port),
  }));
  const open = checked.filter(({ verdict }) => verdict === undefined || verdict.allowed);
  if (open.length === 0) return unseen(addresses, blocked(checked[0]));
  const aims = open.map(({ address }) => ({ address, port: aimed.port }));
  const { aim, tlsLook } = await lookAtAll(target, aims, options, whole, timings);
  const [server, further, followed] = await Promise.all([
    speaksHttp(target, options) && !tlsLook.failure ? hints(target, aim, options, whole, timings) : null,
    options.further === false ? null : compare(target, aim, aims, tlsLook, whole),
    follow(target, tlsLook, options, whole, timings),
  ]);
  const look = withVersions(tlsLook, further);
  return { addresses, aim, look, server, further: further?.looks ?? null, followed };
}

/** Mail services that begin with TLS: a GET would only be a line of nonsense in their logs. */
const mailPorts: ReadonlySet<number> = new Set([465, 993, 995]);

function speaksHttp({ startTls, port }: ProbeTarget, { http }: ProbeOptions): boolean {
  return http && startTls === undefined && !mailPorts.has(port);
}

/** Looks once more, at the addresses that the first look did not come to. */
function compare(
  target: ProbeTarget,
  aim: Aim,
  aims: readonly Aim[],
  first: TlsLook,
  whole: Deadline,
): Promise<Further | null> {
  const otherAddresses = aims.slice(aims.indexOf(aim) + 1).map(({ address }) => address);
  return furtherLooks({
    ...aim,
    serverName: sniOf(target.host),
    signal: whole.signal,
    ...(target.startTls ? { startTls: target.startTls } : {}),
    first,
    otherAddresses,
  });
}

function withVersions(look: TlsLook, further: Further | null): TlsLook {
  if (!look.tls || !further) return look;
  return { ...look, tls: { ...look.tls, versions: { ...look.tls.versions, ...further.versions } } };
}

function follow(
  target: ProbeTarget,
  { chain, stapledOcsp }: TlsLook,
  options: ProbeOptions,
  whole: Deadline,
  timings: Timings,
): Promise<Followed | null> | null {
  if (!options.followUp || chain.length === 0) return null;
  return followUp({
    ...options.followUp,
    chain,
    stapledOcsp,
    endpoint: target,
    ...(target.startTls ? { startTls: target.startTls } : {}),
    at: options.clock.now(),
    surroundings: {
      policy: options.policy,
      resolve: options.resolve ?? systemResolve,
      connectTo: options.connectTo ?? [],
    },
    signal: whole.signal,
    timings,
  });
}

/** The first address that answers TLS, else the one whose failure tells most. */
async function lookAtAll(
  target: ProbeTarget,
  aims: readonly Aim[],
  options: ProbeOptions,
  whole: Deadline,
  timings: Timings,
): Promise<{ readonly aim: Aim; readonly tlsLook: TlsLook }> {
  let best: { aim: Aim; tlsLook: TlsLook; timings: Timings } | null = null;
  options.onStep?.('tcp');
  for (const [index, aim] of aims.entries()) {
    const left = aims.length - index;
    const taken: Timings = {};
    const tlsLook = await lookAtAddress({
      ...aim,
      serverName: sniOf(target.host),
      signal: whole.signal,
      tcpTimeoutMs: Math.min(options.deadlines?.tcp ?? 3000, whole.remainingMs() / left),
      tlsTimeoutMs: options.deadlines?.tls ?? (target.startTls ? 8000 : 5000),
      ...(target.startTls ? { startTls: target.startTls } : {}),
      onConnect: () => options.onStep?.('tls'),
      timings: taken,
    });
    if (best === null || tells(tlsLook) > tells(best.tlsLook)) best = { aim, tlsLook, timings: taken };
    if (tells(best.tlsLook) === answered || whole.signal.aborted) break;
  }
  if (best === null) throw new TypeError('a probe needs at least one address');
  Object.assign(timings, best.timings);
  return best;
}

const answered = 4;

function tells({ failure, chain, tls }: TlsLook): number {
  if (failure === null || chain.length > 0 || tls?.version) return answered;
  if (failure.phase === 'tls') return failure.code === 'timeout' ? 2 : 3;
  return failure.code === 'refused' ? 1 : 0;
}

async function hints(
  target: ProbeTarget,
  aim: Aim,
  options: ProbeOptions,
  whole: Deadline,
  timings: Timings,
): Promise<ServerHints | null> {
  options.onStep?.('http');
  const begin = performance.now();
  const server = await serverHints({
    ...aim,
    endpoint: target,
    serverName: sniOf(target.host),
    signal: whole.signal,
  });
  timings.http = since(begin);
  return server;
}

function unseen(addresses: readonly string[], failure: ProbeFailure): Seen {
  return {
    addresses,
    aim: null,
    look: { failure, chain: [], stapledOcsp: null, tls: null },
    server: null,
    further: null,
    followed: null,
  };
}

function blocked(
  checked:
    | { readonly address: string; readonly verdict: ReturnType<OutboundPolicy['check']> | undefined }
    | undefined,
): ProbeFailure {
  const refusal = checked?.verdict?.allowed === false ? checked.verdict : null;
  return {
    code: 'blocked',
    phase: 'policy',
    raw: refusal?.rule ?? null,
    evidence: {
      address: checked?.address ?? null,
      rule: refusal?.rule ?? null,
      setting: refusal?.setting ?? null,
    },
  };
}

function aborted(failure: ProbeFailure): ProbeFailure {
  return { ...failure, code: 'timeout', raw: 'aborted' };
}

function sniOf(host: string): string | null {
  return isIP(host) === 0 ? host : null;
}

function since(begin: number): number {
  return Math.round((performance.now() - begin) * 10) / 10;
}
