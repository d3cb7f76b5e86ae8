import tls from 'node:tls';
import { systemClock } from '../src/base/clock.js';
import type { TrustAnchors } from '../src/certificates/trustAnchors.js';
import { diagnose } from '../src/diagnosis/diagnose.js';
import type { Verdict } from '../src/diagnosis/diagnosis.js';
import { inspectRecord } from '../src/diagnosis/inspectRecord.js';
import { makeFetchCache } from '../src/probe/followUp/fetchCache.js';
import { type ProbeOptions, probe } from '../src/probe/probe.js';
import type { ProbeRecord } from '../src/probe/probeRecord.js';
import { rawLook } from '../src/probe/tlsLook/rawLook.js';
import type { ServedEndpoints } from './labEndpoints.js';
import type { Way } from './wayTimes.js';

export const endpointName = 'mail.contoso.com';

/** Ways to look at one endpoint from within this process; a bare handshake is the first. */
export function lookWays(
  port: number,
  pointing: Pick<ServedEndpoints, 'forgetful' | 'revocable'>,
  anchors: TrustAnchors,
): readonly Way[] {
  const whole = (options: Partial<ProbeOptions>) => async () => {
    await lookAndJudge(port, anchors, options);
  };
  // A fresh cache each time, or only the first look would fetch.
  const following = (at: number, verdict: Verdict) => async () => {
    const followUp = { anchors, cache: makeFetchCache(systemClock) };
    await lookAndJudge(at, anchors, { http: true, followUp }, verdict);
  };
  return [
    { name: 'tls.connect', run: () => handshake(port) },
    { name: 'raw look, path and certificate findings', run: () => rawAndJudge(port, anchors) },
    { name: 'diagnose: both looks', run: whole({ http: false, further: false }) },
    { name: 'diagnose: and other servers, no SNI, old TLS', run: whole({ http: false }) },
    { name: 'diagnose: and the HTTP look (all the bot does)', run: whole({ http: true }) },
    { name: 'the same with an issuer to fetch (AIA)', run: following(pointing.forgetful, 'untrusted') },
    { name: 'the same with a revocation to ask about (OCSP)', run: following(pointing.revocable, 'trusted') },
  ];
}

export async function lookAndJudge(
  port: number,
  anchors: TrustAnchors,
  options: Partial<ProbeOptions>,
  expected: Verdict = 'trusted',
): Promise<void> {
  const target = { typed: endpointName, host: endpointName, port, path: '/' };
  const resolve = async () => ['127.0.0.1'];
  const record = await probe(target, { policy: null, clock: systemClock, http: false, resolve, ...options });
  judge(record, anchors, expected);
}

async function rawAndJudge(port: number, anchors: TrustAnchors): Promise<void> {
  const look = await rawLook({
    ...{ address: '127.0.0.1', port, serverName: endpointName, tcpTimeoutMs: 1000 },
    signal: new AbortController().signal,
  });
  const certificates = look.certificates.map((der) => ({ der }));
  judge(inspectRecord(endpointName, certificates, endpointName, systemClock.now()), anchors);
}

function judge(record: ProbeRecord, anchors: TrustAnchors, expected: Verdict = 'trusted'): void {
  const at = new Date(record.startedAt);
  const { verdict } = diagnose({
    record,
    host: endpointName,
    anchors,
    reported: null,
    pastedFamily: null,
    at,
  });
  if (verdict !== expected) throw new Error(`diagnosed ${verdict}`);
}

function handshake(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername: endpointName, rejectUnauthorized: false };
    const socket = tls.connect(options, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
