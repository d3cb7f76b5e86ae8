import type { PhraseHit } from './phraseIndex.js';
import type { ConceptEntry, RuleEntry } from './signatures.js';

export type ConceptHit = PhraseHit<ConceptEntry>;

export interface RuleHit {
  readonly rule: RuleEntry;
  /** The language of the wording; null when its concepts belong to none. */
  readonly locale: string | null;
  readonly first: number;
  readonly last: number;
}

/**
 * The rules whose concepts all stand near each other, each with its tightest place in the text. `places` says how far
 * into the text each word is (see placesOf).
 */
export function applyRules(
  rules: readonly RuleEntry[],
  hits: readonly ConceptHit[],
  places: readonly number[],
): RuleHit[] {
  const byConcept = Map.groupBy(hits, (hit) => hit.meaning.concept);
  return rules.flatMap((rule) => {
    if (rule.needs.some((concept) => !byConcept.has(concept))) return [];
    const needed = rule.needs
      .flatMap((concept) => byConcept.get(concept) ?? [])
      .sort((a, b) => a.first - b.first);
    const spoilers = rule.unless
      .flatMap((concept) => byConcept.get(concept) ?? [])
      .sort((a, b) => a.first - b.first);
    const place = tightestPlace(rule, { needed, spoilers, places });
    return place === null ? [] : [place];
  });
}

interface Surroundings {
  readonly needed: readonly ConceptHit[];
  readonly spoilers: readonly ConceptHit[];
  readonly places: readonly number[];
}

function tightestPlace(
  rule: RuleEntry,
  { needed, spoilers, places }: Surroundings,
): RuleHit | null {
  const place = (word: number): number => places[word] ?? word;
  const latest = new Map<string, ConceptHit>();
  let best: RuleHit | null = null;
  let bestSpan = rule.within;
  let spoiler = 0;
  for (const hit of needed) {
    latest.set(hit.meaning.concept, hit);
    if (latest.size < rule.needs.length) continue;
    const group = [...latest.values()];
    const first = Math.min(...group.map((part) => part.first));
    const last = Math.max(...group.map((part) => part.last));
    const span = place(last) - place(first);
    if (span >= bestSpan) continue;
    const spoiled = (hit: ConceptHit | undefined): boolean =>
      hit !== undefined && place(hit.first) - place(last) <= rule.within;
    while (spoiler < spoilers.length && place(first) - place(spoilers[spoiler]?.last ?? 0) > rule.within)
      spoiler += 1;
    if (spoiled(spoilers[spoiler])) continue;
    bestSpan = span;
    best = { rule, locale: mainLocale(group), first, last };
  }
  return best;
}

function mainLocale(group: readonly ConceptHit[]): string | null {
  const votes = new Map<string, number>();
  for (const { meaning } of group)
    if (meaning.locale !== null) votes.set(meaning.locale, (votes.get(meaning.locale) ?? 0) + 1);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
