import { expect, test } from '@jest/globals';
import {
  domainOfAddress,
  findMailDomain,
  mentionedMailDomain,
  namesAutodiscover,
} from '../../src/base/mailDomain.js';

test.each([
  ['jane.doe@contoso.com', 'contoso.com'],
  ['***@contoso.com', 'contoso.com'],
  ['@Contoso.COM', 'contoso.com'],
  ['<jane@contoso.com>,', 'contoso.com'],
  ['mailto:jane@contoso.com', 'contoso.com'],
  ['đặng@công-ty.vn', 'xn--cng-ty-u1a.vn'],
  ['jane@autodiscover.contoso.com', 'contoso.com'],
  ['jane@contoso', null],
  ['jane@192.0.2.1', null],
  ['jane@contoso.com:443', null],
  ['https://***@mail.contoso.com/owa', null],
  ['mail.contoso.com', null],
  ['write to jane@contoso.com', null],
  ['@', null],
  ['', null],
])('the domain of %j is %j', (text, domain) => {
  const found = domainOfAddress(text);
  expect(found).toBe(domain === 'xn--cng-ty-u1a.vn' ? new URL('https://công-ty.vn').hostname : domain);
});

test.each([
  ['contoso.com', 'contoso.com'],
  ['it is contoso.co.uk.', 'contoso.co.uk'],
  ['our addresses end in @contoso.com', 'contoso.com'],
  ['jane@contoso.com or bob@contoso.net', 'contoso.com'],
  ['autodiscover.contoso.com', 'contoso.com'],
  ['https://contoso.com/', 'contoso.com'],
  ['192.0.2.1', null],
  ['no idea', null],
  ['x'.repeat(5_000), null],
])('the mail domain in %j is %j', (text, domain) => {
  expect(findMailDomain(text)).toBe(domain);
});

test('a pasted error that names a mailbox tells the domain, an address in a URL tells none', () => {
  expect(mentionedMailDomain('Testing access for "jane@contoso.com": failure')).toBe('contoso.com');
  expect(mentionedMailDomain('https://***@mail.contoso.com/EWS/Exchange.asmx failed')).toBeNull();
});

test.each([
  [true, 'It uses Autodiscover'],
  [true, 'auto-discover'],
  [true, 'la découverte automatique'],
  [true, 'máy chủ được tự động tìm'],
  [false, 'I discovered it'],
])('%j: %j names Autodiscover', (names, text) => {
  expect(namesAutodiscover(text)).toBe(names);
});

test('hostile texts come to an end', () => {
  for (const piece of ['@', 'a@', '<', 'a.b@', 'auto-', ' ']) {
    const text = piece.repeat(50_000);
    expect([domainOfAddress(text), mentionedMailDomain(text)]).toBeDefined();
    expect(findMailDomain(text)).toBeNull();
    expect(namesAutodiscover(text)).toBe(false);
  }
});
