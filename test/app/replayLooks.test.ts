import { expect, test } from '@jest/globals';
import { replayLooks } from '../../src/app/replayLooks.js';
import { readRecordedWorld } from '../../src/cli/dialogs/recordedWorld.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';

const clock = { now: () => new Date('2027-01-02T03:04:05Z') };
const { looks } = readRecordedWorld();

async function lookAt(server: string | null, host: string, port = 443): Promise<ProbeRecord> {
  const taken = server === null ? [] : (looks.get(server) ?? []);
  const look = replayLooks(() => taken, clock);
  const request = { typed: `https://user:secret@${host}:${port}/x`, host, port, path: '/x' };
  return (await look(request, () => {}, new AbortController().signal)) as unknown as ProbeRecord;
}

test('what was recorded answers as if it had been seen now, on any port', async () => {
  const record = await lookAt('expired', 'mail.contoso.com', 8443);
  expect(record.presentedChain).toEqual(looks.get('expired')?.[0]?.record.presentedChain);
  expect(record.endpoint).toMatchObject({ host: 'mail.contoso.com', port: 8443 });
  expect(record.startedAt).toBe('2027-01-02T03:04:05.000Z');
  expect(record.target).not.toContain('secret');
});

test('a mail protocol is not answered by a record of another one', async () => {
  expect((await lookAt('smtp', 'mail.contoso.com', 587)).startTls).toBe('smtp');
  expect((await lookAt('smtp', 'mail.contoso.com', 443)).failure?.code).toBe('dns-failure');
});

test.each([
  ['mail.contoso.com', null, 'dns-failure'],
  ['mail.fabrikam.com', 'good', 'dns-failure'],
  ['127.0.0.1', 'good', 'blocked'],
  ['192.0.2.1', 'good', 'blocked'],
  ['8.8.8.8', 'good', 'blocked'],
  ['2001:4860:4860::8888', 'good', 'blocked'],
])('%s is nowhere to be looked at behind %s', async (host, server, code) => {
  const { failure, addresses, timings } = await lookAt(server, host);
  expect(failure?.code).toBe(code);
  expect(timings.tcp).toBeUndefined();
  expect(addresses).toEqual(code === 'blocked' ? [host] : []);
});
