import { expect, test } from '@jest/globals';
import { namesMatch } from '../../src/certificates/namesMatch.js';
import { type AltName, issue } from '../lab/pki.js';
import { readIssued } from './readIssued.js';

function match(host: string, cn: string, sans?: readonly AltName[]) {
  const certificate = issue({ authority: 'self', cn, keyType: 'ec', ...(sans ? { sans } : {}) });
  return namesMatch(host, readIssued(certificate));
}

const dns = (...names: readonly string[]): readonly AltName[] => names.map((name) => ({ dns: name }));

test.each<[host: string, cn: string, sans: readonly AltName[] | undefined, matches: boolean]>([
  ['mail.contoso.com', 'x', dns('mail.contoso.com'), true],
  ['MAIL.contoso.com', 'x', dns('Mail.Contoso.COM'), true],
  ['mail.contoso.com.', 'x', dns('mail.contoso.com'), true],
  ['mail.contoso.com', 'x', dns('mail.contoso.com.'), true],
  ['mail.contoso.com', 'mail.contoso.com', dns('owa.contoso.com'), false],
  ['mail.contoso.com', 'mail.contoso.com', undefined, true],
  ['mail.contoso.com', 'mail.contoso.com', [{ email: 'it@contoso.com' }], true],
  ['mail.contoso.com', 'x', dns('*.contoso.com'), true],
  ['mail.contoso.com', '*.contoso.com', undefined, true],
  ['contoso.com', 'x', dns('*.contoso.com'), false],
  ['a.b.contoso.com', 'x', dns('*.contoso.com'), false],
  ['exch01.contoso.com', 'x', dns('exch*.contoso.com'), false],
  ['mail.contoso.com', 'x', dns('mail.*.com'), false],
  ['contoso.com', 'x', dns('*.com'), false],
  ['mail', 'x', dns('*'), false],
  ['ex01', 'ex01', undefined, true],
  ['xn--caf-dma.contoso.com', 'x', dns('xn--caf-dma.contoso.com'), true],
  ['xn--caf-dma.contoso.com', 'x', dns('*.contoso.com'), true],
  ['10.0.0.5', 'x', [{ ip: '10.0.0.5' }], true],
  ['10.0.0.6', 'x', [{ ip: '10.0.0.5' }], false],
  ['10.0.0.5', 'x', dns('10.0.0.5'), false],
  ['10.0.0.5', '10.0.0.5', undefined, true],
  ['2001:db8:0:0::1', 'x', [{ ip: '2001:db8::1' }], true],
  ['mail.contoso.com', 'x', dns('mail.contoso.com\0.evil.example'), false],
  ['mail.contoso.com', 'mail.contoso.com\0.evil.example', undefined, false],
])('%s against CN=%s and %j: %s', (host, cn, sans, expected) => {
  expect(match(host, cn, sans).matches).toBe(expected);
});

test('a match and a mismatch say why', () => {
  expect(match('mail.contoso.com', 'x', dns('*.contoso.com'))).toMatchObject({
    name: 'DNS:*.contoso.com',
    because: 'mail.contoso.com matches the subject alternative name DNS:*.contoso.com',
  });
  expect(match('mail.contoso.com', 'mail.contoso.com', dns('owa.contoso.com')).because).toBe(
    'mail.contoso.com is none of the subject alternative names DNS:owa.contoso.com',
  );
});

test('what other verifiers see differently is noted', () => {
  expect(match('exch01.contoso.com', 'x', dns('exch*.contoso.com')).notes).toEqual(['partial-wildcard']);
  expect(match('ex01', 'ex01').notes).toEqual(['common-name-only']);
  expect(match('a.contoso.com', 'x', dns('a.contoso.com\0.b')).notes).toEqual(['nul-byte']);
});
