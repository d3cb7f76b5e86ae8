import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { isLoopbackUrl, refusalOfStranger } from '../../../src/channels/messages/loopbackRule.js';

function request(
  remoteAddress: string | undefined,
  host = 'localhost:3978',
): Pick<IncomingMessage, 'headers' | 'socket'> {
  return { headers: { host }, socket: { remoteAddress } as IncomingMessage['socket'] };
}

test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
  expect(refusalOfStranger(request(address))).toBeNull();
});

test.each(['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '128.0.0.1', '', undefined])('%s is not', (address) => {
  expect(refusalOfStranger(request(address))?.code).toBe('loopback-only');
});

test.each(['localhost:3978', '127.0.0.1:3978', '[::1]:3978'])('Host %s is this machine', (host) => {
  expect(refusalOfStranger(request('127.0.0.1', host))).toBeNull();
});

test.each([
  ['http://localhost:1/', true],
  ['https://127.0.0.1/', true],
  ['http://[::1]:9/', true],
  ['http://2130706433/', true],
  ['http://localhost@contoso.com/', false],
  ['http://127.0.0.1.contoso.com/', false],
  ['ftp://localhost/', false],
  ['localhost', false],
])('%s as a service URL: %s', (url, loopback) => {
  expect(isLoopbackUrl(url)).toBe(loopback);
});
