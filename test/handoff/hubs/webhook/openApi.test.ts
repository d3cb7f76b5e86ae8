import { describe, expect, test } from '@jest/globals';
import { readWebhookCommand } from '../../../../src/handoff/hubs/webhook/webhookCommand.js';
import { readOpenApi } from './openApi.js';

type Node = { readonly [key: string]: Node };
interface Example {
  readonly value: unknown;
}

const api = readOpenApi();
const document = api.document as unknown as Node;

function examplesOf(post: Node | undefined): readonly (readonly [string, unknown])[] {
  const content = post?.['requestBody']?.['content']?.['application/json'];
  const examples = content?.['examples'] as unknown as Readonly<Record<string, Example>>;
  return Object.entries(examples).map(([name, { value }]) => [name, value]);
}

const stories = examplesOf(document['webhooks']?.['story']?.['post']);
const commands = examplesOf(document['paths']?.['/hooks/handoff/{caseId}']?.['post']);

test('every reference of the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references) {
    const found = reference.split('/').reduce<Node | undefined>((node, step) => node?.[step], document);
    expect([reference, typeof found]).toEqual([reference, 'object']);
  }
});

describe('the examples', () => {
  test.each(stories)('of what is posted: %s', (_, value) => {
    expect(api.problem('Story', value)).toBeNull();
  });

  test.each(commands)('of what an agent did: %s is taken as the document says', (_, value) => {
    expect(api.problem('Command', value)).toBeNull();
    expect(readWebhookCommand(JSON.stringify(value))).toMatchObject(value as object);
  });
});

test.each([
  ['no key', { type: 'typing' }],
  ['an unknown type', { key: 'k', caseId: 'c', type: 'shout' }],
  ['no agent', { key: 'k', caseId: 'c', type: 'claimed' }],
  ['an agent without a name', { key: 'k', caseId: 'c', type: 'claimed', agent: { id: '1' } }],
  [
    'an agent whose name is a number',
    { key: 'k', caseId: 'c', type: 'claimed', agent: { id: '1', name: 1 } },
  ],
  [
    'a message without words',
    { key: 'k', caseId: 'c', type: 'message', agent: { id: '1', name: 'A' }, messageId: 'm', text: '' },
  ],
  [
    'a text that is too long',
    { key: 'k', caseId: 'c', type: 'note', agent: { id: '1', name: 'A' }, text: 'x'.repeat(20_001) },
  ],
  [
    'a resolution that does not say whether',
    { key: 'k', caseId: 'c', type: 'resolved', agent: { id: '1', name: 'A' } },
  ],
])('%s is refused by the reader and by the document', (_, value) => {
  expect(typeof readWebhookCommand(JSON.stringify(value))).toBe('string');
  expect(api.problem('Command', value)).not.toBeNull();
});

test.each(['', 'null', '[]', '"claimed"', '{', '{"key":'.repeat(3000)])(
  'garbage is refused: %.20s',
  (text) => {
    expect(typeof readWebhookCommand(text)).toBe('string');
  },
);
