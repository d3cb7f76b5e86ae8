import type { JsonObject } from '../base/json.js';

/**
 * Builders for Adaptive Cards, version 1.5 at most (what Teams and Web Chat both render). Texts are taken as
 * Markdown: what comes from outside is escaped by the caller.
 */
const cardVersion = '1.5';
export const cardContentType = 'application/vnd.microsoft.card.adaptive';

export type CardColor = 'Default' | 'Good' | 'Warning' | 'Attention' | 'Accent';

export interface TextBlockOptions {
  readonly weight?: 'Default' | 'Bolder';
  readonly size?: 'Small' | 'Default' | 'Medium' | 'Large';
  readonly color?: CardColor;
  readonly isSubtle?: boolean;
  readonly separator?: boolean;
}

export function textBlock(text: string, options: TextBlockOptions = {}): JsonObject {
  return { type: 'TextBlock', text, wrap: true, ...options };
}

/** A title that screen readers announce as a heading. */
export function titleBlock(text: string, color: CardColor = 'Default'): JsonObject {
  return { type: 'TextBlock', text, wrap: true, size: 'Medium', weight: 'Bolder', color, style: 'heading' };
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

export function factSet(facts: readonly Fact[]): JsonObject {
  return { type: 'FactSet', facts: facts.map(({ title, value }) => ({ title, value })) };
}

/**
 * A command or message, literally. Runs of a RichTextBlock are no Markdown, so backslashes, asterisks and
 * underscores of a command survive; each line is a block, since a run keeps no line breaks.
 */
export function codeContainer(code: string): JsonObject {
  const lines = code.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const items = lines.map((text) => ({
    type: 'RichTextBlock',
    spacing: 'None',
    inlines: [{ type: 'TextRun', text, fontType: 'Monospace' }],
  }));
  return { type: 'Container', style: 'emphasis', items };
}

export function section(items: readonly JsonObject[], separator = true): JsonObject {
  return { type: 'Container', separator, spacing: 'Medium', items };
}

/** `altText` is what a client that cannot draw the card says instead. */
export function card(body: readonly JsonObject[], altText: string, locale: string): JsonObject {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: cardVersion,
    lang: locale,
    speak: altText,
    fallbackText: altText,
    msteams: { width: 'Full' },
    body,
  };
}

/** A field for an e-mail address, whose content comes back under `id` beside the value of the pressed button. */
export function addressField(id: string, label: string, problem: string): JsonObject {
  const rules = { isRequired: true, errorMessage: problem, maxLength: 254, regex: '^[^\\s@]+@[^\\s@]+$' };
  return { type: 'Input.Text', id, style: 'Email', label, ...rules };
}

/**
 * A button whose press comes back as `value`. Teams would show nothing of the press; its messageBack shows the
 * title as the person's own message.
 */
export function submitAction(title: string, value: JsonObject): JsonObject {
  return {
    type: 'Action.Submit',
    title,
    data: { ...value, msteams: { type: 'messageBack', displayText: title, text: title, value } },
  };
}

/** Teams draws six actions a row of actions at most and hides the rest. */
const actionsInARow = 6;

/** The card with buttons: as its actions, or as several rows in its body when they are more than one row holds. */
export function withActions(base: JsonObject, actions: readonly JsonObject[]): JsonObject {
  if (actions.length === 0) return base;
  if (actions.length <= actionsInARow) return { ...base, actions };
  const body = Array.isArray(base['body']) ? base['body'] : [];
  const rows = Array.from({ length: Math.ceil(actions.length / actionsInARow) }, (_, row) => ({
    type: 'ActionSet',
    actions: actions.slice(row * actionsInARow, (row + 1) * actionsInARow),
  }));
  return { ...base, body: [...body, ...rows] };
}
