import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeCertificate } from '../../src/certificates/describeCertificate.js';
import { parseCertificate } from '../../src/certificates/parseCertificate.js';
import { boolean, der, octetString, sequence } from '../lab/derWriter.js';
import { issue, type KeyType, makeAuthority } from '../lab/pki.js';
import { readIssued } from './readIssued.js';

const root = makeAuthority({ cn: 'Contoso Root CA', pathLen: 2, keyType: 'ec' });
const full = issue({
  authority: root,
  cn: 'mail.contoso.com',
  subject: [
    ['C', 'FR'],
    ['O', 'Contoso'],
    ['CN', 'mail.contoso.com'],
  ],
  sans: [{ dns: 'mail.contoso.com' }, { ip: '10.0.0.5' }, { ip: '2001:db8::1' }, { email: 'it@contoso.com' }],
  notBefore: new Date('2025-01-02T03:04:05Z'),
  notAfter: new Date('2055-06-07T08:09:10Z'),
  aia: { caIssuers: ['http://pki.contoso.com/ca.cer'], ocsp: ['http://ocsp.contoso.com'] },
  crlUrls: ['http://pki.contoso.com/ca.crl'],
  serial: Buffer.from('00c0ffee', 'hex'),
});

describe('a whole certificate', () => {
  const certificate = readIssued(full);
  const { extensions } = certificate;

  test('is described in the words of the contract', () => {
    expect(describeCertificate(certificate)).toEqual({
      subject: 'CN=mail.contoso.com,O=Contoso,C=FR',
      issuer: 'CN=Contoso Root CA',
      commonNames: ['mail.contoso.com'],
      sans: ['DNS:mail.contoso.com', 'IP:10.0.0.5', 'IP:2001:db8::1'],
      notBefore: '2025-01-02T03:04:05Z',
      notAfter: '2055-06-07T08:09:10Z',
      fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
      serial: 'C0FFEE',
      key: { type: 'rsa', bits: 2048 },
      signature: 'ecdsa-with-SHA256',
    });
  });

  test('gives its extensions', () => {
    expect(extensions.basicConstraints).toEqual({ ca: false, pathLength: null });
    expect(extensions.keyUsage).toEqual(['digitalSignature', 'keyEncipherment']);
    expect(extensions.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(extensions.subjectKeyIdentifier).toBe(full.ski.toString('hex'));
    expect(extensions.authorityKeyIdentifier?.keyIdentifier).toBe(root.ski.toString('hex'));
    expect(extensions.caIssuerUrls).toEqual(['http://pki.contoso.com/ca.cer']);
    expect(extensions.ocspUrls).toEqual(['http://ocsp.contoso.com']);
    expect(extensions.crlUrls).toEqual(['http://pki.contoso.com/ca.crl']);
    expect(extensions.unknownCritical).toEqual([]);
    expect(readIssued(root).extensions.basicConstraints).toEqual({ ca: true, pathLength: 2 });
  });
});

test.each<[KeyType, string, object]>([
  ['rsa', 'sha256WithRSAEncryption', { type: 'rsa', bits: 2048 }],
  ['rsa-pss', 'rsassaPss', { type: 'rsa-pss', bits: 2048 }],
  ['ec', 'ecdsa-with-SHA256', { type: 'ec', curve: 'prime256v1' }],
  ['ed25519', 'ED25519', { type: 'ed25519', curve: null }],
])('a certificate with a key of type %s', (keyType, signature, key) => {
  const certificate = describeCertificate(
    readIssued(issue({ authority: 'self', cn: 'mail.contoso.com', keyType })),
  );
  expect(certificate).toMatchObject({ signature, key });
});

test('a version 1 certificate has no extensions', () => {
  const certificate = readIssued(issue({ authority: root, cn: 'ex2007', version: 1 }));
  expect(certificate.version).toBe(1);
  expect(certificate.extensions.subjectAltNames).toBeNull();
});

test('NUL bytes in a name are kept and shown', () => {
  const sans = [{ dns: Buffer.from('mail.contoso.com\0.evil.example') }];
  const certificate = readIssued(issue({ authority: root, cn: 'x', sans }));
  expect(describeCertificate(certificate).sans).toEqual(['DNS:mail.contoso.com\\x00.evil.example']);
});

test('unknown critical, repeated and unreadable extensions are named', () => {
  const extraExtensions = [
    { oid: '1.2.3.4', critical: true, value: Buffer.from([5, 0]) },
    { oid: '1.2.3.5', value: Buffer.from([5, 0]) },
    { oid: '2.5.29.19', value: sequence(boolean(true)) },
    { oid: '2.5.29.31', value: octetString(Buffer.from([1])) },
  ];
  const { extensions } = readIssued(issue({ authority: root, cn: 'x', extraExtensions }));
  expect(extensions.unknownCritical).toEqual(['1.2.3.4']);
  expect(extensions.malformed).toEqual(['2.5.29.19', '2.5.29.31']);
  expect(extensions.basicConstraints).toEqual({ ca: false, pathLength: null });
});

describe('hostile bytes', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('HTTP/1.1 400 Bad Request')],
    ['another structure', sequence(octetString(Buffer.from('x')))],
    ['a length beyond the end', Buffer.from('3084ffffffff02', 'hex')],
    ['an indefinite length', Buffer.concat([Buffer.from([0x30, 0x80]), full.der.subarray(4)])],
    [
      'a thousand nested sequences',
      Array.from({ length: 1000 }).reduce<Buffer>((inner) => der(0x30, inner), Buffer.alloc(0)),
    ],
  ])('%s is no certificate', (_, bytes) => {
    expect(parseCertificate(bytes)).toMatchObject({ ok: false, problem: 'not-a-certificate' });
  });

  test('a certificate cut off anywhere is a result', () => {
    for (let length = 0; length < full.der.length; length += 7) {
      expect(parseCertificate(full.der.subarray(0, length)).ok).toBe(false);
    }
  });

  test('mutations never throw', () => {
    const edit = fc.tuple(fc.nat(full.der.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const bytes = Buffer.from(full.der);
        for (const [at, value] of edits) bytes[at] = value;
        const reading = parseCertificate(bytes);
        if (reading.ok) describeCertificate(reading.certificate);
        else expect(reading.because).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
