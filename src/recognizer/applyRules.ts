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

/** The rules whose concepts all stand near each other, each with its tightest place in the text. */
export function applyRules(rules: readonly RuleEntry[], hits: readonly ConceptHit[]): RuleHit[] {
  const byConcept = Map.groupBy(hits, (hit) => hit.meaning.concept);
  return rules.flatMap((rule) => {
    if (rule.needs.some((concept) => !byConcept.has(concept))) return [];
    const needed = rule.needs
      .flatMap((concept) => byConcept.get(concept) ?? [])
      .sort((a, b) => a.first - b.first);
    const spoilers = rule.unless
      .flatMap((concept) => byConcept.get(concept) ?? [])
      .sort((a, b) => a.first - b.first);
    const place = tightestPlace(rule, needed, spoilers);
    return place === null ? [] : [place];
  });
}

function tightestPlace(
  rule: RuleEntry,
  needed: readonly ConceptHit[],
  spoilers: readonly ConceptHit[],
): RuleHit | null {
  const latest = new Map<string, ConceptHit>();
  let best: RuleHit | null = null;
  let spoiler = 0;
  for (const hit of needed) {
    latest.set(hit.meaning.concept, hit);
    if (latest.size < rule.needs.length) continue;
    const group = [...latest.values()];
    const first = Math.min(...group.map((part) => part.first));
    const last = Math.max(...group.map((part) => part.last));
    if (last - first >= rule.within || (best !== null && last - first >= best.last - best.first)) continue;
    while ((spoilers[spoiler]?.last ?? Infinity) < first - rule.within) spoiler += 1;
    if ((spoilers[spoiler]?.first ?? Infinity) <= last + rule.within) continue;
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
