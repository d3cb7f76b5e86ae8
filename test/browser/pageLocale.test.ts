import { expect, test } from '@jest/globals';
import { beginningLocale, webChatLocale } from '../../web/widget/pageLocale.js';

const shipped = ['en', 'fr', 'vi'];

test.each([
  ['what was chosen before', ['en-US'], 'vi', 'vi'],
  ['a choice no longer shipped is passed over', ['fr-CA', 'en'], 'xx', 'fr'],
  ['the first browser language that is shipped', ['de-DE', 'VI-vn', 'fr'], null, 'vi'],
  ['no language of another that begins alike', ['frr', 'fil'], null, 'en'],
  ['the page’s own when none is shipped', ['de'], null, 'en'],
])('begins with %s', (_what, browser, remembered, expected) => {
  expect(beginningLocale(shipped, browser, remembered, 'en')).toBe(expected);
});

test('Web Chat’s own strings go by region', () => {
  expect(['en', 'fr', 'vi', 'ar'].map(webChatLocale)).toEqual(['en-US', 'fr-FR', 'vi-VN', 'ar']);
});
