import { expect, test } from '@jest/globals';
import { mailDomain } from '../../../src/diagnosis/prospect/mailDomain.js';
import { publicCaRefusal } from '../../../src/diagnosis/prospect/publicCaRefusal.js';
import { nextPublicLifetime, publicLifetime } from '../../../src/diagnosis/publicLifetimes.js';

test.each([
  ['mail.contoso.com', null],
  ['*.contoso.com', null],
  ['EX01', 'short-name'],
  ['ex01.contoso.local', 'internal-name'],
  ['ex01.contoso.LOCAL', 'internal-name'],
  ['ex_01.contoso.com', 'underscore'],
  ['10.1.2.3', 'private-address'],
  ['172.16.0.1', 'private-address'],
  ['172.32.0.1', 'address'],
  ['192.168.1.1', 'private-address'],
  ['100.100.0.1', 'private-address'],
  ['fd00::5', 'private-address'],
  ['fe80::1', 'private-address'],
  ['::1', 'private-address'],
  ['203.0.113.5', 'address'],
  ['2001:db8::5', 'address'],
])('a public CA and %s: %s', (name, refusal) => {
  expect(publicCaRefusal(name)).toBe(refusal);
});

test.each([
  ['mail.contoso.com', 'contoso.com'],
  ['mail.eu.contoso.com', 'contoso.com'],
  ['contoso.com', 'contoso.com'],
  ['mail.contoso.co.uk', 'contoso.co.uk'],
  ['contoso.com.vn', 'contoso.com.vn'],
  ['com.vn', null],
  ['EX01', null],
  ['ex01.contoso.local', null],
  ['10.1.2.3', null],
  ['fd00::5', null],
])('the mail domain of %s is taken to be %s', (host, domain) => {
  expect(mailDomain(host)).toBe(domain);
});

test.each([
  ['2015-01-01T00:00:00Z', null, 398],
  ['2026-03-14T23:59:59Z', 398, 200],
  ['2026-03-15T00:00:00Z', 200, 100],
  ['2027-03-15T00:00:00Z', 100, 47],
  ['2029-03-14T23:59:59Z', 100, 47],
  ['2029-03-15T00:00:00Z', 47, null],
])('issued at %s a public certificate lives %s days at most, and later %s', (day, days, later) => {
  expect(publicLifetime(new Date(day))?.days ?? null).toBe(days);
  expect(nextPublicLifetime(new Date(day))?.days ?? null).toBe(later);
});
