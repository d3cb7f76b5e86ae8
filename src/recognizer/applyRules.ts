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
  const byConcept = groupByConcept(hits);
  return rules.flatMap((rule) => {
    if (rule.needs.some((concept) => !byConcept.has(concept))) return [];
    const needed = inOrder(rule.needs.map((concept) => byConcept.get(concept) ?? []));
    const spoilers = inOrder(rule.unless.map((concept) => byConcept.get(concept) ?? []));
    const place = tightestPlace(rule, { needed, spoilers, places });
    return place === null ? [] : [{ rule, ...place, locale: mainLocale(hits, place) }];
  });
}

// One word may stand for a concept in several languages; where it stands counts once.
function groupByConcept(hits: readonly ConceptHit[]): Map<string, ConceptHit[]> {
  const groups = new Map<string, ConceptHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.meaning.concept);
    const before = group?.at(-1);
    if (group === undefined) groups.set(hit.meaning.concept, [hit]);
    else if (before?.first !== hit.first || before.last !== hit.last) group.push(hit);
  }
  return groups;
}

/** Merges lists that are each in the order of the text. */
function inOrder(lists: readonly (readonly ConceptHit[])[]): readonly ConceptHit[] {
  const merged: ConceptHit[] = [];
  const next = lists.map(() => 0);
  for (;;) {
    let least: ConceptHit | undefined;
    let from = 0;
    for (let list = 0; list < lists.length; list += 1) {
      const hit = lists[list]?.[next[list] ?? 0];
      if (hit === undefined || (least !== undefined && hit.first >= least.first)) continue;
      least = hit;
      from = list;
    }
    if (least === undefined) return merged;
    merged.push(least);
    next[from] = (next[from] ?? 0) + 1;
  }
}

interface Place {
  readonly first: number;
  readonly last: number;
}

interface Surroundings {
  readonly needed: readonly ConceptHit[];
  readonly spoilers: readonly ConceptHit[];
  readonly places: readonly number[];
}

function tightestPlace(rule: RuleEntry, { needed, spoilers, places }: Surroundings): Place | null {
  const place = (word: number): number => places[word] ?? word;
  const latest = new Map<string, ConceptHit>();
  let best: Place | null = null;
  let bestSpan = rule.within;
  let spoiler = 0;
  for (const hit of needed) {
    latest.set(hit.meaning.concept, hit);
    if (latest.size < rule.needs.length) continue;
    const { first, last } = stretchOf(latest);
    const span = place(last) - place(first);
    if (span >= bestSpan) continue;
    while (spoiler < spoilers.length && place(first) - place(spoilers[spoiler]?.last ?? 0) > rule.within)
      spoiler += 1;
    const spoiling = spoilers[spoiler];
    if (spoiling !== undefined && place(spoiling.first) - place(last) <= rule.within) continue;
    bestSpan = span;
    best = { first, last };
  }
  return best;
}

function stretchOf(latest: ReadonlyMap<string, ConceptHit>): Place {
  let first = Infinity;
  let last = 0;
  for (const hit of latest.values()) {
    if (hit.first < first) first = hit.first;
    if (hit.last > last) last = hit.last;
  }
  return { first, last };
}

// A word may belong to several languages: the one that the most words of the stretch are worded in has it.
function mainLocale(hits: readonly ConceptHit[], { first, last }: Place): string | null {
  const worded = new Map<string, Set<number>>();
  for (let at = indexOfFirst(hits, first); at < hits.length; at += 1) {
    const hit = hits[at];
    if (hit === undefined || hit.first > last) break;
    const { locale } = hit.meaning;
    if (locale === null) continue;
    const words = worded.get(locale) ?? new Set();
    worded.set(locale, words);
    for (let word = hit.first; word <= hit.last; word += 1) words.add(word);
  }
  return [...worded].sort((a, b) => b[1].size - a[1].size)[0]?.[0] ?? null;
}

/** The hits stand in the order of their first word. */
function indexOfFirst(hits: readonly ConceptHit[], first: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.first ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  return low;
}
