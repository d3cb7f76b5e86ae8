import { expect, test } from '@jest/globals';
import { citeSources } from '../../src/answers/citeSources.js';
import { plainText } from '../../src/answers/plainText.js';
import { renderPrompt } from '../../src/answers/renderPrompt.js';
import type { Source } from '../../src/answers/source.js';
import { makeTexts } from '../../src/answers/texts.js';
import { shippedResources } from './shippedTexts.js';

const texts = makeTexts(shippedResources());
const article: Source = { title: 'An article', id: 'KB 954584', reviewed: '2026-11-22' };
const rfc: Source = {
  title: 'PKIX',
  id: 'RFC 5280',
  url: 'https://www.rfc-editor.org/rfc/rfc5280',
  reviewed: '2026-03-01',
};

test('an answer ends with its sources, as links where they have an address, and the oldest review', () => {
  const answer = citeSources(renderPrompt('Because.', [], 'en'), [article, rfc, article], texts.in('en'));
  const line =
    'Reference: KB 954584 and [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280) (reviewed on March 1, 2026)';
  expect(answer.text).toBe(`Because.\n\n${line}`);
  expect(answer.card['body']).toEqual([expect.objectContaining({ text: line, isSubtle: true })]);
  expect(plainText(answer.text)).toContain('RFC 5280 (https://www.rfc-editor.org/rfc/rfc5280)');
});

test('four sources at most, and no line without any', () => {
  const many = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ ...article, id }));
  const prompt = renderPrompt('Because.', [], 'fr');
  expect(citeSources(prompt, many, texts.in('fr')).text).toContain('A, B, C et D (');
  expect(citeSources(prompt, [], texts.in('fr'))).toEqual(prompt);
});
