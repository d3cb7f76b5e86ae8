import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import { maskSecrets } from '../base/maskSecrets.js';
import type { RunProbe } from '../bot/probeJobs.js';
import { makeOutboundPolicy, type OutboundPolicy } from '../probe/outboundPolicy.js';
import { type ProbeTarget, probe } from '../probe/probe.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import type { Resolve } from '../probe/resolveAddresses.js';
import { targetOf } from './runProbe.js';

/**
 * Looks without a network: what has been recorded answers as if it had been seen now. Every other name leads to no
 * address, and an address in digits is none that may be looked at.
 *
 * @param records what answers at the moment of the look
 */
export function replayLooks(records: () => readonly ProbeRecord[], clock: Clock): RunProbe {
  return async (request) => {
    const target = targetOf(request);
    const recorded = findRecord(records(), target);
    const record = recorded
      ? seenNow(recorded, target, clock)
      : await probe(target, { policy: nowhere, clock, http: false, resolve: unknownName });
    return record as unknown as JsonObject;
  };
}

/** The record of that very port if there is one, else one of the same protocol: the servers answer on every port. */
function findRecord(
  records: readonly ProbeRecord[],
  { host, port, startTls }: ProbeTarget,
): ProbeRecord | null {
  const ofHost = records.filter((record) => record.endpoint.host === host && record.startTls === startTls);
  return ofHost.find(({ endpoint }) => endpoint.port === port) ?? ofHost[0] ?? null;
}

function seenNow(record: ProbeRecord, { typed, port }: ProbeTarget, clock: Clock): ProbeRecord {
  return {
    ...record,
    target: maskSecrets(typed),
    endpoint: { ...record.endpoint, port },
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
