import { expect, test } from '@jest/globals';
import { tidyReading } from '../../src/pictures/tidyReading.js';

test.each([
  ['https: //mail. contoso. com/EWS/Exchange. asmx', 'https://mail.contoso.com/EWS/Exchange.asmx'],
  ['at http : //mail. contoso. com: 8080/ and so on', 'at http://mail.contoso.com:8080/ and so on'],
  ['https://mail. contoso.com', 'https://mail.contoso.com'],
  ['https://mail.contoso.com. Then it fails', 'https://mail.contoso.com. Then it fails'],
  ['https://mail.contoso.com/EWS. Then it fails', 'https://mail.contoso.com/EWS. Then it fails'],
])('a URL has no gaps that only the font made: %s', (read, tidy) => {
  expect(tidyReading(read)).toBe(tidy);
});

test('lines of signs alone go, and blank lines in a row', () => {
  expect(tidyReading('\n—— _ |\n the error  \n\n\n\n©\nof 2010\n\n')).toBe('the error\n\nof 2010');
});

test('100 kB take no time', () => {
  const begun = performance.now();
  for (const part of ['https: //', 'https://a. a', 'http', ' \n', '. a', '/a. '])
    tidyReading(part.repeat(100_000 / part.length));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
