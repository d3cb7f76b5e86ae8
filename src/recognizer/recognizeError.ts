import { applyRules } from './applyRules.js';
import { decideFamily, type Evidence } from './decideFamily.js';
import type { RecognizedError } from './errorMatch.js';
import { makeFindSentences } from './findSentences.js';
import { makePhraseIndex } from './phraseIndex.js';
import { prepareText } from './prepareText.js';
import { makeFindDetail } from './readDetail.js';
import { makeFindDirections, readDirection } from './readDirection.js';
import type { ConceptEntry, SignalEntry, Signatures } from './signatures.js';
import { type Token, tokenize, wordsOf } from './tokenize.js';
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

export function makeErrorRecognizer(signatures: Signatures): ErrorRecognizer {
  const signals = makePhraseIndex<SignalEntry>(
    signatures.signals.map((meaning) => ({ words: wordsOf(meaning.phrase), meaning })),
  );
  const concepts = makePhraseIndex<ConceptEntry>(
    signatures.concepts.map((meaning) => ({ words: wordsOf(meaning.phrase), meaning })),
  );
  const findSentences = makeFindSentences(signatures.sentences);
  const vocabulary = makeVocabulary(
    [
      ...signatures.sentences.map((entry) => entry.text),
      ...signatures.concepts.map((entry) => entry.phrase),
      ...signatures.directions.map((entry) => entry.phrase),
    ].flatMap(wordsOf),
  );
  const findDirections = makeFindDirections(signatures.directions);
  const findDetail = makeFindDetail(signatures.details);

  // Signals are looked for in the words as written, wording in the words as meant.
  const readWords = (prepared: string) => {
    const tokens = tokenize(prepared);
    const written = tokens.map((token) => token.word);
    const cut = vocabulary.complete(written.at(-1) ?? '');
    const meant = correctWords(cut === null ? written : written.with(-1, cut), vocabulary.correct);
    return {
      tokens,
      written,
      meant,
      signals: signals.find(written),
      sentences: findSentences(meant),
      rules: applyRules(signatures.rules, concepts.find(meant)),
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
      return [...telling, ...found.sentences, ...found.rules, ...found.directions].map((hit) =>
        stretchOf(found.tokens, hit),
      );
    },
  };
}

function correctWords(words: readonly string[], correct: (word: string) => string): string[] {
  const known = new Map<string, string>();
  return words.map((word) => {
    let meant = known.get(word);
    if (meant === undefined) {
      meant = correct(word);
      known.set(word, meant);
    }
    return meant;
  });
}

function stretchOf(
  tokens: readonly Token[],
  hit: { readonly first: number; readonly last: number },
): ErrorStretch {
  return { start: tokens[hit.first]?.start ?? 0, end: tokens[hit.last]?.end ?? 0 };
}

function signalEvidence(hits: readonly { readonly meaning: SignalEntry }[]): Evidence[] {
  return [...new Set(hits.map((hit) => hit.meaning))].map(({ family, phrase, weight }) => ({
    family,
    weight,
    locale: null,
    because: `signal "${phrase}" points to ${family} in every language`,
  }));
}

function sentenceEvidence(hits: ReturnType<ReturnType<typeof makeFindSentences>>): Evidence[] {
  const best = new Map<object, (typeof hits)[number]>();
  for (const hit of hits)
    if (hit.coverage > (best.get(hit.sentence)?.coverage ?? 0)) best.set(hit.sentence, hit);
  return [...best.values()].map(({ sentence, coverage }) => ({
    family: sentence.family,
    // Three quarters of the wording is likely, all of it is sure.
    weight: sentence.weight * (0.97 - (1 - coverage) * 1.2),
    locale: sentence.locale,
    because: `${Math.round(coverage * 100)} % of the ${sentence.locale} wording "${sentence.text}" points to ${sentence.family}`,
  }));
}

function ruleEvidence(hits: ReturnType<typeof applyRules>): Evidence[] {
  return hits.map(({ rule, locale, first, last }) => ({
    family: rule.family,
    weight: rule.weight,
    locale,
    because: `${rule.needs.join(' + ')} within ${last - first + 1} words${locale === null ? '' : ` (${locale})`} points to ${rule.family}`,
  }));
}
