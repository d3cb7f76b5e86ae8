import { beforeEach, expect, test } from '@jest/globals';
import { Outbox, type OutgoingMessage } from '../../../web/desk/state/outbox.js';

let sent: string[];
/** What the next sendings come to; null is success. */
let results: (string | null)[];
let kept: readonly OutgoingMessage[];
let outbox: Outbox;

beforeEach(() => {
  [sent, results, kept] = [[], [], []];
  outbox = open([]);
});

function open(messages: readonly OutgoingMessage[]): Outbox {
  return new Outbox(
    {
      async send({ messageId }) {
        await Promise.resolve();
        sent.push(messageId);
        const result = results.shift() ?? null;
        if (result !== null) throw new Error(result);
      },
      judge: (error) => {
        const code = (error as Error).message;
        return { code, passing: code === 'down' };
      },
      onChange: (changed) => {
        kept = changed;
      },
    },
    messages,
  );
}

const add = (messageId: string, caseId = 'a') =>
  outbox.add({ caseId, messageId, text: messageId, files: [], at: '2026-11-22T10:00:00Z' });
const states = () => outbox.messages.map(({ messageId, state, error }) => [messageId, state, error]);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('messages leave one after the other and stay until the timeline has them', async () => {
  add('1');
  add('2');
  expect(states()).toEqual([
    ['1', 'sending', null],
    ['2', 'sending', null],
  ]);
  await settle();
  expect(sent).toEqual(['1', '2']);
  expect(states()).toEqual([
    ['1', 'sent', null],
    ['2', 'sent', null],
  ]);
  outbox.arrived(new Set(['1', 'of somebody else']));
  expect(states()).toEqual([['2', 'sent', null]]);
});

test('none overtakes one that failed, and those of another case go on', async () => {
  results = ['down'];
  add('1');
  add('2');
  add('3', 'b');
  await settle();
  expect(sent).toEqual(['1', '3']);
  expect(states()).toEqual([
    ['1', 'failed', 'offline'],
    ['2', 'failed', 'offline'],
    ['3', 'sent', null],
  ]);
});

test('after the connection is back they leave by themselves, under the same ids and in order', async () => {
  results = ['down'];
  add('1');
  add('2');
  await settle();
  outbox.resume();
  await settle();
  expect(sent).toEqual(['1', '1', '2']);
  expect(states().map(([, state]) => state)).toEqual(['sent', 'sent']);
});

test('what was refused leaves only when the agent says so', async () => {
  results = ['stale'];
  add('1');
  await settle();
  outbox.resume();
  await settle();
  expect(states()).toEqual([['1', 'failed', 'stale']]);
  outbox.retry('a');
  await settle();
  expect(sent).toEqual(['1', '1']);
  outbox.discard('1');
  expect(kept).toEqual([]);
});

test('what the timeline brings before the answer is gone for good', async () => {
  add('1');
  outbox.arrived(new Set(['1']));
  await settle();
  expect(states()).toEqual([]);
});
