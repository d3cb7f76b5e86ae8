import { expect, test } from '@jest/globals';
import { cleanFileName } from '../../src/base/cleanFileName.js';

test.each([
  ['error.txt', 'error.txt'],
  ['lỗi của máy chủ.log', 'lỗi của máy chủ.log'],
  ['C:\\Users\\admin\\root.cer', 'root.cer'],
  ['../../etc/passwd', 'passwd'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt'],
  ['harmless\u202etxt.exe', 'harmlesstxt.exe'],
  ['..', 'file'],
  ['folder/', 'file'],
  ['', 'file'],
  ['\u0000', 'file'],
  ['\ud800.txt', '\ufffd.txt'],
])('%j becomes %j', (given, clean) => {
  expect(cleanFileName(given)).toBe(clean);
});

test('a long name keeps its ending', () => {
  const clean = cleanFileName(`${'😀'.repeat(100_000)}.certificate.pem`);
  expect([...clean]).toHaveLength(100);
  expect(clean).toMatch(/^😀+….+\.pem$/u);
});
