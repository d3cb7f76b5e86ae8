const letters: { readonly [letter: string]: string } = {
  đ: 'd',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
};

/**
 * One spelling for all the spellings people type: lower case, no accents, full-width and compatibility forms made
 * plain. Hangul and kana are put together again, so that they keep one character a syllable.
 */
export function foldText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đßłøæœıς]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFC');
}
