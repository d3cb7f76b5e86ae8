import { describe, expect, test } from '@jest/globals';
import {
  isHostName,
  isInternalName,
  nameToUse,
  shortName,
  wantedNames,
} from '../../src/answers/certificateNames.js';

test.each([
  ['CN=mail.contoso.com,O=Contoso\\, Inc.,C=US', 'mail.contoso.com'],
  ['O=Contoso,CN=Contoso\\, Root', 'Contoso, Root'],
  ['O=Contoso,OU=IT', 'O=Contoso,OU=IT'],
  ['Contoso CA', 'Contoso CA'],
])('the short name of %s is %s', (whole, short) => {
  expect(shortName(whole)).toBe(short);
});

test.each([
  ['mail.contoso.com', true],
  ['xn--bcher-kva.contoso.com', true],
  ['EX01', true],
  ['*.contoso.com', false],
  ['203.0.113.10', false],
  ['2001:db8::1', false],
  ['mail.contoso.com; reboot', false],
  ['$(reboot)', false],
  ['-n.contoso.com', false],
  ['', false],
])('isHostName(%s) is %s', (name, is) => {
  expect(isHostName(name)).toBe(is);
});

test.each([
  ['EX01', true],
  ['ex01.contoso.local', true],
  ['ex01.contoso.corp', true],
  ['mail.contoso.com', false],
  ['10.0.0.1', false],
])('isInternalName(%s) is %s', (name, is) => {
  expect(isInternalName(name)).toBe(is);
});

describe('names for a new certificate', () => {
  test('the host of the URL first, then the public names of the present one', () => {
    const present = ['DNS:EX01', 'DNS:ex01.contoso.local', 'DNS:autodiscover.contoso.com', 'IP:10.0.0.1'];
    expect(wantedNames('mail.contoso.com', present)).toEqual([
      'mail.contoso.com',
      'autodiscover.contoso.com',
    ]);
  });

  test('a wildcard spares the names it covers', () => {
    expect(wantedNames('mail.contoso.com', ['*.contoso.com', 'contoso.com'])).toEqual([
      '*.contoso.com',
      'contoso.com',
    ]);
  });

  test('an address is no name to ask a CA for', () => {
    expect(wantedNames('203.0.113.10', ['mail.contoso.com'])).toEqual(['mail.contoso.com']);
  });
});

describe('a name for the Server field', () => {
  test.each([
    ['ex01.contoso.com', ['EX01', 'mail.contoso.com'], 'mail.contoso.com'],
    ['mail.contoso.com', ['EX01'], 'EX01'],
    ['mail.fabrikam.com', ['*.contoso.com'], 'mail.contoso.com'],
    ['203.0.113.10', ['*.contoso.com'], 'mail.contoso.com'],
    ['mail.contoso.com', ['IP:10.0.0.1', '$(x)'], null],
  ])('%s with %j is %s', (host, present, name) => {
    expect(nameToUse(host, present)).toBe(name);
  });
});
