import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import { maskSecrets } from '../base/maskSecrets.js';
import type { RunProbe } from '../bot/probeJobs.js';
import { makeOutboundPolicy, type OutboundPolicy } from '../probe/outboundPolicy.js';
import { type ProbeTarget, probe } from '../probe/probe.js';
import { probeAutodiscover } from '../probe/probeAutodiscover.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import type { Resolve } from '../probe/resolveAddresses.js';
import { targetOf } from './runProbe.js';
import { findTakenLook, type TakenLook } from './takenLook.js';

/**
 * Looks without a network: what has been taken is shown as if it had been seen now. Every other name leads to no
 * address, and an address in digits is none that may be looked at.
 *
 * @param looks what answers at the moment of the look
 */
export function replayLooks(looks: () => readonly TakenLook[], clock: Clock): RunProbe {
  return async (request) => {
    const target = targetOf(request);
    const taken = findTakenLook(looks(), request);
    const record = taken ? seenNow(taken, target, clock) : await lookNowhere(request, target, clock);
    return record as unknown as JsonObject;
  };
}

function lookNowhere(request: JsonObject, target: ProbeTarget, clock: Clock): Promise<ProbeRecord> {
  const options = { policy: nowhere, clock, http: false, resolve: unknownName };
  const domain = request['autodiscover'];
  return typeof domain === 'string'
    ? probeAutodiscover(domain, { ...options, resolveSrv: async () => [] })
    : probe(target, options);
}

/** A look at another port of the same server is shown with the port that was asked for. */
function seenNow({ request, record }: TakenLook, { typed, port }: ProbeTarget, clock: Clock): ProbeRecord {
  return {
    ...record,
    target: record.target || maskSecrets(typed),
    endpoint: request['port'] === port ? record.endpoint : { ...record.endpoint, port },
    startedAt: clock.now().toISOString(),
  };
}

const usual = makeOutboundPolicy({
  allowedNetworks: [],
  allowedPorts: [],
  privateRangesAllowed: false,
  ownAddresses: [],
});

const nowhere: OutboundPolicy = {
  check(address, port, use) {
    const verdict = usual.check(address, port, use);
    return verdict.allowed ? { allowed: false, rule: 'private', setting: 'PROBE_ALLOWED_NETWORKS' } : verdict;
  },
};

const unknownName: Resolve = async (host) => {
  throw Object.assign(new Error(`no ${host} here`), { code: 'ENOTFOUND' });
};
