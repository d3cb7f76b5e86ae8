import { foldText } from './foldText.js';
import { makePhraseIndex } from './phraseIndex.js';
import type { LanguageEntry } from './signatures.js';
import { wordsOf } from './tokenize.js';

export interface DetectedLanguage {
  /** One of the supported locales; null when the text tells none. */
  readonly locale: string | null;
  /** True when there is enough evidence to speak that language without asking. */
  readonly sure: boolean;
}

export type DetectLanguage = (own: string, supported: readonly string[]) => DetectedLanguage;

interface Clue {
  readonly locale: string;
  readonly weight: number;
}

const tellingWeight = 2;
const letterWeight = 1.2;
const mostLetters = 4;
/** Evidence for a sure answer, and how far it must be ahead of the next language. */
const sureEvidence = 2;
const sureLead = 1.6;
/** Enough of another language for English beside it to be taken for quoted wording. */
const settled = 2.5;
const quotedEnglish = 0.35;
/** A certificate's base64 holds short words of every language by chance. */
const encoded = /[A-Za-z0-9+/=]{40,}/g;
/** Nobody needs more than this to be known by. */
const longestRead = 20_000;

/** Tells the language of a person's own sentences (see splitPaste), with or without diacritics. */
export function makeDetectLanguage(entries: readonly LanguageEntry[]): DetectLanguage {
  const letters = new Map(
    entries.filter(({ kind }) => kind === 'letters').map(({ phrase, locale }) => [phrase, locale]),
  );
  const clues = makePhraseIndex<Clue>([...commonClues(entries), ...tellingClues(entries)]);

  return (own, supported) => {
    const text = own.replaceAll(encoded, ' ').slice(0, longestRead).toLowerCase().normalize('NFC');
    const evidence = new Map<string, number>();
    const add = (locale: string, weight: number) =>
      evidence.set(locale, (evidence.get(locale) ?? 0) + weight);
    for (const { meaning } of clues.find(wordsOf(text))) add(meaning.locale, meaning.weight);
    for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? [])
      if (foldText(word) !== word)
        for (const { meaning } of clues.find([word])) add(meaning.locale, meaning.weight);
    const told = [...text].flatMap((letter) => letters.get(letter) ?? []);
    for (const [locale, seen] of Map.groupBy(told, (locale) => locale))
      add(locale, Math.min(seen.length, mostLetters) * letterWeight);
    return judge(evidence, supported);
  };
}

type Clues = { words: string[]; meaning: Clue }[];

// A word of several languages is shared out among them, and more than evenly so: it tells nothing. An accented word
// typed without its accents counts little where it looks like another language's own word (cần and can).
function commonClues(entries: readonly LanguageEntry[]): Clues {
  const written = new Map<string, Set<string>>();
  const folded = new Map<string, Set<string>>();
  for (const { phrase, locale } of entries.filter(({ kind }) => kind === 'common')) {
    const form = phrase.toLowerCase().normalize('NFC');
    addTo(written, form, locale);
    if (foldText(form) !== form) addTo(folded, foldText(form), locale);
  }
  const clues = (
    forms: ReadonlyMap<string, Set<string>>,
    weightOf: (form: string, sharers: number) => number,
  ): Clues =>
    [...forms].flatMap(([form, locales]) =>
      [...locales].map((locale) => ({
        words: form.match(/[\p{L}\p{M}]+/gu) ?? [],
        meaning: { locale, weight: weightOf(form, locales.size) },
      })),
    );
  return [
    ...clues(written, (_, sharers) => 1 / (2 * sharers - 1)),
    ...clues(folded, (form, sharers) => (written.has(form) ? 0.15 : 0.7) / (2 * sharers - 1)),
  ];
}

function addTo(forms: Map<string, Set<string>>, form: string, locale: string): void {
  const locales = forms.get(form);
  if (locales === undefined) forms.set(form, new Set([locale]));
  else locales.add(locale);
}

// A single accented word tells only with its accents (dạ, not da); a phrase tells without them too.
function tellingClues(entries: readonly LanguageEntry[]): Clues {
  return entries
    .filter(({ kind }) => kind === 'telling')
    .map(({ phrase, locale }) => {
      const written = phrase.toLowerCase().normalize('NFC');
      const words = wordsOf(phrase);
      return { words: words.length === 1 ? [written] : words, meaning: { locale, weight: tellingWeight } };
    });
}

function judge(evidence: Map<string, number>, supported: readonly string[]): DetectedLanguage {
  // Errors, labels and product names are English whoever writes, so beside another language English counts less.
  const others = [...evidence].filter(([locale]) => locale !== 'en').map(([, weight]) => weight);
  const english = evidence.get('en');
  if (english !== undefined && Math.max(0, ...others) >= settled) evidence.set('en', english * quotedEnglish);
  const [best, next] = [...evidence].sort((a, b) => b[1] - a[1]);
  if (best === undefined || !supported.includes(best[0])) return { locale: null, sure: false };
  const sure = best[1] >= sureEvidence && best[1] >= (next?.[1] ?? 0) * sureLead;
  return { locale: best[0], sure };
}
