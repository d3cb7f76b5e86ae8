import type { ProbeRecord } from '../probe/probeRecord.js';

/**
 * The record of a look that never touched the network: certificates from a file, the first one as the leaf, the rest
 * as the chain presented. Host and port are empty and 0, which toDiagnoseJson prints as null.
 *
 * @param target the file's name as the person gave it
 */
export function inspectRecord(
  target: string,
  certificates: readonly { readonly der: Buffer }[],
  host: string | null,
  at: Date,
): ProbeRecord {
  return {
    target,
    endpoint: { host: host ?? '', port: 0, address: null, sni: null },
    startedAt: at.toISOString(),
    addresses: [],
    failure: null,
    presentedChain: certificates.map(({ der }) => der.toString('base64')),
    tls: null,
    server: null,
    timings: {},
  };
}
