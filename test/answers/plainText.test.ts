import { expect, test } from '@jest/globals';
import { escapeMarkdown } from '../../src/answers/escapeMarkdown.js';
import { plainText } from '../../src/answers/plainText.js';

test.each([
  ['## Title', 'Title'],
  ['**Fix:** use *this* `a*b\\c`', 'Fix: use this a*b\\c'],
  ['a \\*b\\* \\\\ c', 'a *b* \\ c'],
  ['1. first\n- second', '1. first\n- second'],
  ['x\n```\nreg add "HKLM\\A" *\n```\ny', 'x\n    reg add "HKLM\\A" *\ny'],
])('%j becomes %j', (markdown, plain) => {
  expect(plainText(markdown)).toBe(plain);
});

test.each([
  '[x](http://evil) **b** <script>',
  'www.contoso.com',
  '1. a',
  'C:\\x_y',
  '`code`',
  '- a',
  '&amp;',
])('escaping and plain text undo each other: %s', (value) => {
  expect(plainText(escapeMarkdown(value))).toBe(value);
});
