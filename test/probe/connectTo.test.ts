import { expect, test } from '@jest/globals';
import { applyConnectTo, parseConnectTo } from '../../src/probe/connectTo.js';

const endpoint = { host: 'mail.contoso.com', port: 443 };

test.each([
  ['mail.contoso.com:443:10.0.0.5:8443', { host: '10.0.0.5', port: 8443 }],
  ['MAIL.contoso.com:443:Other.contoso.com:443', { host: 'other.contoso.com', port: 443 }],
  ['::10.0.0.5:8443', { host: '10.0.0.5', port: 8443 }],
  ['mail.contoso.com::10.0.0.5:', { host: '10.0.0.5', port: 443 }],
  [':443::8443', { host: 'mail.contoso.com', port: 8443 }],
  ['mail.contoso.com:443:[2001:db8::1]:8443', { host: '2001:db8::1', port: 8443 }],
  ['other.contoso.com:443:10.0.0.5:8443', endpoint],
  ['mail.contoso.com:444:10.0.0.5:8443', endpoint],
])('%s', (text, target) => {
  const rule = parseConnectTo(text);
  expect(rule).not.toBeNull();
  expect(applyConnectTo(endpoint, rule ? [rule] : [])).toEqual(target);
});

test.each([
  '',
  'mail.contoso.com',
  'a:1:b',
  'a:1:b:2:c',
  'a:x:b:2',
  'a:0:b:2',
  'a:1:b:70000',
  'a:1:2001:db8::1:2',
])('is no rule: %j', (text) => {
  expect(parseConnectTo(text)).toBeNull();
});

test('the first rule that matches decides', () => {
  const rules = ['x:1:10.0.0.1:1', ':443:10.0.0.2:2', '::10.0.0.3:3'].flatMap(
    (text) => parseConnectTo(text) ?? [],
  );
  expect(applyConnectTo(endpoint, rules)).toEqual({ host: '10.0.0.2', port: 2 });
});
