import type { JsonObject } from '../../base/json.js';
import type { Trust } from '../examination.js';
import { blocks, type Check } from '../finding.js';

/**
 * The server does not send the certificate that links its own to a root, or none that is at hand does. One that Windows
 * can fetch by itself still blocks: every other client fails, and so does a Router whose computer can't reach that
 * address, which only a look there can tell.
 */
export const checkIncompleteChain: Check = ({ leaf, trust, record, given }) => {
  if (!leaf || !trust || trust.presented.anchored) return null;
  const last = trust.presented.certificates.at(-1) ?? leaf;
  const issuer = last.issuer.text;
  const evidence = { issuer, missing: issuer, caIssuerUrls: last.extensions.caIssuerUrls };
  const { from = [], problems = [] } = record.fetched?.issuers ?? {};
  if (trust.path.anchored) {
    const repaired = from.length > 0;
    const how = repaired
      ? 'Windows fetches it by itself as was done here, other clients do not'
      : 'with the certificates supplied the path is complete';
    return blocks('incomplete-chain', `the server does not send ${issuer}; ${how}`, {
      ...evidence,
      ...closedBy(trust),
      ...(repaired ? { repairedByWindows: true, fetchedFrom: from } : {}),
    });
  }
  const lone = trust.path.certificates.length === 1;
  if (!lone || trust.selfSigned.claimed) return null;
  // Nobody can tell from a lone leaf whether its issuer is a private root or an intermediate that was forgotten.
  const because = `the certificate of its issuer ${issuer} was not ${given ? 'given' : 'sent'} and is not at hand`;
  return blocks('incomplete-chain', because, {
    ...evidence,
    rootKnown: false,
    ...(given ? { given: true } : {}),
    ...(problems.length > 0 ? { notFetched: problems } : {}),
  });
};

function closedBy({ presented, path }: Trust): JsonObject {
  const sent = new Set(presented.certificates.map(({ fingerprint256 }) => fingerprint256));
  const added = path.certificates.slice(0, -1).filter(({ fingerprint256 }) => !sent.has(fingerprint256));
  return { closedBy: added.map(({ subject }) => subject.text), rootKnown: true };
}
