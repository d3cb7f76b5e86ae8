import { expect, test } from '@jest/globals';
import { readCertificateFile } from '../../src/certificates/readCertificateFile.js';
import { integer, objectIdentifier, sequence } from '../lab/derWriter.js';
import { chainPem, issue, makeAuthority } from '../lab/pki.js';

const root = makeAuthority({ cn: 'Contoso Root CA', keyType: 'ec' });
const leaf = issue({ authority: root, cn: 'mail.contoso.com', keyType: 'ec' });

function subjects(bytes: Buffer | string) {
  const file = readCertificateFile(Buffer.from(bytes));
  return file.ok ? file.certificates.map(({ subject }) => subject.text) : file.problem;
}

const both = ['CN=mail.contoso.com', 'CN=Contoso Root CA'];

test.each<[string, Buffer | string, readonly string[]]>([
  ['DER', leaf.der, ['CN=mail.contoso.com']],
  ['DER with a line end behind it', Buffer.concat([leaf.der, Buffer.from('\r\n')]), ['CN=mail.contoso.com']],
  ['two DER certificates in a row', Buffer.concat([leaf.der, root.der]), both],
  ['PEM', chainPem(leaf, root), both],
  [
    'PEM with text around',
    `Bag Attributes\n  friendlyName: mail\n${leaf.certPem}\nsubject=CN = Contoso\n${root.certPem}`,
    both,
  ],
  ['PEM with CR LF', chainPem(leaf, root).replaceAll('\n', '\r\n'), both],
  ['PEM on one line, as chats send it', chainPem(leaf, root).replaceAll('\n', ' '), both],
  ['PEM with dashes of a word processor', leaf.certPem.replaceAll('-----', '——'), ['CN=mail.contoso.com']],
  ['PEM behind a private key', leaf.keyPem + leaf.certPem, ['CN=mail.contoso.com']],
  [
    'the trusted form of OpenSSL',
    leaf.certPem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
    ['CN=mail.contoso.com'],
  ],
  ['base64 alone', leaf.der.toString('base64'), ['CN=mail.contoso.com']],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${leaf.certPem}`, 'utf16le'), ['CN=mail.contoso.com']],
  ['UTF-8 with its mark', `\ufeff${leaf.certPem}`, ['CN=mail.contoso.com']],
])('%s', (_, bytes, expected) => {
  expect(subjects(bytes)).toEqual(expected);
});

test.each<[string, Buffer | string, string]>([
  ['nothing', '', 'empty'],
  ['prose', 'please find the certificate attached', 'no-certificate'],
  ['a private key only', leaf.keyPem, 'no-certificate'],
  ['a certificate cut off', leaf.der.subarray(0, 200), 'malformed-certificate'],
  [
    'a PEM block of garbage',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    'malformed-certificate',
  ],
  ['more than any chain needs', Buffer.alloc(10_000_001, 0x20), 'too-large'],
])('%s is a typed problem', (_, bytes, problem) => {
  expect(subjects(bytes)).toBe(problem);
});

const signed = sequence(objectIdentifier('1.2.840.113549.1.7.2'), sequence());
const endless = Buffer.from('308006092a864886f70d010702a0800000', 'hex');

test.each<[string, Buffer | string, string, Buffer]>([
  ['a .p7b', signed, 'pkcs7', signed],
  ['a .p7b in PEM', '-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----', 'pkcs7', sequence()],
  ['a .p7b of indefinite length', endless, 'pkcs7', endless],
  ['a .pfx', sequence(integer(3), sequence()), 'pkcs12', sequence(integer(3), sequence())],
])('%s is told from a certificate', (_, bytes, kind, container) => {
  expect(readCertificateFile(Buffer.from(bytes))).toEqual({
    ok: false,
    problem: 'container',
    kind,
    bytes: container,
  });
});
