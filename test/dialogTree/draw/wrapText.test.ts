import { expect, test } from '@jest/globals';
import { textWidth, wrapText } from '../../../src/dialogTree/draw/wrapText.js';

const wrapping = { width: 100, fontSize: 10 };

test('lines fit, and together they say the whole text', () => {
  const text = 'The E-mail Router does not trust the certificate that Exchange shows.';
  const lines = wrapText(text, wrapping);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join(' ')).toBe(text);
  for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(100);
});

test('a word wider than a line is broken, and a no-break space holds', () => {
  const lines = wrapText('https://mail.contoso.com/EWS/Exchange.asmx', wrapping);
  expect(lines.join('')).toBe('https://mail.contoso.com/EWS/Exchange.asmx');
  expect(lines.length).toBeGreaterThan(1);
  expect(wrapText('Vous le savez très bien\u00A0?', wrapping).at(-1)).toBe('bien\u00A0?');
});

test('line breaks are kept, blank lines are not', () => {
  expect(wrapText('one\n\ntwo', wrapping)).toEqual(['one', 'two']);
  expect(wrapText('', wrapping)).toEqual([]);
});

test('what is too long ends in an ellipsis', () => {
  const lines = wrapText('word '.repeat(500), { ...wrapping, maxLines: 3 });
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/…$/);
});

test('Vietnamese letters with their marks count once, however they are written', () => {
  const composed = 'Tiếng Việt'.normalize('NFC');
  expect(textWidth(composed.normalize('NFD'), 10)).toBe(textWidth(composed, 10));
});
