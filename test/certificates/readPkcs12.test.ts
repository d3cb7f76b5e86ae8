import { expect, test } from '@jest/globals';
import { readPkcs12 } from '../../src/certificates/readPkcs12.js';
import { type Pkcs12Options, pkcs12Of } from '../lab/pkcs12.js';
import { issue, makeAuthority } from '../lab/pki.js';

const root = makeAuthority({ cn: 'Contoso Root', keyType: 'ec' });
const leaf = issue({ authority: root, cn: 'mail.contoso.com', keyType: 'ed25519' });
const rsa = issue({ authority: 'self', cn: 'ex01' });
const certificates = [root.der, leaf.der, rsa.der];
const password = 'Contösö 1!';
const file = (more: Partial<Pkcs12Options>) =>
  pkcs12Of({ certificates, password, withKeyOf: leaf.der, ...more });

test.each<[string, Partial<Pkcs12Options>]>([
  ['AES-256, SHA-256', {}],
  ['AES-256, SHA-1, as the standard leaves it out', { hash: 'sha1' }],
  ['AES-256, SHA-512', { hash: 'sha512' }],
  ['Triple DES', { scheme: 'triple-des', hash: 'sha1' }],
  ['40 bits of RC2, as Windows used to', { scheme: 'rc2-40', hash: 'sha1' }],
  ['128 bits of RC2', { scheme: 'rc2-128', hash: 'sha1' }],
  ['without an integrity check', { mac: false }],
  ['certificates in the open', { scheme: 'plain' }],
])('reads %s, and tells whose private key is there', (_, more) => {
  expect(readPkcs12(file(more), password)).toEqual({ ok: true, certificates, ofPrivateKey: leaf.der });
});

test('without a private key no certificate is the owner of one', () => {
  const bytes = pkcs12Of({ certificates, password });
  expect(readPkcs12(bytes, password)).toEqual({ ok: true, certificates, ofPrivateKey: null });
});

test.each(['', null])('opens a file whose password is %j with the empty one', (none) => {
  expect(readPkcs12(file({ password: none, scheme: 'triple-des' }), '')).toMatchObject({ ok: true });
});

// Made by openssl pkcs12 -export -legacy -nokeys from an EC certificate.
const byOpenssl =
  'MIICfAIBAzCCAkIGCSqGSIb3DQEHAaCCAjMEggIvMIICKzCCAicGCSqGSIb3DQEHBqCCAhgwggIUAgEAMIICDQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIwBXyEp5d+sQCAggAgIIB4GF6RZgXLeFGq6NVGAa0407xV+7wlEgzBavAu7D16S96InMHxdSETmZNOhqItyR6q0flMyZ4h8VZC9oba/vvBPyfEyOcTTWogy2sMcpCV/S7mvmKCgG4uN39o3o88xdnf9J9ZvjkoUQ1oziQSVC1+TH1Ivk5n6fABQqJNuvaSZOfTHiHCnmSsSFjHdVNIjSnUpIafVWaSgyaJ9r27QZLKrJejgy4i23nW7BZBAr8ZZ8fUhyF/Rv+tvuOOYSOe87H8IDQTPWO1TqkYOdeFknETV2SCjPn6HhWj73lf7syCZlhSUL4kjeU+qS8SSN3neYNydzDo1YdSVzMSdTtPFGoFVfIGdTuH8NY7Ew+NUaKV4/iCxTqXYscU7SOgMyy2xjsFgvK9uQ0fmuRHtej+kT8p6BPkaaPuBVemfQvdscGa79bLed438MpfNUN/0RJemzrbPQr2fawoy/kDVZspwMK7TJtqYqqBuiUR8gtFrnADnx2tOopY7ibTiiAo0wN4SCxhjqQDelbhvPR3p9RGccrzU+x+but8laJ3KWLz3IDvjuEiNuAOUmsvNwOQc/dVBWuygp0MssdzbnzSiZqH/wfLAMqQWMgMRaq4rAuKctN2NkqOl6Hzd1w5v64L9Wo3NBBtzAxMCEwCQYFKw4DAhoFAAQUYqfRAjHvux0id+CmClNcctWhE8oECIqffTh0DLT9AgIIAA==';

test('reads what OpenSSL wrote', () => {
  expect(readPkcs12(Buffer.from(byOpenssl, 'base64'), 'Contoso')).toMatchObject({
    ok: true,
    ofPrivateKey: null,
  });
});

test.each<[string, Buffer, string]>([
  ['another password', file({ password: 'other' }), 'wrong-password'],
  ['another password where nothing checks it', file({ password: 'other', mac: false }), 'wrong-password'],
  ['an absurd number of iterations', file({ iterations: 10_000_001 }), 'too-costly'],
  [
    'an absurd number of iterations of the old kind',
    file({ scheme: 'rc2-40', iterations: 1_000_001 }),
    'too-costly',
  ],
  ['no iteration', file({ iterations: 0, mac: false }), 'too-costly'],
  ['a cipher that is gone', file({ scheme: 'unknown' }), 'unsupported'],
  ['no certificate', file({ certificates: [] }), 'no-certificate'],
  ['cut off', file({}).subarray(0, -1), 'malformed'],
  ['nothing', Buffer.alloc(0), 'malformed'],
  ['a certificate', leaf.der, 'malformed'],
  ['many bytes', Buffer.alloc(2_000_000, 0x30), 'too-large'],
])('refuses %s', (_, bytes, problem) => {
  expect(readPkcs12(bytes, password)).toEqual({ ok: false, problem });
});
