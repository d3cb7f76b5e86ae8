import type { JsonObject } from '../base/json.js';
import { codeContainer, textBlock } from './cards.js';
import { escapeMarkdown } from './escapeMarkdown.js';

/**
 * Markdown of the locale files as card elements, a block a paragraph. The Markdown of Adaptive Cards knows bold and
 * lists but no code: `code` in a line loses its backticks and is escaped, a fenced block becomes a code container.
 */
export function markdownToCard(markdown: string): readonly JsonObject[] {
  return markdown
    .split(/^```\w*\n([\s\S]*?)\n```$/m)
    .flatMap((part, index) => (index % 2 === 1 ? [codeContainer(part)] : paragraphs(part)));
}

function paragraphs(markdown: string): readonly JsonObject[] {
  return markdown
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => textBlock(withoutCode(paragraph)));
}

function withoutCode(markdown: string): string {
  return markdown.replace(/`([^`]+)`/g, (_, code: string) => escapeMarkdown(code, 500));
}
