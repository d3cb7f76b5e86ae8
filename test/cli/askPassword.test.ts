import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { askPassword, type Terminal } from '../../src/cli/askPassword.js';

class FakeTerminal extends EventEmitter implements Terminal {
  readonly isTTY = true;
  raw = false;
  setRawMode(on: boolean) {
    this.raw = on;
  }
  setEncoding() {}
  resume() {}
  pause() {}
}

test.each<[string, readonly string[], string | null]>([
  ['a word', ['geheim\r'], 'geheim'],
  ['a word in pieces', ['ge', 'heim', '\n'], 'geheim'],
  ['corrections', ['gx\x7feheim\r'], 'geheim'],
  ['a new beginning', ['wrong\x15right\r'], 'right'],
  ['nothing', ['\r'], ''],
  ['giving up', ['ge\x03'], null],
])('%s', async (_, pieces, expected) => {
  const terminal = new FakeTerminal();
  let shown = '';
  const answer = askPassword('Password: ', terminal, { write: (text) => (shown += text) });
  expect(terminal.raw).toBe(true);
  for (const piece of pieces) terminal.emit('data', piece);
  expect(await answer).toBe(expected);
  expect([shown, terminal.raw, terminal.listenerCount('data')]).toEqual(['Password: \n', false, 0]);
});

test('the end of the input gives up; without a terminal nothing is asked', async () => {
  const terminal = new FakeTerminal();
  const answer = askPassword('', terminal, { write: () => {} });
  terminal.emit('end');
  expect(await answer).toBeNull();
  const pipe = Object.assign(new FakeTerminal(), { isTTY: false });
  expect(await askPassword('Password: ', pipe, { write: () => {} })).toBeNull();
});
