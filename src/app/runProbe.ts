import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import { makeFetchCache } from '../probe/followUp/fetchCache.js';
import type { OutboundPolicy } from '../probe/outboundPolicy.js';
import { type ProbeTarget, probe } from '../probe/probe.js';
import { probeAutodiscover, systemResolveSrv } from '../probe/probeAutodiscover.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import { makeStartPace } from '../probe/startPace.js';
import { startTlsOfPort } from '../probe/tlsLook/startTls.js';
import type { Surroundings } from './createBot.js';
import type { Settings } from './settingsSpec.js';

type RunJob = (
  request: JsonObject,
  onStep: (step: string) => void,
  signal: AbortSignal,
) => Promise<JsonObject>;

/** As much as one look computes. */
const startEveryMs = 8;

/** A probe job's request, as the bot's conversations write it, as a look through the server's own policy. */
export function runProbe(
  settings: Settings,
  policy: OutboundPolicy,
  anchors: TrustAnchors,
  surroundings: Surroundings,
): RunJob {
  const { clock, log, resolve, resolveSrv = systemResolveSrv, connectTo } = surroundings;
  const followUp = { anchors, cache: makeFetchCache(clock) };
  const pace = makeStartPace(startEveryMs);
  return async (request, onStep, signal) => {
    const options = {
      ...{ policy, clock, onStep, signal, pace, http: true, timeoutMs: settings.PROBE_TIMEOUT_MS, followUp },
      ...(resolve ? { resolve } : {}),
      ...(connectTo ? { connectTo } : {}),
    };
    const domain = request['autodiscover'];
    const record =
      typeof domain === 'string'
        ? await probeAutodiscover(domain, { ...options, resolveSrv })
        : await probe(targetOf(request), options);
    if (record.failure?.code === 'blocked') {
      const { rule, address, setting } = record.failure.evidence;
      log.warn(
        { host: record.endpoint.host, address, rule, setting },
        `A probe was refused; ${String(setting)} would allow it.`,
      );
    }
    return record as unknown as JsonObject;
  };
}

/** What is told when a look could not be brought to an end at all. */
export function failedRecord(request: JsonObject, clock: Clock): JsonObject {
  const { typed, host, port } = targetOf(request);
  const record: ProbeRecord = {
    target: typed,
    endpoint: { host, port, address: null, sni: null },
    startedAt: clock.now().toISOString(),
    addresses: [],
    failure: { code: 'timeout', phase: 'tcp', raw: 'probe-failed', evidence: {} },
    presentedChain: [],
    tls: null,
    server: null,
    timings: {},
  };
  return record as unknown as JsonObject;
}

/** What a probe job asks for, read from its request. */
export function targetOf(request: JsonObject): ProbeTarget {
  const { typed, host, port, path } = request as { typed: string; host: string; port: number; path: string };
  const startTls = startTlsOfPort(port);
  return { typed, host, port, path, ...(startTls ? { startTls } : {}) };
}
