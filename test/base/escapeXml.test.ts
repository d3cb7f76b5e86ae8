import { expect, test } from '@jest/globals';
import { escapeXml } from '../../src/base/escapeXml.js';

test('what means something in markup is written as an entity', () => {
  expect(escapeXml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  );
});

test('what XML does not allow becomes U+FFFD; letters of every script stay', () => {
  expect(escapeXml('a\u0000\u001B\uFFFE\uD800b')).toBe('a\uFFFD\uFFFD\uFFFD\uFFFDb');
  expect(escapeXml('Tiếng Việt é 字 🔒\tx\n')).toBe('Tiếng Việt é 字 🔒\tx\n');
});
