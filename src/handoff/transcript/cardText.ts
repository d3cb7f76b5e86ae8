import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';

const deepest = 8;

/** What an Adaptive Card says, as Markdown; its buttons as a list of their titles. */
export function cardText(card: JsonValue): string {
  if (!isJsonObject(card)) return '';
  const titles = actionsOf(card).map(({ title }) => `- ${textOf(title)}`);
  return [...blocks(card['body'] ?? null, 0), titles.join('\n')].filter(Boolean).join('\n\n');
}

/** The actions of a card, those inside it included. */
export function actionsOf(card: JsonValue, depth = 0): readonly JsonObject[] {
  if (depth > deepest) return [];
  if (Array.isArray(card)) return card.flatMap((item) => actionsOf(item, depth + 1));
  if (!isJsonObject(card)) return [];
  const { actions, body, items, columns, card: inner } = card;
  const own = Array.isArray(actions) ? actions.filter(isJsonObject) : [];
  const within = [...own.map(({ card: shown }) => shown), body, items, columns, inner];
  return [...own, ...within.flatMap((part) => actionsOf(part ?? null, depth + 1))];
}

function blocks(element: JsonValue, depth: number): readonly string[] {
  if (depth > deepest) return [];
  if (Array.isArray(element)) return element.flatMap((item) => blocks(item, depth + 1));
  if (!isJsonObject(element)) return [];
  const { type, text, facts, inlines, items, columns } = element;
  switch (type) {
    case 'TextBlock':
      return [textOf(text)];
    case 'RichTextBlock':
      return [runs(inlines ?? null)];
    case 'FactSet':
      return [factLines(facts ?? null)];
    default:
      return [items, columns].flatMap((part) => blocks(part ?? null, depth + 1));
  }
}

function runs(inlines: JsonValue): string {
  const parts = Array.isArray(inlines) ? inlines : [];
  const text = parts.map((run) => (isJsonObject(run) ? textOf(run['text']) : textOf(run))).join('');
  const isCode = parts.some((run) => isJsonObject(run) && run['fontType'] === 'Monospace');
  return isCode ? `\`\`\`\n${text.replaceAll('```', "'''")}\n\`\`\`` : text;
}

function factLines(facts: JsonValue): string {
  const pairs = Array.isArray(facts) ? facts.filter(isJsonObject) : [];
  return pairs.map(({ title, value }) => `- **${textOf(title)}** ${textOf(value)}`).join('\n');
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
