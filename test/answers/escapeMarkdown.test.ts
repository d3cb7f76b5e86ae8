import { describe, expect, test } from '@jest/globals';
import { codeBlock, escapeMarkdown, visibleText } from '../../src/answers/escapeMarkdown.js';

describe('escapeMarkdown', () => {
  test.each([
    ['[x](http://evil) **b** <script>', '\\[x\\](http\\://evil) \\*\\*b\\*\\* \\<script\\>'],
    ['mail.contoso.com', 'mail.contoso.com'],
    ['www.contoso.com', 'www\\.contoso.com'],
    ['someone@contoso.com', 'someone\\@contoso.com'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['&lt;b&gt; {{DATE(x)}}', '\\&lt;b\\&gt; \\{\\{DATE(x)\\}\\}'],
    ['C:\\certs\\a_b', 'C:\\\\certs\\\\a\\_b'],
    ['Công ty Cổ phần', 'Công ty Cổ phần'],
  ])('%s', (given, shown) => {
    expect(escapeMarkdown(given)).toBe(shown);
  });

  test('unseen characters become visible and nothing breaks the line', () => {
    expect(escapeMarkdown('good.com\0.evil\u202Ecod\u200B\r\n# x')).toBe(
      'good.com\uFFFD.evil\uFFFDcod\uFFFD\uFFFD\uFFFD# x',
    );
  });

  test.each(['\u{E0041}\u{E0042}', '\u3164\uFFA0', '\u034F\u115F'])(
    'what is written unseen shows: %j',
    (unseen) => {
      expect(escapeMarkdown(`good.com${unseen}`)).toBe('good.com\ufffd\ufffd');
    },
  );

  test('a long value is cut and says so, never within a character', () => {
    const shown = visibleText('😀'.repeat(500), 50);
    expect([...shown]).toHaveLength(50);
    expect(shown.endsWith('😀…')).toBe(true);
  });

  test('a lone surrogate becomes a character that every channel can carry', () => {
    expect(visibleText('a\uD800b')).toBe('a\uFFFDb');
  });
});

describe('code', () => {
  test('the fence is longer than any run of backticks inside', () => {
    expect(codeBlock('a\n````\nb').split('\n')).toEqual(['`````', 'a', '````', 'b', '`````']);
  });
});
