import type { JsonObject } from '../../base/json.js';
import type { ProbeFailure, ProbeFailureCode } from '../../probe/probeRecord.js';
import { blocks, type Check } from '../finding.js';

const sentences: { readonly [code in ProbeFailureCode]?: string } = {
  blocked: 'the outbound policy does not allow this address or port',
  'dns-failure': 'the name does not resolve',
  refused: 'the connection was refused',
  timeout: 'no answer came in time',
  'not-tls': 'what answers does not speak TLS',
  oversized: 'the server sent more than any handshake needs',
  'handshake-failure': 'the TLS handshake failed',
  'client-cert-required': 'the server demands a client certificate',
};

/** Why no handshake completed. TLS versions have a check of their own. */
export const checkConnection: Check = ({ record }) => {
  const { failure } = record;
  const sentence = failure && sentences[failure.code];
  if (!failure || !sentence) return null;
  const raw = failure.code === 'blocked' || failure.raw === null ? '' : ` (${failure.raw})`;
  return blocks(failure.code, `${sentence}${raw}`, evidenceOf(failure));
};

/** Findings reach the person's own client, who may not learn the operator's networks and settings from a refusal. */
function evidenceOf({ code, phase, raw, evidence }: ProbeFailure): JsonObject {
  return code === 'blocked' ? { phase } : { ...evidence, phase, raw };
}
