import { makeTrustAnchors, type TrustAnchors } from './trustAnchors.js';

/**
 * The same anchors and some more, given as PEM; the big index of the first ones is shared.
 *
 * @throws CodedError `trust-anchors-unreadable` when a text holds no certificate that can be read.
 */
export function withAddedAnchors(anchors: TrustAnchors, pems: readonly string[]): TrustAnchors {
  if (pems.length === 0) return anchors;
  const added = makeTrustAnchors({ added: pems });
  return {
    bySubject: (canonical) => [...anchors.bySubject(canonical), ...added.bySubject(canonical)],
    has: (certificate) => anchors.has(certificate) || added.has(certificate),
    isBuiltIn: (certificate) => anchors.isBuiltIn(certificate),
  };
}
