import type { JsonObject } from '../base/json.js';
import { type CardColor, card, codeContainer, factSet, textBlock, titleBlock } from './cards.js';
import { codeBlock } from './escapeMarkdown.js';
import { plainText } from './plainText.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { LocaleTexts } from './texts.js';

/** A piece of an answer, laid out alike in text and card. Strings are Markdown; only `code` is literal. */
export type AnswerPart =
  | { readonly kind: 'facts'; readonly facts: readonly { readonly title: string; readonly value: string }[] }
  | { readonly kind: 'paragraph'; readonly text: string; readonly label?: string; readonly subtle?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly label?: string }
  | { readonly kind: 'code'; readonly code: string };

export interface AnswerContent {
  /** Without its full stop. */
  readonly headline: string;
  readonly color: CardColor;
  readonly parts: readonly AnswerPart[];
  /** Stands for the whole where a card shows it; the headline as a sentence by default. */
  readonly summary?: string;
}

/** Writes the same content twice: as Markdown for channels without cards, and as a card. */
export function layOut(content: AnswerContent, texts: LocaleTexts): RenderedAnswer {
  const { headline, color, parts } = content;
  const summary = content.summary ?? `${headline}.`;
  return {
    text: [`## ${headline}`, ...parts.map((part) => partText(part, texts))].join('\n\n'),
    summary,
    card: card(
      [titleBlock(headline, color), ...parts.flatMap((part) => partBlocks(part, texts))],
      plainText(summary),
      texts.locale,
    ),
  };
}

/** "**Label:** text" with the punctuation of the language. */
export function labelled(label: string, text: string, texts: LocaleTexts): string {
  return texts.t('answers:part', { label, text }).trimEnd();
}

function partText(part: AnswerPart, texts: LocaleTexts): string {
  switch (part.kind) {
    case 'facts':
      return part.facts.map(({ title, value }) => `- ${labelled(title, value, texts)}`).join('\n');
    case 'paragraph':
      return part.label ? labelled(part.label, part.text, texts) : part.text;
    case 'list':
      return [...labelLine(part.label, texts), ...part.items.map((item) => `- ${item}`)].join('\n');
    case 'code':
      return codeBlock(part.code);
  }
}

function partBlocks(part: AnswerPart, texts: LocaleTexts): JsonObject[] {
  switch (part.kind) {
    case 'facts':
      return part.facts.length > 0 ? [factSet(part.facts)] : [];
    case 'paragraph':
      return [textBlock(partText(part, texts), part.subtle ? { isSubtle: true } : {})];
    case 'list':
      return [
        ...labelLine(part.label, texts).map((line) => textBlock(line)),
        textBlock(part.items.map((item) => `- ${item}`).join('\n')),
      ];
    case 'code':
      return [codeContainer(part.code)];
  }
}

/** The empty line keeps the list apart from its label in every Markdown dialect. */
function labelLine(label: string | undefined, texts: LocaleTexts): string[] {
  return label ? [`${labelled(label, '', texts)}\n`] : [];
}
