import { applyRules } from './applyRules.js';
import { decideFamily, decisionThreshold, type Evidence } from './decideFamily.js';
import type { RecognizedError } from './errorMatch.js';
import { makeFindSentences } from './findSentences.js';
import { makePhraseIndex, type PhraseHit } from './phraseIndex.js';
import { prepareText } from './prepareText.js';
import { makeFindDetail } from './readDetail.js';
import { makeFindDirections, readDirection } from './readDirection.js';
import { remembering } from './remembering.js';
import type { ConceptEntry, SignalEntry, Signatures } from './signatures.js';
import { makeStemIndex } from './stemIndex.js';
import { placesOf, stemmedWordsOf, type Token, tokenize, wordsOf } from './tokenize.js';
import { makeVocabulary } from './vocabulary.js';

/** A stretch of the prepared text that belongs to an error, in offsets of that text. */
export interface ErrorStretch {
  readonly start: number;
  readonly end: number;
}

export interface ErrorRecognizer {
  /** Names the error that a text holds. Time grows in proportion to the text. */
  recognizeError(text: string): RecognizedError;
  /** Where in a prepared text (see prepareText) known error wording stands. */
  findErrorStretches(prepared: string): ErrorStretch[];
}

const mostOfWord = 0.6;

export function makeErrorRecognizer(signatures: Signatures): ErrorRecognizer {
  const signals = makePhraseIndex<SignalEntry>(
    signatures.signals.map((meaning) => ({ words: wordsOf(meaning.phrase), meaning })),
  );
  const conceptPhrases = signatures.concepts.map((meaning) => ({
    words: stemmedWordsOf(meaning.phrase),
    meaning,
  }));
  const conceptWords = conceptPhrases.flatMap(({ words }) => words);
  const isStem = (word: string): boolean => word.includes('*');
  const stemsOf = makeStemIndex(conceptWords.filter(isStem));
  const concepts = makePhraseIndex<ConceptEntry>(conceptPhrases, stemsOf);
  const findSentences = makeFindSentences(signatures.sentences);
  const vocabulary = makeVocabulary([
    ...signatures.sentences.flatMap((entry) => wordsOf(entry.text)),
    ...conceptWords.filter((word) => !isStem(word)),
    ...signatures.directions.flatMap((entry) => wordsOf(entry.phrase)),
  ]);
  const findDirections = makeFindDirections(signatures.directions);
  const findDetail = makeFindDetail(signatures.details);

  // A word that is mostly a known stem is right as it is, however like another language's word it looks.
  const isStemmed = (word: string): boolean =>
    stemsOf(word).some((stem) => stem.length >= word.length * mostOfWord);
  const correct = remembering((word) => (isStemmed(word) ? word : vocabulary.correct(word)));

  // Signals are looked for in the words as written, wording in the words as meant.
  const readWords = (prepared: string) => {
    const tokens = tokenize(prepared);
    const written = tokens.map((token) => token.word);
    const end = written.at(-1) ?? '';
    const cut = isStemmed(end) ? null : vocabulary.complete(end);
    const meant = (cut === null ? written : written.with(-1, cut)).map(correct);
    return {
      tokens,
      written,
      meant,
      signals: signals.find(written),
      sentences: findSentences(meant),
      rules: applyRules(signatures.rules, concepts.find(meant), placesOf(tokens)),
      directions: findDirections(meant),
    };
  };

  // One turn asks for a message's language and for its error, and both need this.
  let last: { readonly prepared: string; readonly found: ReturnType<typeof readWords> } | null = null;
  const read = (prepared: string) => {
    if (last?.prepared !== prepared) last = { prepared, found: readWords(prepared) };
    return last.found;
  };

  return {
    recognizeError(text) {
      const found = read(prepareText(text));
      const evidence = [
        ...signalEvidence(found.signals),
        ...sentenceEvidence(found.sentences),
        ...ruleEvidence(found.rules),
      ];
      const match = decideFamily(evidence);
      const detail = match.family === null ? null : findDetail(match.family, [found.written, found.meant]);
      return { ...match, direction: readDirection(found.directions), detail };
    },
    findErrorStretches(prepared) {
      const found = read(prepared);
      const telling = found.signals.filter((hit) => hit.meaning.weight >= 0.5);
      // What is only enough to ask about may be the person's own words.
      const deciding = found.rules.filter((hit) => hit.rule.weight >= decisionThreshold);
      return [...telling, ...found.sentences, ...deciding, ...found.directions].map((hit) =>
        stretchOf(found.tokens, hit),
      );
    },
  };
}

function stretchOf(
  tokens: readonly Token[],
  hit: { readonly first: number; readonly last: number },
): ErrorStretch {
  return { start: tokens[hit.first]?.start ?? 0, end: tokens[hit.last]?.end ?? 0 };
}

function signalEvidence(hits: readonly PhraseHit<SignalEntry>[]): Evidence[] {
  const firsts = new Map(hits.toReversed().map((hit) => [hit.meaning, hit]));
  return [...firsts.values()].map(({ meaning: { family, phrase, weight }, first, last }) => ({
    family,
    weight,
    locale: null,
    because: `signal "${phrase}" points to ${family} in every language`,
    first,
    last,
  }));
}

function sentenceEvidence(hits: ReturnType<ReturnType<typeof makeFindSentences>>): Evidence[] {
  const best = new Map<object, (typeof hits)[number]>();
  for (const hit of hits)
    if (hit.coverage > (best.get(hit.sentence)?.coverage ?? 0)) best.set(hit.sentence, hit);
  return [...best.values()].map(({ sentence, coverage, first, last }) => ({
    family: sentence.family,
    // Three quarters of the wording is likely, all of it is sure.
    weight: sentence.weight * (0.97 - (1 - coverage) * 1.2),
    locale: sentence.locale,
    because: `${Math.round(coverage * 100)} % of the ${sentence.locale} wording "${sentence.text}" points to ${sentence.family}`,
    first,
    last,
  }));
}

function ruleEvidence(hits: ReturnType<typeof applyRules>): Evidence[] {
  return hits.map(({ rule, locale, first, last }) => ({
    family: rule.family,
    weight: rule.weight,
    locale,
    because: `${rule.needs.join(' + ')} within ${last - first + 1} words${locale === null ? '' : ` (${locale})`} points to ${rule.family}`,
    first,
    last,
  }));
}
