import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expandPattern } from '../../src/recognizer/expandPattern.js';
import { foldText } from '../../src/recognizer/foldText.js';
import { prepareText } from '../../src/recognizer/prepareText.js';
import { tokenize, wordsOf } from '../../src/recognizer/tokenize.js';
import { makeVocabulary } from '../../src/recognizer/vocabulary.js';
import { shippedRecognizer } from './signatureFiles.js';

test.each([
  ['Échec', 'echec'],
  ['Đường dẫn', 'duong dan'],
  ['e\u0301tabli', 'etabli'],
  ['ＴＬＳ', 'tls'],
  ['Œuvre', 'oeuvre'],
  ['신뢰', '신뢰'],
  ['プロシージャ', 'プロシージャ'],
  ['الشهادة', 'الشهاده'],
  ['עֲרוּץ', 'ערוץ'],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('words are cut at every kind of quote and space; scripts without spaces become pairs', () => {
  expect(wordsOf('n’est\u00a0pas "valide"')).toEqual(['n', 'est', 'pas', 'valide']);
  expect(wordsOf('SSL安全通道')).toEqual(['ssl', '安全', '全通', '通道']);
  expect(tokenize(' État:').map(({ start, end }) => [start, end])).toEqual([[1, 5]]);
});

test('wrapping comes off, text stays', () => {
  expect(prepareText('<b class="x">Cl&eacute;</b>&nbsp;&lt;host&gt; zero\u200bwidth')).toBe(
    ' Clé  <host> zerowidth',
  );
  expect(prepareText('a ---> b < c && d &unknown; &#xD800;')).toBe('a ---> b < c && d &unknown;  ');
});

test('patterns stand for all their phrases', () => {
  expect(expandPattern('[please] (talk|speak[ up]) now')).toEqual([
    'talk now',
    'speak now',
    'speak up now',
    'please talk now',
    'please speak now',
    'please speak up now',
  ]);
  for (const broken of ['(a', 'a)', '[a|b', 'a]', '(a]'])
    expect(() => expandPattern(broken)).toThrow(expect.objectContaining({ code: 'pattern-invalid' }));
  expect(() => expandPattern('(a|b)'.repeat(20))).toThrow(
    expect.objectContaining({ code: 'pattern-invalid' }),
  );
});

test('words are mended by one slip or one look-alike, codes and short words never', () => {
  const { correct, complete } = makeVocabulary([
    'certificate',
    'remote',
    'channel',
    'trust',
    '0x800b0109',
    'not_valid',
  ]);
  const mended = [
    'certifcate',
    'certificcate',
    'certificatte',
    'cretificate',
    'rernote',
    'channe1',
    'certificat',
  ];
  expect(mended.map(correct)).toEqual([
    'certificate',
    'certificate',
    'certificate',
    'certificate',
    'remote',
    'channel',
    'certificate',
  ]);
  for (const word of ['trusd', '0x800b0108', 'not_valld', 'chanel1s', 'unknown', ''])
    expect(correct(word)).toBe(word);
  expect(complete('certif')).toBe('certificate');
  expect(complete('cer')).toBeNull();
  expect(complete('xyzzy')).toBeNull();
});

test('no text makes the recognizer throw, and every answer keeps its shape', () => {
  const { recognizeError, recognizeCommand, detectLanguage, splitPaste, readReportedCertificate } =
    shippedRecognizer;
  const fragment = fc.constantFrom(
    'trust relationship',
    'SSL/TLS',
    'TrustFailure',
    '«',
    '"',
    '`',
    '<b>',
    '&#x41;',
    '01/02/2020',
    'issued to',
    'không',
    'CN=',
    '\n',
    '---> ',
    'a.b.',
    '信任关系',
  );
  const text = fc
    .array(fc.oneof(fragment, fc.string({ unit: 'binary' })), { maxLength: 30 })
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(text, (pasted) => {
      const { score, because, candidates, also } = recognizeError(pasted);
      expect(candidates.length <= 3 && !also.some((family) => candidates.includes(family))).toBe(true);
      expect(score >= 0 && score <= 1 && because.length > 0).toBe(true);
      expect(() => recognizeCommand(pasted)).not.toThrow();
      expect(() => readReportedCertificate(pasted, 'en')).not.toThrow();
      expect([null, 'en', 'fr', 'vi']).toContain(detectLanguage(pasted).locale);
      expect(splitPaste(pasted).own.length).toBeLessThanOrEqual(pasted.length * 2);
    }),
    { numRuns: 300 },
  );
});
