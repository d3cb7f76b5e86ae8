import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeBlock, escapeMarkdown } from '../../../src/answers/escapeMarkdown.js';
import {
  type Block,
  type Inline,
  parseInline,
  parseMarkdown,
} from '../../../web/desk/markdown/parseMarkdown.js';

/** What is read, without its marks. */
function plain(parts: readonly (Block | Inline)[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('children' in part) return plain(part.children);
      if ('blocks' in part) return plain(part.blocks);
      return 'items' in part ? part.items.map(plain).join('\n') : '\n';
    })
    .join('');
}

const kinds = (text: string) => parseMarkdown(text).map(({ kind }) => kind);

describe('blocks', () => {
  test('of an answer of the bot', () => {
    const text =
      '## Self-signed\n\n- **Issued by:** mail\n- **Names:** a, b\n\nText\nnext line\n\n```\nGet-X | Format-List *\n```\n\n1. One\n2. Two\n\n> quoted';
    expect(kinds(text)).toEqual(['heading', 'list', 'paragraph', 'code', 'list', 'quote']);
    expect(parseMarkdown(text)[3]).toEqual({ kind: 'code', text: 'Get-X | Format-List *' });
  });

  test('a numbered list keeps its number, its code and the items behind an empty line', () => {
    const [list] = parseMarkdown('3. Run\n   ```\n   certutil\n   ```\n\n4. Then');
    expect(list).toMatchObject({
      kind: 'list',
      start: 3,
      items: [[{ kind: 'paragraph' }, { kind: 'code', text: 'certutil' }], [{ kind: 'paragraph' }]],
    });
  });

  test('a fence inside a longer one is text', () => {
    expect(parseMarkdown(codeBlock('a\n```\nb'))).toEqual([{ kind: 'code', text: 'a\n```\nb' }]);
  });
});

describe('words', () => {
  test('emphasis, code and links', () => {
    expect(parseInline('**a *b*** `c*` [d](https://learn.microsoft.com/x)')).toMatchObject([
      { kind: 'strong', children: [{ text: 'a ' }, { kind: 'emphasis' }] },
      { text: ' ' },
      { kind: 'code', text: 'c*' },
      { text: ' ' },
      { kind: 'link', url: 'https://learn.microsoft.com/x' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//evil.example.com',
    'JaVaScRiPt:x',
  ])('a link to %s is text', (url) => {
    expect(parseInline(`[click](${url})`).every(({ kind }) => kind !== 'link')).toBe(true);
  });

  test('a name with underscores, a lone mark and HTML are text', () => {
    for (const text of ['TLS_AES_256_GCM', '2 * 3 * 4', '<img src=x onerror=alert(1)>', 'a ** b'])
      expect(parseInline(text)).toEqual([{ kind: 'text', text }]);
  });
});

test('what the bot escapes is read as it was written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,60}$/), (text) => {
      const written = text.trim();
      expect(plain(parseMarkdown(escapeMarkdown(written)))).toBe(written);
    }),
  );
});

test('no text takes long', () => {
  for (const part of ['*', '[', '](', '`', '> ', '- ', '**a', '_[', '1. ', '\\', '``` '])
    expect(parseMarkdown(part.repeat(20_000)).length).toBeGreaterThan(0);
}, 5_000);
