import { Link } from '@fluentui/react-components';
import { Fragment, memo, type ReactNode } from 'react';
import { type Block, type Inline, parseInline, parseMarkdown } from './parseMarkdown.js';

/** Markdown of the bot. */
export const MarkdownText = memo(function MarkdownText({ text }: { readonly text: string }) {
  return <div className="markdown">{drawBlocks(parseMarkdown(text))}</div>;
});

/** Markdown of one line, without blocks. */
export const MarkdownLine = memo(function MarkdownLine({ text }: { readonly text: string }) {
  return <>{drawInlines(parseInline(text))}</>;
});

function drawBlocks(blocks: readonly Block[]): ReactNode {
  return blocks.map((block, at) => <Fragment key={keyOf(at)}>{drawBlock(block)}</Fragment>);
}

function drawBlock(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{drawInlines(block.children)}</p>;
    case 'heading':
      // Messages stand at no level of the page's outline.
      return <p className="markdown__heading">{drawInlines(block.children)}</p>;
    case 'quote':
      return <blockquote>{drawBlocks(block.blocks)}</blockquote>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by the keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, at) => <li key={keyOf(at)}>{drawItem(item)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

/** An item of one paragraph stands close to its neighbours. */
function drawItem(blocks: readonly Block[]): ReactNode {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return drawBlocks(blocks);
  return (
    <>
      {drawInlines(first.children)}
      {drawBlocks(rest)}
    </>
  );
}

function drawInlines(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, at) => <Fragment key={keyOf(at)}>{drawInline(inline)}</Fragment>);
}

function drawInline(inline: Inline): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{drawInlines(inline.children)}</strong>;
    case 'emphasis':
      return <em>{drawInlines(inline.children)}</em>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <Link href={inline.url} target="_blank" rel="noopener noreferrer" inline>
          {drawInlines(inline.children)}
        </Link>
      );
  }
}

/** Blocks and words have no names of their own, and a message never changes. */
function keyOf(at: number): string {
  return String(at);
}
