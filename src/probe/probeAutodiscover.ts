import dns from 'node:dns/promises';
import { startDeadline, untilAborted } from '../base/deadline.js';
import { parseEndpoint } from '../base/parseEndpoint.js';
import { type ProbeOptions, probe } from './probe.js';
import type { AutodiscoverLook, ProbeRecord } from './probeRecord.js';

/** The SRV records of a name. Rejects with an error that has a `code`, as node:dns does. */
export type ResolveSrv = (name: string) => Promise<readonly SrvRecord[]>;

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

export const systemResolveSrv: ResolveSrv = (name) => dns.resolveSrv(name);

export interface AutodiscoverOptions extends ProbeOptions {
  readonly resolveSrv: ResolveSrv;
}

/** Where a client without Active Directory asks, all under the same path. */
export const autodiscoverPath = '/autodiscover/autodiscover.xml';
const srvMs = 2000;
const firstLookMs = 4000;

type Candidate = Omit<AutodiscoverLook, 'outcome'>;

/**
 * Looks for the server that Autodiscover of a mail domain leads to: `autodiscover.<domain>`, the domain itself and the
 * target of its SRV record, all at once and in short; then takes a whole look at the first that answers TLS. Where none
 * does, the record tells of the first that is more than an unknown name. Never rejects for the world's failures.
 */
export async function probeAutodiscover(domain: string, options: AutodiscoverOptions): Promise<ProbeRecord> {
  await options.pace?.();
  const begin = performance.now();
  const wholeMs = options.timeoutMs ?? 10_000;
  const { followUp: _, pace: __, onStep, ...plain } = options;
  onStep?.('dns');
  const first = { ...plain, http: false, further: false, timeoutMs: Math.min(firstLookMs, wholeMs / 2) };
  const candidates = await findCandidates(domain, options);
  const records = await Promise.all(candidates.map((candidate) => lookAt(candidate, first)));
  const autodiscover = candidates.map(
    (candidate, index): AutodiscoverLook => ({ ...candidate, outcome: outcomeOf(records[index] ?? null) }),
  );
  const place = autodiscover.findIndex(({ outcome }) => outcome === 'answered');
  const best = candidates[place];
  if (best === undefined) {
    const seen = records.filter((record) => record !== null);
    const [record = seen[0]] = seen.filter(({ failure }) => failure?.code !== 'dns-failure');
    if (record === undefined) throw new TypeError('a name is always looked at');
    return { ...record, autodiscover };
  }
  const { pace: ___, ...whole } = options;
  const left = Math.max(1, wholeMs - (performance.now() - begin));
  const record = await lookAt(best, { ...whole, timeoutMs: left });
  return { ...(record ?? records[place] ?? unreachable()), autodiscover };
}

async function findCandidates(domain: string, options: AutodiscoverOptions): Promise<readonly Candidate[]> {
  return [
    { via: 'name', host: `autodiscover.${domain}`, port: 443 },
    { via: 'root', host: domain, port: 443 },
    { via: 'srv', ...(await srvTarget(domain, options)) },
  ];
}

/** The first by priority, then the heaviest (RFC 2782). A record that can't be had counts as none. */
async function srvTarget(
  domain: string,
  { resolveSrv, signal }: AutodiscoverOptions,
): Promise<{ readonly host: string | null; readonly port: number }> {
  const none = { host: null, port: 443 };
  const deadline = startDeadline(srvMs, signal);
  try {
    const records = await untilAborted(resolveSrv(`_autodiscover._tcp.${domain}`), deadline.signal);
    const [best] = [...records].sort(
      (one, other) => one.priority - other.priority || other.weight - one.weight,
    );
    const reading = best === undefined ? null : parseEndpoint(`${best.name}:${best.port}`);
    return reading?.ok ? { host: reading.endpoint.host, port: reading.endpoint.port } : none;
  } catch {
    return none;
  } finally {
    deadline.stop();
  }
}

function lookAt({ host, port }: Candidate, options: ProbeOptions): Promise<ProbeRecord> | null {
  if (host === null) return null;
  return probe({ typed: host, host, port, path: autodiscoverPath }, options);
}

function outcomeOf(record: ProbeRecord | null): AutodiscoverLook['outcome'] {
  if (record === null) return 'no-record';
  const { failure, presentedChain } = record;
  return failure === null || presentedChain.length > 0 ? 'answered' : failure.code;
}

function unreachable(): never {
  throw new TypeError('a candidate that answered has a record');
}
