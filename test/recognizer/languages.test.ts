import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { makeErrorRecognizer } from '../../src/recognizer/recognizeError.js';
import { shippedRecognizer, shippedSignatures } from './signatureFiles.js';

interface Row {
  readonly id: string;
  readonly family: string;
  readonly text: string;
}

/** Errors and look-alikes in forty languages, worded for this project. */
const rows = readFileSync('test/recognizer/corpus.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

describe.each([
  ['with all that is known', shippedRecognizer.recognizeError],
  // What is left is the lexicon, as in a language whose sentences nobody wrote down.
  [
    "without any vendor's sentence",
    makeErrorRecognizer({ ...shippedSignatures, sentences: [] }).recognizeError,
  ],
])('%s', (_name, recognizeError) => {
  test.each(rows.map((row) => [row.id, row] as const))('%s is recognised', (_id, { family, text }) => {
    expect(recognizeError(text).family ?? 'none').toBe(family);
  });
});

test('a look-alike in another language is not asked about either', () => {
  const lookAlikes = rows.filter(({ family, id }) => family === 'none' && !id.startsWith('none.en'));
  for (const { text } of lookAlikes)
    expect([text, shippedRecognizer.recognizeError(text).candidates]).toEqual([text, []]);
});
