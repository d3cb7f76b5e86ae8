import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientHello } from '../../src/probe/tlsLook/clientHello.js';
import { FlightReader } from '../../src/probe/tlsLook/flightReader.js';
import {
  alertRecord,
  certificateMessage,
  certificateRequest,
  flight,
  inRecords,
  message,
  record,
  serverHello,
  serverHelloDone,
} from '../lab/tlsRecords.js';

const der = Buffer.from('3003020101', 'hex');

function read(bytes: Buffer, size = bytes.length) {
  const reader = new FlightReader();
  let end = null;
  for (let at = 0; at < bytes.length && !end; at += size) end = reader.push(bytes.subarray(at, at + size));
  return { end, ...reader.flight() };
}

test('reads a flight, whole or a byte at a time, in one record or in many', () => {
  const whole = flight(0x0303, 0xc02f, [der, der]);
  const split = Buffer.concat(
    [...Buffer.concat([serverHello(0x0303, 0xc02f), certificateMessage([der, der]), serverHelloDone])].map(
      (byte) => record(22, 0x0303, Buffer.from([byte])),
    ),
  );
  for (const bytes of [whole, split]) {
    for (const size of [bytes.length, 1, 7]) {
      expect(read(bytes, size)).toMatchObject({
        end: { kind: 'done' },
        hello: { version: 'TLSv1.2', cipher: 'ECDHE-RSA-AES128-GCM-SHA256' },
        certificates: [der, der],
        certificateRequested: false,
      });
    }
  }
});

test('names versions, unknown suites and the request for a certificate', () => {
  const old = inRecords(0x0300, [
    serverHello(0x0300, 0xfafa),
    certificateMessage([der]),
    certificateRequest,
    serverHelloDone,
  ]);
  expect(read(old)).toMatchObject({
    hello: { version: 'SSLv3', cipher: '0xfafa' },
    certificateRequested: true,
  });
});

test('passes a warning over and ends at a fatal alert or close_notify', () => {
  const warned = Buffer.concat([alertRecord(112, 1), flight(0x0303, 0xc02f, [der])]);
  expect(read(warned).end).toEqual({ kind: 'done' });
  expect(read(alertRecord(40)).end).toEqual({ kind: 'alert', alert: 40 });
  expect(read(alertRecord(0, 1)).end).toEqual({ kind: 'alert', alert: 0 });
});

test.each([
  ['record header', Buffer.from('16020000010e', 'hex')],
  ['record header', Buffer.from('1603030000', 'hex')],
  ['record header', Buffer.from('160303ffff', 'hex')],
  ['alert', record(21, 0x0303, Buffer.from([2]))],
  ['record type 20', record(20, 0x0303, Buffer.from([1]))],
  ['message 11 before ServerHello', inRecords(0x0303, [certificateMessage([der])])],
  ['ServerHello', inRecords(0x0303, [message(2, Buffer.alloc(10))])],
  ['ServerHello', inRecords(0x0303, [serverHello(0x0303, 5), serverHello(0x0303, 5)])],
  [
    'version 0304',
    inRecords(0x0303, [message(2, Buffer.concat([Buffer.from([3, 4]), serverHello(0x0303, 5).subarray(6)]))]),
  ],
  ['Certificate length', inRecords(0x0303, [serverHello(0x0303, 5), message(11, Buffer.from([0, 0, 9, 1]))])],
  [
    'Certificate entry',
    inRecords(0x0303, [serverHello(0x0303, 5), message(11, Buffer.from([0, 0, 4, 0, 0, 9, 1]))]),
  ],
  ['Certificate entry', inRecords(0x0303, [serverHello(0x0303, 5), certificateMessage([Buffer.alloc(0)])])],
  [
    'second Certificate',
    inRecords(0x0303, [serverHello(0x0303, 5), certificateMessage([der]), certificateMessage([der])]),
  ],
  ['message 99', inRecords(0x0303, [serverHello(0x0303, 5), message(99, Buffer.alloc(1))])],
])('finds a malformed %s', (reason, bytes) => {
  const { end } = read(bytes);
  // A first record of a wrong version is another protocol, a later one a broken server.
  expect(end ?? 'unfinished').toEqual(
    reason === 'record header' && bytes[1] !== 3 ? 'unfinished' : { kind: 'malformed', reason },
  );
});

test('a flight without an end is cut at 256 kB', () => {
  const reader = new FlightReader();
  const status = record(22, 0x0303, message(22, Buffer.alloc(16_000)));
  let end = reader.push(inRecords(0x0303, [serverHello(0x0303, 5)]));
  for (let n = 0; n < 40 && !end; n += 1) end = reader.push(status);
  expect(end).toMatchObject({ kind: 'oversized', what: 'flight' });
  expect(reader.flight().receivedBytes).toBeLessThanOrEqual(256 * 1024);
});

test('no bytes make it throw', () => {
  const sample = flight(0x0303, 0xc02f, [der, der]);
  const mutated = fc.tuple(
    fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 6 }),
    fc.integer({ min: 1, max: 40 }),
  );
  fc.assert(
    fc.property(mutated, ([changes, size]) => {
      const bytes = Buffer.from(sample);
      for (const [at, value] of changes) bytes[at] = value;
      expect(read(bytes, size).receivedBytes).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void read(Buffer.from(noise), 9)),
    { numRuns: 1000 },
  );
});

test('the hello is one whole record, names the server, and is never 256 to 511 bytes long', () => {
  const random = Buffer.alloc(32, 1);
  for (const length of [0, 1, 40, 63, 120, 200]) {
    const serverName = length === 0 ? null : 'a'.repeat(length);
    const hello = clientHello({ serverName, random });
    expect(hello.readUInt16BE(3)).toBe(hello.length - 5);
    expect(hello.readUIntBE(6, 3)).toBe(hello.length - 9);
    expect(serverName === null || hello.includes(serverName)).toBe(true);
    expect(hello.length - 5 < 256 || hello.length - 5 >= 512).toBe(true);
  }
});
