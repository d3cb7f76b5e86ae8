const letters: { readonly [letter: string]: string } = {
  đ: 'd',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
  ی: 'ي',
  ى: 'ي',
  ک: 'ك',
  ة: 'ه',
};

/**
 * One spelling for all the spellings people type: lower case, no accents, full-width and compatibility forms made
 * plain, vowel points dropped. Hangul and kana are put together again, so that they keep one character a syllable.
 */
export function foldText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, '')
    .replace(/[đßłøæœıςیىکة]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}
