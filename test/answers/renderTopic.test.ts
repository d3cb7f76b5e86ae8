import { expect, test } from '@jest/globals';
import { renderTopic, topicGroups, topicIds } from '../../src/answers/renderTopic.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();

test('a topic is its title, its gist and its body, in text and card', () => {
  const { text, summary, card } = renderTopic('cause-self-signed', texts.in('vi'));
  expect(
    text.startsWith('## Nguyên nhân 1: chứng chỉ tự ký\n\n**Router không hỗ trợ chứng chỉ tự ký.**\n\n'),
  ).toBe(true);
  expect(summary).toBe('Router không hỗ trợ chứng chỉ tự ký.');
  expect(card['lang']).toBe('vi');
  expect(JSON.stringify(card)).toContain('**không** hỗ trợ chứng chỉ tự ký');
});

test('a list keeps its lines together in one block of the card', () => {
  const { card } = renderTopic('name-rules', texts.in('en'));
  const blocks = (card['body'] as { readonly text: string }[]).map(({ text }) => text);
  expect(blocks).toHaveLength(3);
  expect(blocks[2]?.split('\n')).toHaveLength(7);
});

test('wildcards and underscores of code show literally in the card', () => {
  const { card } = renderTopic('name-rules', texts.in('en'));
  expect(JSON.stringify(card)).toContain('\\\\*.contoso.com');
  expect(JSON.stringify(renderTopic('ref-windows-pki', texts.in('en')).card)).toContain(
    'EDITF\\\\_ATTRIBUTESUBJECTALTNAME2',
  );
});

test('no topic stands in two groups', () => {
  expect(new Set(topicIds).size).toBe(topicIds.length);
  expect(topicGroups.references).toHaveLength(6);
});

test('an unknown topic is a mistake of the tree', () => {
  expect(() => renderTopic('no-such', texts.in('en'))).toThrow(
    expect.objectContaining({ code: 'topic-unknown' }),
  );
});
