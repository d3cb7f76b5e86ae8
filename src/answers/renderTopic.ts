import { CodedError } from '../base/codedError.js';
import { card, textBlock, titleBlock } from './cards.js';
import { markdownToCard } from './markdownToCard.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { LocaleTexts } from './texts.js';

/** What can be read about, as the menus group it: the article, its kinds of certificates, its references, the rules. */
export const topicGroups = {
  article: [
    'symptom',
    'cause-self-signed',
    'cause-name',
    'resolution-signed-certificate',
    'resolution-matching-url',
  ],
  types: ['certificate-types', 'type-self-signed', 'type-windows-pki', 'type-third-party'],
  references: [
    'ref-ssl-client-access',
    'ref-multiple-host-names',
    'ref-windows-mobile',
    'ref-owa-ssl',
    'ref-exchange-2007-certificates',
    'ref-windows-pki',
  ],
  rules: ['name-rules', 'public-ca-limits', 'revocation', 'router-successor', 'versions-and-support'],
} as const satisfies Record<string, readonly string[]>;

export type TopicId = (typeof topicGroups)[keyof typeof topicGroups][number];

export const topicIds: readonly TopicId[] = Object.values(topicGroups).flat();

/** One topic: its gist in a sentence, then the whole. Throws CodedError `topic-unknown`. */
export function renderTopic(id: string, texts: LocaleTexts): RenderedAnswer {
  if (!topicIds.some((known) => known === id)) {
    throw new CodedError('topic-unknown', `no topic "${id}"`, `Name one of ${topicIds.join(', ')}.`);
  }
  const title = texts.t(`topics:${id}.title`);
  const summary = texts.t(`topics:${id}.summary`);
  const body = texts.t(`topics:${id}.body`);
  const elements = [titleBlock(title), textBlock(summary, { weight: 'Bolder' }), ...markdownToCard(body)];
  return {
    text: [`## ${title}`, `**${summary}**`, body].join('\n\n'),
    summary,
    card: card(elements, summary, texts.locale),
  };
}
