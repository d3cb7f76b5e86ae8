import { expect, test } from '@jest/globals';
import { decodeText } from '../../../src/bot/files/decodeText.js';
import { issue } from '../../lab/pki.js';

const text = 'Échec : impossible d’établir une relation de confiance\r\nLỗi chứng chỉ máy chủ\r\n';
const utf16 = Buffer.from(text, 'utf16le');
const bigEndian = Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['big-endian UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-16', utf16],
  ['big-endian UTF-16', bigEndian],
  ['UTF-16 cut within a character', utf16.subarray(0, utf16.length - 1).subarray(0)],
])('%s', (how, bytes) => {
  const read = decodeText(bytes);
  expect(read).toBe(how.includes('cut') ? text.slice(0, -1) : text);
});

test('Windows-1252, as old consoles and Notepad wrote it', () => {
  const bytes = Buffer.from('\xc9chec : impossible d\x92\xe9tablir', 'latin1');
  expect(decodeText(bytes)).toBe('Échec : impossible d’établir');
});

test('Japanese in UTF-16 with its mark, which has hardly a zero', () => {
  const japanese = '信頼関係を確立できませんでした。';
  expect(decodeText(Buffer.from(`\ufeff${japanese}`, 'utf16le'))).toBe(japanese);
});

test('a stray control character makes no text binary', () => {
  expect(decodeText(Buffer.from(`${'a line of a log\n'.repeat(20)}\0`))).toContain('a line of a log');
});

test.each([
  ['a certificate', issue({ cn: 'mail.contoso.com', authority: 'self' }).der],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex')],
  ['zeros', Buffer.alloc(100)],
  ['a zip', Buffer.from('504b03041400000008000000210000000000000000000000', 'hex')],
])('%s is no text', (_what, bytes) => {
  expect(decodeText(bytes)).toBeNull();
});

test('the longest file is decoded at once', () => {
  const began = performance.now();
  decodeText(Buffer.alloc(1_048_576, '\x01a'));
  decodeText(Buffer.alloc(1_048_576, 0xe9));
  expect(performance.now() - began).toBeLessThan(1_000);
});
