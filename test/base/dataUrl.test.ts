import { expect, test } from '@jest/globals';
import { readDataUrl } from '../../src/base/dataUrl.js';

test.each([
  ['data:text/plain;base64,aGVsbG8=', 'hello'],
  ['DATA:text/plain;charset=utf-8;BASE64,aGVsbG8=', 'hello'],
  ['data:,l%E1%BB%97i', 'lỗi'],
  ['data:text/plain,', ''],
  ['data:text/plain,%E0%A4%A', null],
  ['data:text/plain;base64', null],
  [`data:${'x'.repeat(300)},late`, null],
  ['https://files.contoso.com/error.txt', null],
])('%s', (url, text) => {
  expect(readDataUrl(url)?.toString('utf8') ?? null).toBe(text);
});
