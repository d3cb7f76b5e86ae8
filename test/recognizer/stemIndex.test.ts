import { expect, test } from '@jest/globals';
import { makeStemIndex } from '../../src/recognizer/stemIndex.js';
import { placesOf, stemmedWordsOf, tokenize } from '../../src/recognizer/tokenize.js';

test('a stem begins a word or stands anywhere in it', () => {
  const stemsOf = makeStemIndex(['zert*', '*kanal*', 'zertifikat*']);
  expect(stemsOf('zertifikate')).toEqual(['zert*', 'zertifikat*']);
  expect(stemsOf('remotezertifikat')).toEqual([]);
  expect(stemsOf('tlskanals')).toEqual(['*kanal*']);
  expect(stemsOf('')).toEqual([]);
});

test('a star stays with the word that it belongs to', () => {
  expect(stemmedWordsOf('Doveriteľn* vzťah')).toEqual(['doveriteln*', 'vztah']);
  expect(stemmedWordsOf('*Zertifikat*')).toEqual(['*zertifikat*']);
});

test('pairs of an unspaced script are parts of a word', () => {
  expect(placesOf(tokenize('the SSL 安全通道 failed'))).toEqual([0, 1, 2, 2.5, 3, 4]);
  expect(placesOf(tokenize('ใบรับ x')).at(-1)).toBe(1.75);
});
