import dns from 'node:dns/promises';
import { startDeadline, untilAborted } from '../base/deadline.js';
import { autodiscoverPath } from '../base/mailDomain.js';
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

const srvMs = 2000;
const firstLookMs = 4000;

interface Candidate {
  readonly via: AutodiscoverLook['via'];
  readonly host: string;
  readonly port: number;
}

interface Seen {
  readonly candidate: Candidate;
  readonly record: ProbeRecord;
}

/**
 * Looks for the server that Autodiscover of a mail domain leads to: `autodiscover.<domain>`, the domain itself and the
 * target of its SRV record, all at once and in short; then takes a whole look at the first that answers TLS. Where none
 * does, the record tells of the first that is more than an unknown name. Never rejects for the world's failures.
 */
export async function probeAutodiscover(domain: string, options: AutodiscoverOptions): Promise<ProbeRecord> {
  const { pace, followUp, ...plain } = options;
  await pace?.();
  const begin = performance.now();
  const wholeMs = options.timeoutMs ?? 10_000;
  const short = {
    http: false,
    further: false,
    timeoutMs: Math.min(firstLookMs, wholeMs / 2),
    onStep: () => {},
  };
  const byName = { via: 'name', host: `autodiscover.${domain}`, port: 443 } as const;
  const look = async (candidate: Candidate): Promise<Seen> => ({
    candidate,
    record: await lookAt(candidate, { ...plain, ...short }),
  });
  options.onStep?.('dns');
  const [named, atRoot, bySrv] = await Promise.all([
    look(byName),
    look({ via: 'root', host: domain, port: 443 }),
    srvTarget(domain, options).then((target) => (target === null ? null : look(target))),
  ]);
  const seen = [named, atRoot, ...(bySrv === null ? [] : [bySrv])];
  const looks = seen.map(({ candidate, record }) => ({ ...candidate, outcome: outcomeOf(record) }));
  const none = { via: 'srv', host: null, port: 443, outcome: 'no-record' } as const;
  const autodiscover: readonly AutodiscoverLook[] = bySrv === null ? [...looks, none] : looks;
  const best = seen.find(({ record }) => outcomeOf(record) === 'answered');
  if (best === undefined) {
    const telling = seen.find(({ record }) => record.failure?.code !== 'dns-failure') ?? named;
    return { ...telling.record, autodiscover };
  }
  const timeoutMs = Math.max(1, wholeMs - (performance.now() - begin));
  const whole = { ...plain, ...(followUp ? { followUp } : {}), timeoutMs };
  return { ...(await lookAt(best.candidate, whole)), autodiscover };
}

/** The first by priority, then the heaviest (RFC 2782). A record that can't be had, or names no host, counts as none. */
async function srvTarget(
  domain: string,
  { resolveSrv, signal }: AutodiscoverOptions,
): Promise<Candidate | null> {
  const deadline = startDeadline(srvMs, signal);
  try {
    const records = await untilAborted(resolveSrv(`_autodiscover._tcp.${domain}`), deadline.signal);
    const [best] = [...records].sort(
      (one, other) => one.priority - other.priority || other.weight - one.weight,
    );
    const reading = best === undefined ? null : parseEndpoint(`${best.name}:${best.port}`);
    if (!reading?.ok) return null;
    const { host, port } = reading.endpoint;
    return { via: 'srv', host, port };
  } catch {
    return null;
  } finally {
    deadline.stop();
  }
}

function lookAt({ host, port }: Candidate, options: ProbeOptions): Promise<ProbeRecord> {
  return probe({ typed: host, host, port, path: autodiscoverPath }, options);
}

function outcomeOf({ failure, presentedChain }: ProbeRecord): AutodiscoverLook['outcome'] {
  return failure === null || presentedChain.length > 0 ? 'answered' : failure.code;
}
