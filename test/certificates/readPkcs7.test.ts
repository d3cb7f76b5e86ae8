import { expect, test } from '@jest/globals';
import { readPkcs7 } from '../../src/certificates/readPkcs7.js';
import { pkcs7Of } from '../lab/containers.js';
import { der, explicit, objectIdentifier, octetString, sequence } from '../lab/derWriter.js';
import { endlessPkcs7Of } from '../lab/endlessContainer.js';
import { issue, makeAuthority } from '../lab/pki.js';

const root = makeAuthority({ cn: 'Contoso Root' });
const ecRoot = makeAuthority({ cn: 'Contoso EC Root', keyType: 'ec' });
const ed = issue({ authority: ecRoot, cn: 'mail.contoso.com', keyType: 'ed25519' });
const leaf = issue({ authority: root, cn: 'mail.contoso.com' });
const pss = issue({ authority: root, cn: 'mail.contoso.com', keyType: 'rsa-pss' });

test('reads certificates with every kind of key, byte for byte', () => {
  const all = [leaf, root, ecRoot, ed, pss].map((issued) => issued.der);
  expect(readPkcs7(pkcs7Of(all))).toEqual({ ok: true, certificates: all });
});

test('reads PEM, also with CRLF and text around it', () => {
  const base64 = pkcs7Of([ed.der])
    .toString('base64')
    .match(/.{1,64}/g);
  for (const label of ['PKCS7', 'CERTIFICATE']) {
    const text = `Bag\r\n-----BEGIN ${label}-----\r\n${base64?.join('\r\n')}\r\n-----END ${label}-----\r\n`;
    expect(readPkcs7(Buffer.from(text))).toEqual({ ok: true, certificates: [ed.der] });
  }
});

test('reads indefinite lengths, as old tools write them', () => {
  const certificates = [leaf.der, ed.der];
  expect(readPkcs7(endlessPkcs7Of(certificates))).toEqual({ ok: true, certificates });
});

const deep = Array.from({ length: 5000 }).reduce<Buffer>((inner) => der(0x30, inner), Buffer.alloc(0));
const wide = sequence(Buffer.alloc(600_000, Buffer.from([0x05, 0x00])));

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'malformed'],
  ['text', Buffer.from('hello'), 'malformed'],
  ['a certificate', leaf.der, 'malformed'],
  [
    'another content',
    sequence(objectIdentifier('1.2.840.113549.1.7.1'), explicit(0, octetString(Buffer.alloc(3)))),
    'not-pkcs7',
  ],
  ['no certificates', pkcs7Of([]), 'no-certificate'],
  ['cut off', pkcs7Of([leaf.der]).subarray(0, -20), 'malformed'],
  ['depth', deep, 'too-large'],
  ['many elements', wide, 'too-large'],
  ['many bytes', sequence(octetString(Buffer.alloc(1_100_000))), 'too-large'],
  ['endless openings', Buffer.alloc(100_000, Buffer.from([0x30, 0x80])), 'too-large'],
])('refuses %s', (_, bytes, problem) => {
  expect(readPkcs7(bytes)).toEqual({ ok: false, problem });
});
