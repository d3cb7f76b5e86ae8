import type { ErrorMatch } from './errorMatch.js';
import type { SignatureFamily } from './signatures.js';

/** One reason to believe in a family. */
export interface Evidence {
  readonly family: SignatureFamily;
  /** 0 to 1: how surely the family is meant if this were all there is. */
  readonly weight: number;
  readonly locale: string | null;
  readonly because: string;
}

/** Below this the text is not recognized: a wrong tree costs a person more than one question does. */
const decisionThreshold = 0.55;

/**
 * Weighs the evidence into one family, or none. Reasons for one family add up as independent doubts (1 − ∏(1 − w));
 * the first family wins if it passes the threshold and no look-alike is as sure.
 */
export function decideFamily(evidence: readonly Evidence[]): ErrorMatch {
  const ranked = [...Map.groupBy(evidence, (reason) => reason.family)]
    .map(([family, reasons]) => ({ family, reasons, score: combined(reasons) }))
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (best === undefined)
    return {
      family: null,
      score: 0,
      locale: null,
      because: ['nothing in the text belongs to a known error'],
    };
  const because = best.reasons.toSorted((a, b) => b.weight - a.weight).map((reason) => reason.because);
  const score = Math.round(best.score * 1000) / 1000;
  if (best.family === 'none')
    return {
      family: null,
      score: 0,
      locale: localeOf(best.reasons),
      because: [...because, 'it is a look-alike of no family'],
    };
  if (best.score < decisionThreshold) {
    const weak = `too little to decide for ${best.family}: ${score} is under ${decisionThreshold}`;
    return { family: null, score, locale: localeOf(best.reasons), because: [...because, weak] };
  }
  return { family: best.family, score, locale: localeOf(best.reasons), because };
}

// The strongest reason counts whole, the others a quarter: they mostly stand on the same words, and a paste that
// repeats itself is not surer.
function combined(reasons: readonly Evidence[]): number {
  const weights = reasons.map((reason) => reason.weight).sort((a, b) => b - a);
  return 1 - weights.reduce((doubt, weight, rank) => doubt * (1 - (rank === 0 ? weight : weight / 4)), 1);
}

function localeOf(reasons: readonly Evidence[]): string | null {
  const worded = reasons.filter((reason) => reason.locale !== null);
  return worded.toSorted((a, b) => b.weight - a.weight)[0]?.locale ?? null;
}
