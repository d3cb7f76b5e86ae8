import { expect, test } from '@jest/globals';
import { makeOutboundPolicy, type OutboundPolicyOptions } from '../../src/probe/outboundPolicy.js';

const defaults: OutboundPolicyOptions = {
  allowedNetworks: [],
  allowedPorts: [],
  privateRangesAllowed: true,
  ownAddresses: [],
};

function ruleFor(address: string, options: Partial<OutboundPolicyOptions> = {}, port = 443): string {
  const verdict = makeOutboundPolicy({ ...defaults, ...options }).check(address, port);
  return verdict.allowed ? 'allowed' : verdict.rule;
}

test.each([
  ['93.184.216.34', 'allowed'],
  ['2606:2800:220:1::1', 'allowed'],
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['::127.0.0.1', 'loopback'],
  ['64:ff9b::127.0.0.1', 'loopback'],
  ['2002:7f00:1::', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['169.254.169.254', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['64:ff9b::a9fe:a9fe', 'metadata'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['224.0.0.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['255.255.255.255', 'broadcast'],
  ['240.0.0.1', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['2001:db8::1', 'reserved'],
  ['2001:0:4136:e378::1', 'reserved'],
  ['64:ff9b:1::1', 'reserved'],
  ['fec0::1', 'reserved'],
  ['10.1.2.3', 'allowed'],
  ['172.16.0.1', 'allowed'],
  ['192.168.1.1', 'allowed'],
  ['100.64.0.1', 'allowed'],
  ['fd12::1', 'allowed'],
  ['64:ff9b::10.0.0.1', 'allowed'],
  ['not an address', 'unreadable-address'],
  ['127.1', 'unreadable-address'],
  ['2130706433', 'unreadable-address'],
])('%s is %s', (address, rule) => {
  expect(ruleFor(address)).toBe(rule);
});

test.each([
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '100.64.0.1',
  'fd12::1',
  '::ffff:10.0.0.1',
  '2002:a00:1::',
])('%s is closed when the private ranges are', (address) => {
  expect(ruleFor(address, { privateRangesAllowed: false })).toBe('private');
});

test('a named network is open, in every form of its addresses', () => {
  const named = { allowedNetworks: ['127.0.0.0/8', 'fe80::/10', '10.9.0.0/16'], privateRangesAllowed: false };
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', 'fe80::1', '10.9.1.1']) {
    expect([address, ruleFor(address, named)]).toEqual([address, 'allowed']);
  }
  expect(ruleFor('::1', named)).toBe('loopback');
  expect(ruleFor('10.8.1.1', named)).toBe('private');
});

test('naming every IPv6 address does not open the IPv4 addresses inside', () => {
  expect(ruleFor('::ffff:127.0.0.1', { allowedNetworks: ['::/0'] })).toBe('loopback');
});

test('the own addresses are refused unless named', () => {
  const own = { ownAddresses: ['10.0.0.5', 'fe80::5%eth0', '203.0.114.7'] };
  expect(ruleFor('10.0.0.5', own)).toBe('own-address');
  expect(ruleFor('::ffff:203.0.114.7', own)).toBe('own-address');
  expect(ruleFor('10.0.0.6', own)).toBe('allowed');
  expect(ruleFor('10.0.0.5', { ...own, allowedNetworks: ['10.0.0.5'] })).toBe('allowed');
});

test('ports beyond the usual ones need to be named', () => {
  for (const port of [443, 25, 110, 143, 465, 587, 993, 995])
    expect(ruleFor('10.0.0.1', {}, port)).toBe('allowed');
  expect(ruleFor('10.0.0.1', {}, 22)).toBe('port');
  expect(ruleFor('10.0.0.1', { allowedPorts: [[8000, 8100]] }, 8100)).toBe('allowed');
  expect(ruleFor('10.0.0.1', { allowedPorts: [[8000, 8100]] }, 8101)).toBe('port');
});

test('a refusal names the setting that would open it', () => {
  const policy = makeOutboundPolicy(defaults);
  expect(policy.check('127.0.0.1', 443)).toMatchObject({ setting: 'PROBE_ALLOWED_NETWORKS' });
  expect(policy.check('93.184.216.34', 22)).toMatchObject({ setting: 'PROBE_ALLOWED_PORTS' });
});

test('a network that is none stops the start', () => {
  expect(() => makeOutboundPolicy({ ...defaults, allowedNetworks: ['10/8'] })).toThrow(
    expect.objectContaining({ code: 'network-invalid' }),
  );
});

test('a file comes from a private network only when the network is named', () => {
  const rule = (allowedNetworks: readonly string[]) => {
    const verdict = makeOutboundPolicy({ ...defaults, allowedNetworks }).check('10.1.2.3', 443, 'file');
    return verdict.allowed ? 'allowed' : verdict.rule;
  };
  expect([rule([]), rule(['10.1.0.0/16'])]).toEqual(['private', 'allowed']);
});
