import { beforeEach, expect, test } from '@jest/globals';
import type { DeskNews } from '../../../src/handoff/desk/deskApi.js';
import { LiveSocket, type Wire } from '../../../web/desk/server/liveSocket.js';

class TestWire implements Wire {
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  readonly sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(news: object): void {
    this.onmessage?.({ data: JSON.stringify(news) });
  }
}

const hello = { type: 'hello', me: {} };
let wires: TestWire[];
let timers: Map<number, { readonly act: () => void; readonly ms: number }>;
let news: DeskNews[];
let line: boolean[];
let failures: number;
let socket: LiveSocket;

beforeEach(() => {
  [wires, timers, news, line, failures] = [[], new Map(), [], [], 0];
  let timer = 0;
  socket = new LiveSocket({
    connect: () => {
      const wire = new TestWire();
      wires.push(wire);
      return wire;
    },
    onNews: (one) => news.push(one),
    onLine: (online) => line.push(online),
    onFailed: () => {
      failures += 1;
    },
    random: () => 1,
    setTimer: (act, ms) => {
      timer += 1;
      timers.set(timer, { act, ms });
      return timer;
    },
    clearTimer: (one) => timers.delete(one),
  });
  socket.connect();
});

const wire = () => wires.at(-1) as TestWire;

/** Lets the only timer that runs come to its end, and says how long it was. */
function pass(): number {
  expect(timers.size).toBe(1);
  const [[key, { act, ms }] = [0, { act: () => undefined, ms: 0 }]] = timers;
  timers.delete(key);
  act();
  return ms;
}

test('commands are sent only between the hello and the end of a connection', () => {
  const command = { type: 'unwatch', caseId: 'a' } as const;
  expect(socket.send(command)).toBe(false);
  wire().say(hello);
  expect(socket.send(command)).toBe(true);
  expect(wire().sent).toEqual([JSON.stringify(command)]);
  wire().onclose?.();
  expect(socket.send(command)).toBe(false);
  expect(line).toEqual([true, false]);
});

test('it comes back ever more slowly, and quickly again once it has worked', () => {
  const pauses = Array.from({ length: 8 }, () => {
    wire().onclose?.();
    return pass();
  });
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(failures).toBe(8);
  wire().say(hello);
  wire().onclose?.();
  expect(pass()).toBe(500);
});

test('a connection on which no hello comes is given up', () => {
  const silent = wire();
  expect(pass()).toBe(15_000);
  expect(silent.closed).toBe(true);
  expect(failures).toBe(1);
  pass();
  expect(wires).toHaveLength(2);
});

test('what a given-up connection still says is not heard, nor does its end count', () => {
  wire().say(hello);
  const old = wire();
  socket.reconnect();
  expect(wires).toHaveLength(2);
  wire().say(hello);
  old.say({ type: 'agents', agents: [] });
  old.onclose?.();
  expect(news.map(({ type }) => type)).toEqual(['hello', 'hello']);
  expect(line).toEqual([true, false, true]);
  expect(timers.size).toBe(0);
});

test('the end is the end', () => {
  wire().say(hello);
  socket.end();
  wire().onclose?.();
  socket.connect();
  expect(wires).toHaveLength(1);
  expect(timers.size).toBe(0);
});
