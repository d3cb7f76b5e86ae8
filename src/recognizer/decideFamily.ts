import type { ErrorMatch } from './errorMatch.js';
import type { SignatureFamily } from './signatures.js';

/** One reason to believe in a family. */
export interface Evidence {
  readonly family: SignatureFamily;
  /** 0 to 1: how surely the family is meant if this were all there is. */
  readonly weight: number;
  readonly locale: string | null;
  readonly because: string;
  /** Positions of the words it stands on, inclusive. */
  readonly first: number;
  readonly last: number;
}

/** Below this the text is not recognized: a wrong tree costs a person more than one question does. */
export const decisionThreshold = 0.55;
/** Enough to ask "did you mean", too little to decide. */
const worthAsking = 0.3;
/** A reason by itself strong enough to be an error of its own beside the one that is answered. */
const ownError = 0.75;
const mostCandidates = 3;

interface Ranked {
  readonly family: SignatureFamily;
  readonly reasons: readonly Evidence[];
  readonly score: number;
}

/**
 * Weighs the evidence into one family, or none. Reasons for one family add up as independent doubts (1 − ∏(1 − w));
 * the first family wins if it passes the threshold and no look-alike is as sure.
 */
export function decideFamily(evidence: readonly Evidence[]): ErrorMatch {
  const ranked = [...Map.groupBy(evidence, (reason) => reason.family)]
    .map(([family, reasons]) => ({ family, reasons, score: combined(reasons) }))
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  if (best === undefined) return nothing;
  const because = best.reasons.toSorted((a, b) => b.weight - a.weight).map((reason) => reason.because);
  const locale = localeOf(best.reasons);
  if (best.family === 'none')
    return { ...nothing, locale, because: [...because, 'it is a look-alike of no family'] };
  const score = Math.round(best.score * 1000) / 1000;
  if (best.score < decisionThreshold) {
    const weak = `too little to decide for ${best.family}: ${score} is under ${decisionThreshold}`;
    return { ...nothing, score, locale, because: [...because, weak], candidates: candidatesOf(ranked) };
  }
  return { family: best.family, score, locale, because, candidates: [], also: otherErrors(best, ranked) };
}

const nothing: ErrorMatch = {
  family: null,
  score: 0,
  locale: null,
  because: ['nothing in the text belongs to a known error'],
  candidates: [],
  also: [],
};

// The strongest reason counts whole, the others a quarter: they mostly stand on the same words, and a paste that
// repeats itself is not surer.
function combined(reasons: readonly Evidence[]): number {
  const weights = reasons.map((reason) => reason.weight).sort((a, b) => b - a);
  return 1 - weights.reduce((doubt, weight, rank) => doubt * (1 - (rank === 0 ? weight : weight / 4)), 1);
}

function candidatesOf(ranked: readonly Ranked[]): string[] {
  return ranked
    .flatMap(({ family, score }) => (family !== 'none' && score >= worthAsking ? [family] : []))
    .slice(0, mostCandidates);
}

// The generic outer message of an inner one is weak, and a second reading stands on the same words: neither is a
// second error.
function otherErrors(best: Ranked, ranked: readonly Ranked[]): string[] {
  const apart = (reason: Evidence): boolean =>
    best.reasons.every((taken) => reason.last < taken.first || reason.first > taken.last);
  return ranked.flatMap(({ family, reasons }) =>
    family !== 'none' &&
    family !== best.family &&
    reasons.some((reason) => reason.weight >= ownError && apart(reason))
      ? [family]
      : [],
  );
}

function localeOf(reasons: readonly Evidence[]): string | null {
  const votes = new Map<string, number>();
  for (const { locale, weight } of reasons)
    if (locale !== null) votes.set(locale, (votes.get(locale) ?? 0) + weight);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
