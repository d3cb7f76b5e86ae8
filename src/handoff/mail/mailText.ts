import type { MailBlock } from './mail.js';

/** A mail's body for readers without HTML. */
export function mailText(blocks: readonly MailBlock[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'facts': {
      const lines = block.facts.map(({ label, value }) => `${label} ${indented(value)}`);
      return [
        ...(block.title === null ? [] : [block.title, '='.repeat([...block.title].length)]),
        ...lines,
      ].join('\n');
    }
    case 'quote':
      return `${block.by}\n${block.text.replace(/^/gm, '> ')}`;
    case 'link':
      return `${block.label}\n${block.url}`;
  }
}

function indented(value: string): string {
  return value.includes('\n') ? `\n${value.replace(/^/gm, '  ')}` : value;
}
