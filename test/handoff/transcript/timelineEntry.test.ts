import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import { actionsOf, cardText } from '../../../src/handoff/transcript/cardText.js';
import { timelineEntry } from '../../../src/handoff/transcript/timelineEntry.js';
import type { LogEntry } from '../../../src/storage/storage.js';

const at = '2026-11-22T10:00:00.000Z';
const entry = (direction: LogEntry['direction'], activity: JsonObject) =>
  timelineEntry({ seq: 7, direction, activity, at });
const card = (body: readonly JsonObject[], actions: readonly JsonObject[] = []) => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', body, actions },
});

describe('what is no message', () => {
  test.each<[LogEntry['direction'], JsonObject]>([
    ['internal', { type: 'event', name: 'trustdesk/handoff' }],
    ['internal', { type: 'message', text: 'secret' }],
    ['in', { type: 'typing' }],
    ['out', { type: 'typing' }],
    ['out', { type: 'messageDelete', id: 'x' }],
    ['out', { type: 'message' }],
  ])('%s %j', (direction, activity) => expect(entry(direction, activity)).toBeNull());
});

test('the person’s words stay as they are, with their files and without the HTML of Teams', () => {
  const attachments = [
    { contentType: 'text/html', content: '<p>x</p>' },
    {
      contentType: 'application/octet-stream',
      contentUrl: '/v3/directline/attachments/abc',
      name: 'shot.PNG',
    },
    { contentType: 'image/png', contentUrl: 'https://elsewhere.example.com/x', name: 'b.png' },
  ];
  expect(entry('in', { type: 'message', text: '**a** <b>', attachments })).toEqual({
    ...{ seq: 7, at, from: 'person', name: null, messageId: null, text: '**a** <b>', delivery: null },
    files: [
      { fileId: 'abc', name: 'shot.PNG', contentType: 'image/png' },
      { fileId: '7.2', name: 'b.png', contentType: 'image/png' },
    ],
  });
});

test('an agent’s message is known by the mark of the relay, which no person can set', () => {
  const channelData = { trustdesk: { kind: 'agent-message', agent: 'Desk One', messageId: 'm1' } };
  expect(entry('out', { type: 'message', text: 'hello', channelData })).toMatchObject({
    ...{ from: 'agent', name: 'Desk One', messageId: 'm1', text: 'hello' },
  });
  expect(entry('in', { type: 'message', text: 'hello', channelData })).toMatchObject({
    from: 'person',
    name: null,
  });
});

test('of the bot’s cards all is told once', () => {
  const attachments = [
    card(
      [
        { type: 'TextBlock', text: 'Self-signed certificate' },
        { type: 'FactSet', facts: [{ title: 'Issuer', value: 'EX01' }] },
        { type: 'Container', items: [{ type: 'TextBlock', text: 'Inside' }] },
        { type: 'RichTextBlock', inlines: [{ text: 'certutil ```', fontType: 'Monospace' }] },
      ],
      [{ type: 'Action.Submit', title: 'Check again', data: {} }],
    ),
  ];
  expect(entry('out', { type: 'message', text: 'Self-signed certificate.', attachments })?.text).toBe(
    [
      'Self-signed certificate',
      '- **Issuer** EX01',
      'Inside',
      "```\ncertutil '''\n```",
      '- Check again',
    ].join('\n\n'),
  );
  expect(entry('out', { type: 'message', text: 'Other words', attachments })?.text).toMatch(
    /^Other words\n\nSelf/,
  );
});

test('a card that is nested without end is cut', () => {
  let body: JsonObject = { type: 'TextBlock', text: 'deep' };
  for (let depth = 0; depth < 5_000; depth += 1) body = { type: 'Container', items: [body] };
  expect(cardText({ type: 'AdaptiveCard', body: [body] })).toBe('');
  expect(actionsOf({ body: [body] })).toEqual([]);
});
