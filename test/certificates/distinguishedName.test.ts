import { expect, test } from '@jest/globals';
import { readDer } from '../../src/certificates/derReader.js';
import { readName, toRfc4514 } from '../../src/certificates/distinguishedName.js';
import { der, objectIdentifier, printableString, sequence, setOf, utf8String } from '../lab/derWriter.js';
import { encodeName } from '../lab/pki.js';

const attribute = (oid: string, value: Buffer) => sequence(objectIdentifier(oid), value);

test('names are written most specific first', () => {
  const name = encodeName([
    ['C', 'VN'],
    ['O', 'Contoso'],
    ['OU', 'IT'],
    ['CN', 'mail.contoso.com'],
  ]);
  expect(toRfc4514(name)).toBe('CN=mail.contoso.com,OU=IT,O=Contoso,C=VN');
  expect(
    toRfc4514(
      encodeName([
        ['DC', 'com'],
        ['DC', 'contoso'],
        ['CN', 'Contoso CA'],
      ]),
    ),
  ).toBe('CN=Contoso CA,DC=contoso,DC=com');
  expect(toRfc4514(sequence())).toBe('');
});

test.each([
  ['Contoso, Ltd.', 'CN=Contoso\\, Ltd.'],
  [' both ends ', 'CN=\\ both ends\\ '],
  [' ', 'CN=\\ '],
  ['#hash', 'CN=\\#hash'],
  ['a+b"c\\d<e>f;g', 'CN=a\\+b\\"c\\\\d\\<e\\>f\\;g'],
  ['x=y', 'CN=x=y'],
  ['mail\0.contoso.com', 'CN=mail\\00.contoso.com'],
  ['two\nlines', 'CN=two\\0alines'],
  ['Société Générale Việt Nam', 'CN=Société Générale Việt Nam'],
])('%j is escaped by RFC 4514', (value, expected) => {
  expect(toRfc4514(encodeName([['CN', value]]))).toBe(expected);
});

test('several attributes of one relative name are joined by +', () => {
  const name = sequence(
    setOf(attribute('2.5.4.3', utf8String('ex01')), attribute('2.5.4.11', utf8String('IT'))),
  );
  expect(toRfc4514(name)).toBe('CN=ex01+OU=IT');
});

test('types without a descriptor and values that are no string are written in hex', () => {
  expect(toRfc4514(sequence(setOf(attribute('1.3.6.1.4.1.311.60.2.1.3', printableString('VN')))))).toBe(
    '1.3.6.1.4.1.311.60.2.1.3=#1302564e',
  );
  expect(toRfc4514(sequence(setOf(attribute('2.5.4.3', der(0x0c, Buffer.from([0xff]))))))).toBe('CN=#0c01ff');
});

test('letter case and spaces do not make names differ, the string type neither', () => {
  const canonical = (name: Buffer) => readName(readDer(name)).canonical;
  const one = canonical(sequence(setOf(attribute('2.5.4.10', printableString('Contoso  Ltd ')))));
  const other = canonical(sequence(setOf(attribute('2.5.4.10', utf8String('contoso ltd')))));
  expect(one).toBe(other);
  expect(
    canonical(
      encodeName([
        ['O', 'Contoso'],
        ['CN', 'x'],
      ]),
    ),
  ).not.toBe(canonical(encodeName([['O', 'Contoso,CN=x']])));
});

test('bytes that are no name give null', () => {
  expect(toRfc4514(Buffer.from('3003020101', 'hex'))).toBeNull();
  expect(toRfc4514(Buffer.alloc(0))).toBeNull();
});
